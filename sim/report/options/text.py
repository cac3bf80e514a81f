"""The screen and the JSON object that ``sim options`` prints."""

import json
import shlex
from collections.abc import Iterator, Sequence
from pathlib import Path

from rich.console import Console, RenderableType
from rich.text import Text

from sim.report import words
from sim.report.again import again
from sim.report.asked import history
from sim.report.citations import in_words
from sim.report.options.view import SURE, Judged, View
from sim.report.screen import (
    Cell,
    files_at,
    grid,
    hanging,
    heading,
    paragraph,
    print_blocks,
)
from sim.results import record
from sim.results.formats import plain
from sim.results.options import Options, OptionsMeta
from sim.world import World

BESIDE = 5  # objectives side by side
TURNS, LEARNT = 4, 5  # lines
BEST = "best"
OPEN = "="
IN_JSON = tuple(name for name in Options.TABLES if name not in ("values", "sources"))


def as_json(found: Options, place: Path | None) -> str:
    """Return everything as one JSON object; rows bear the columns of the CSV files."""
    view = View(found)
    fields = {
        **plain(found.meta),
        "command": command(found.meta),
        "finding": view.finding(),
        **{name: [record(r) for r in getattr(found, Options.TABLES[name][0])] for name in IN_JSON},
        "warnings": [record(row) for row in found.warnings],
        "results_dir": None if place is None else place.as_posix(),
    }
    return json.dumps(fields, ensure_ascii=False, allow_nan=False)


def command(meta: OptionsMeta) -> str:
    """Return the command that asks this again."""
    said = ["sim", "options", *again(meta, meta.choice)]
    return shlex.join([*said, "--runs", str(meta.runs), "--seed", str(meta.seed)])


def show(found: Options, world: World, place: Path | None, console: Console) -> None:
    """Print the screen; ``place`` is the result folder, where one was written."""
    print_blocks(_blocks(View(found), world, place), console)


def _blocks(view: View, world: World, place: Path | None) -> Iterator[list[RenderableType]]:
    yield _asked(view, world)
    yield [paragraph(one, indent="") for one in view.finding()]
    yield _outcomes(view)
    others = view.found.meta.answers[1:]
    if others:
        yield _others(view)
    yield _sure(view)
    yield _weights(view)
    yield _turns(view)
    yield _learning(view, world)
    yield _close(view, place)


def _asked(view: View, world: World) -> list[RenderableType]:
    meta = view.found.meta
    who = words.name(meta.decides, meta.names)
    span = f"{words.count(meta.steps, meta.step_unit)} from {words.month(meta.start)}"
    asked = (
        f"{who} decides, on top of {meta.base}; {span};"
        f" {meta.runs:,} runs of each, the same luck in all: {meta.draws:,} draws of"
        f" {meta.ranged} values, each with {meta.courses} courses of luck; seed {meta.seed}."
    )
    pieces: list[RenderableType] = [Text(words.printable(meta.title), style="bold")]
    if past := history(world):
        pieces.append(paragraph(f"Known before: {past}.", indent=""))
    changed = words.changes(meta.set_values, meta.off)
    if changed:
        pieces.append(paragraph(words.printable("; ".join(changed)), "Changed", indent=""))
    return [*pieces, paragraph(asked, indent="", style="dim")]


def _outcomes(view: View) -> list[RenderableType]:
    pieces: list[RenderableType] = [
        heading("What comes of it", f"if: {words.printable(view.answer_title(view.lead))}")
    ]
    for some in _bands(view.objectives):
        rows = [
            [option.id, *(_cell(view, option.id, one) for one in some)]
            for option in view.found.meta.options
        ]
        pieces.append(grid(_header(some), rows, right=range(1, len(some) + 1), most={0: 16}))
    legend = "; ".join(f"{one.id} {one.arrow} {words.printable(one.title)}" for one in _own(view))
    said = (
        "The best one's level; of the others how far they are from it (shares of runs in points),"
        f" ± its standard error. {OPEN}: not told apart from the best."
    )
    return [*pieces, paragraph(legend, style="dim"), paragraph(said, style="dim")]


def _own(view: View) -> Sequence[Judged]:
    return view.objectives


def _bands(objectives: Sequence[Judged]) -> Iterator[Sequence[Judged]]:
    for first in range(0, len(objectives), BESIDE):
        yield objectives[first : first + BESIDE]


def _header(objectives: Sequence[Judged]) -> list[str]:
    return ["", *(f"{words.shortened(one.id, 10)} {one.arrow}" for one in objectives)]


def _cell(view: View, option: str, one: Judged) -> Cell:
    row = view.row(view.lead, option, one.id)
    if row.best:
        return Text(f"{BEST} {one.level(row.mean)}", style="bold")
    said = f"{one.apart(row.contrast)} {one.doubt(row.contrast_error)}"
    return said if view.told_apart(row) else f"{OPEN} {said}"


def _others(view: View) -> list[RenderableType]:
    """Whether the other answers change which option is best, and the regret over all of them."""
    pieces: list[RenderableType] = [heading("If the others answer otherwise")]
    for answer in view.found.meta.answers[1:]:
        changed = []
        for one in view.objectives:
            now, before = view.best(answer.id, one.id), view.best(view.lead, one.id)
            if now[0] not in before:
                changed.append(f"{one.id}: {now[0]} instead of {before[0]}")
        said = "; ".join(changed) or "the same options are best, or not told apart from the best"
        pieces.append(hanging(f"{words.printable(answer.title)}: {said}", 4))
    return pieces


def _sure(view: View) -> list[RenderableType]:
    forms = len(view.found.meta.forms)
    pieces: list[RenderableType] = [
        heading("How sure is that", f"draws of the values in which it is best; of {forms} forms")
    ]
    for some in _bands(view.objectives):
        rows = [
            [option.id, *(_often(view, option.id, one) for one in some)]
            for option in view.found.meta.options
        ]
        rows.append(["to lose", *(_regret(view, one) for one in some)])
        pieces.append(grid(_header(some), rows, right=range(1, len(some) + 1), most={0: 16}))
    said = (
        "Luck is taken out of the draws. The second number counts the rival forms of the model in"
        " which it is best or not told apart from the best. To lose: what the best one falls short"
        " of the best in each draw, on average: all that knowing every value could gain."
    )
    return [*pieces, paragraph(said, style="dim")]


def _often(view: View, option: str, one: Judged) -> str:
    row = next(
        r
        for r in view.found.draws
        if (r.answer, r.option, r.objective) == (view.lead, option, one.id)
    )
    return f"{words.percent(row.best)} {view.forms_won(view.lead, option, one.id):>2}"


def _regret(view: View, one: Judged) -> str:
    gain, _ = view.most_to_learn(view.lead, one.id)
    return one.apart(gain).lstrip("+")


def _weights(view: View) -> list[RenderableType]:
    said = (
        f"{view.weights(view.lead)} of all mixes of weights. Which one is yours only you can say:"
        " the page has a slider for each objective."
    )
    return [heading("Best under"), paragraph(said)]


def _turns(view: View) -> list[RenderableType]:
    found = view.turning(view.lead)
    pieces: list[RenderableType] = [heading("What would turn it", "a value at an end of its range")]
    if not found:
        tried = len({row.value for row in view.found.turns})
        return [*pieces, paragraph(f"None of the {tried} values that were held there.")]
    return [*pieces, *(hanging(view.turn(row), 4) for row in found[:TURNS])]


def _learning(view: View, world: World) -> list[RenderableType]:
    pieces: list[RenderableType] = [
        heading("What to find out next", "what knowing the values behind a source first would gain")
    ]
    found = list(view.learning(view.lead))
    for one, source, gain, error, values in found[:LEARNT]:
        said = f"{one.id}: {one.apart(gain)} {one.doubt(error)}, {words.count(values, 'value')}: "
        pieces.append(hanging(words.printable(said + in_words(source, world)), 4))
    if not found:
        said = (
            f"No source by itself gains more than {SURE:g} standard errors: what is unsure is"
            " spread over many, or the choice is clear."
        )
        pieces.append(paragraph(said))
    return pieces


def _close(view: View, place: Path | None) -> list[RenderableType]:
    pieces: list[RenderableType] = [
        paragraph(words.printable(one.text), "Warning", indent="") for one in view.found.warnings
    ]
    return [*pieces, *files_at(place)]
