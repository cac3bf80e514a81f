"""The screen and the JSON object that ``sim compare`` prints."""

from collections.abc import Iterator, Sequence
from itertools import combinations
from pathlib import Path

from rich.console import Console, RenderableType
from rich.text import Text

from sim.report import asked, words, yardstick
from sim.report.compare import choice
from sim.report.compare.answer import (
    answer,
    contrast,
    doubt,
    gap,
    gap_error,
    less,
    letters,
    of_effects,
    of_shares,
)
from sim.report.compare.choice import Alignment, Condition
from sim.report.screen import Cell, effect, grid, hanging, heading, paragraph, print_blocks
from sim.results import ARMS, WITH
from sim.results.change import Change
from sim.results.comparison import (
    CompareArmRow,
    CompareMeta,
    Comparison,
    IndicatorContrastRow,
    PartingRow,
)
from sim.results.findings import as_json as json_of
from sim.results.findings import by_file, records

FIRST_ACTS = 2
OF_TWO, OF_MORE = 4, 3  # rows of each kind, where there are two scenarios and where there are more
SIDES = 3  # scenarios that fit side by side, with a contrast for every two
TITLE_AT = 32  # columns in, at most, where titles of scenarios begin
REFERENCE = "ref"


def as_json(found: Comparison, place: Path | None) -> str:
    """Return everything as one JSON object; rows bear the columns of the CSV files."""
    meta = found.meta
    facts = {
        "scenarios": meta.scenarios,
        "reference": meta.reference,
        "world": meta.world,
        "runs": meta.runs,
        "seed": meta.seed,
        "steps": meta.steps,
        "start": meta.start,
        "off": meta.off,
        "set": meta.set_values,
        "changes": meta.changes,
        "ordinary": meta.ordinary,
        "own": meta.own,
        "settled": meta.settled,
        "answer": [{"about": one.label, "says": one.text} for one in answer(found)],
    }
    tables = records({**by_file(found), "warnings": found.warnings})
    return json_of(facts, tables, {"results_dir": place})


def show(found: Comparison, place: Path | None, console: Console) -> None:
    """Print the screen; ``place`` is the result folder, where one was written."""
    print_blocks(_blocks(found, place), console)


def _blocks(found: Comparison, place: Path | None) -> Iterator[list[RenderableType]]:
    yield _asked(found.meta)
    yield _answer(found)
    if found.indicators:
        yield _indicators(found)
    yield _alignments(found)
    yield _partings(found)
    yield _close(found, place)


def _asked(meta: CompareMeta) -> list[RenderableType]:
    title = f"{len(meta.scenarios)} scenarios against {meta.reference}"
    pieces: list[RenderableType] = [Text(words.printable(title), style="bold")]
    named = dict(zip(letters(meta).items(), meta.titles, strict=True))
    twin = letters(meta).get(meta.reference)
    named[meta.reference, REFERENCE] = f"the same as {twin}" if twin else meta.reference_title
    mark = max(len(letter) for _, letter in named)
    wide = max(len(name) for name, _ in named)
    for (name, letter), said in named.items():
        text = f"{letter:{mark}}  {name:{wide}}  {words.printable(said)}"
        pieces.append(hanging(text, min(2 + mark + 2 + wide + 2, TITLE_AT)))
    for name, letter in letters(meta).items():
        if apart := asked.apart(meta.changes.get(name, ())):
            pieces.append(hanging(f"{letter}  Asked: what if {'; '.join(apart)}?", len("  A  ")))
    changed = asked.shared(for_all(meta), meta.set_values, meta.off)
    if changed:
        pieces.append(paragraph("Changed for all: " + "; ".join(changed) + ".", indent=""))
    if past := asked.known(meta.known_past, meta.start):
        pieces.append(paragraph(f"Known before: {past}.", indent=""))
    runs = f"{words.count(meta.runs, 'run')} of each, all on the same luck"
    horizon = f"{words.count(meta.steps, meta.step_unit)} from {words.month(meta.start)}"
    pieces.append(Text(f"{runs}; {horizon}; seed {meta.seed}.", style="dim"))
    return pieces


def for_all(meta: CompareMeta) -> list[Change]:
    """Return what every scenario and the reference have otherwise."""
    first, *others = [meta.changes.get(name, ()) for name in meta.scenarios]
    return [one for one in first if one.arms == ARMS and all(one in more for more in others)]


def _answer(found: Comparison) -> list[RenderableType]:
    pieces: list[RenderableType] = [heading("What sets them apart")]
    pieces += [paragraph(one.text, one.label) for one in answer(found)]
    return pieces


def _indicators(found: Comparison) -> list[RenderableType]:
    meta = found.meta
    explained = "share of runs; contrasts in points, ± sampling error"
    pieces: list[RenderableType] = [heading("What becomes likelier", explained)]
    groups = choice.conditions(found)
    most = _most(meta)
    own, others = groups.own[:most], groups.others[:most]
    header = ("what", *_sides(meta, every_two=True), REFERENCE)
    rows: list[tuple[Cell, ...]] = []
    for said, some in (("Asked by the scenarios", own), ("Asked of all", others)):
        if some and groups.own:
            rows.append((Text(said, style="dim"), *("" for _ in header[1:])))
        rows += [_shares(one, meta) for one in some]
    if rows:
        pieces.append(grid(header, rows, right=range(1, len(header)), wrap=True))
    rest = {
        "more differ": len(groups.own) + len(groups.others) - len(own) - len(others),
        "do not": len(groups.alike),
        "a script decides": len(groups.settled),
    }
    if told := "; ".join(f"{n} {said}" for said, n in rest.items() if n):
        pieces.append(paragraph(f"{told}: compare_indicators.csv.", style="dim"))
    return pieces


def _most(meta: CompareMeta) -> int:
    return OF_TWO if len(meta.scenarios) == choice.TWO else OF_MORE


def _sides(meta: CompareMeta, *, every_two: bool) -> list[str]:
    """The heads of the columns of scenarios and of what sets them apart."""
    letter = list(letters(meta).values())
    if len(letter) > SIDES:
        return ["lowest", "highest", "apart"]
    if every_two or len(letter) == choice.TWO:
        return [*letter, *(f"{b}-{a}" for a, b in combinations(letter, 2))]
    return [*letter, "furthest apart"]


def _shares(one: Condition, meta: CompareMeta) -> tuple[Cell, ...]:
    places = of_shares(one, meta.runs)
    title = words.printable(one.title)
    reference = words.percent(one.rows[0].without, places)
    if len(one.rows) <= SIDES:
        shares = [words.percent(row.with_, places) for row in one.rows]
        return (title, *shares, *(_points(one, two, meta) for two in one.contrasts), reference)
    ends = sorted(one.rows, key=lambda row: row.with_)
    letter = letters(meta)
    named = [
        f"{letter[row.scenario]} {words.percent(row.with_, places)}" for row in (ends[0], ends[-1])
    ]
    apart = Text(f"{less(one.widest, meta)} ").append(_points(one, one.widest, meta))
    return (title, *named, apart, reference)


def _points(one: Condition, two: IndicatorContrastRow, meta: CompareMeta) -> Text:
    return _doubted(contrast(one, two, meta.runs), doubt(one, two, meta.runs))


def _doubted(shown: str, error: str) -> Text:
    return effect(shown) + Text(f" {error}", style="dim")


def _alignments(found: Comparison) -> list[RenderableType]:
    meta = found.meta
    explained = "over the reference; contrasts, ± sampling error"
    pieces: list[RenderableType] = [heading("Alignments at the end", explained)]
    apart = [one for one in choice.alignments(found) if one.differs]
    if not apart:
        pieces.append(Text("  No alignment differs between them by more than chance would do."))
        return pieces
    header = ("who toward whom", *_sides(meta, every_two=False))
    told = apart[: _most(meta)]
    rows = [_effects(one, meta) for one in told]
    if _with_range(meta):
        header = (*header, "8 runs in 10")
        spans = [
            words.span(one.widest.p10, one.widest.p90, of_effects(one, meta.runs)) for one in told
        ]
        rows = [(*row, span) for row, span in zip(rows, spans, strict=True)]
    pieces.append(grid(header, rows, right=range(1, len(header)), wrap=True))
    if len(apart) > len(told):
        more = len(apart) - len(told)
        pieces.append(paragraph(f"{more} more differ: contrasts.csv.", style="dim"))
    if meta.ordinary is not None:
        pieces.append(paragraph(yardstick.ordinary(*meta.ordinary), style="dim"))
    return pieces


def _with_range(meta: CompareMeta) -> bool:
    """Whether the range of a contrast over runs fits, and is known."""
    return len(meta.scenarios) == choice.TWO and meta.runs > 1


def _effects(one: Alignment, meta: CompareMeta) -> tuple[Cell, ...]:
    letter, widest = letters(meta), one.widest
    title = words.pair(widest.source, widest.target, meta.names)
    apart = _doubted(gap(one, widest, meta.runs), gap_error(one, widest, meta.runs))
    places = of_effects(one, meta.runs)
    shown = [(letter[row.scenario], words.signed(row.effect, places)) for row in one.rows]
    if len(one.rows) == choice.TWO:
        return (title, *(effect(number) for _, number in shown), apart)
    named = Text(f"{less(widest, meta)} ").append(apart)
    if len(one.rows) <= SIDES:
        return (title, *(effect(number) for _, number in shown), named)
    order = sorted(zip(one.rows, shown, strict=True), key=lambda both: both[0].effect)
    ends = (order[0][1], order[-1][1])
    return (title, *(f"{side} {number}" for side, number in ends), named)


def _partings(found: Comparison) -> list[RenderableType]:
    explained = "from the reference: by any act, by a free choice"
    pieces: list[RenderableType] = [heading("When they part", explained)]
    letter = letters(found.meta)
    acts = 1 if len(letter) == choice.TWO else 0
    for arm in found.arms:
        text = f"{letter[arm.scenario]}  {parted(arm, found, acts)}"
        pieces.append(hanging(text, len("  A  ")))
    return pieces


def parted(arm: CompareArmRow, found: Comparison, most: int = FIRST_ACTS) -> str:
    """Say how many of a scenario's runs leave the reference's, when, and by which free choices.

    Of these as many are named as ``most`` says.
    """
    meta = found.meta
    if arm.parted_step is None:
        return "never: every run is the reference's, to the last bit."
    said = f"{words.percent(arm.parted)} of runs, half by {meta.step_unit} {arm.parted_step:.0f}"
    if arm.reacted_step is None:
        return f"{said}; by a free choice none."
    acts = choice.reactions(row for row in found.partings if row.scenario == arm.scenario)
    first = f"; first: {_acts(acts[:most], meta)}" if acts[:most] else ""
    return (
        f"{said}; by free choices {words.percent(arm.reacted)}, half by {meta.step_unit}"
        f" {arm.reacted_step:.0f}{first}."
    )


def _acts(rows: Sequence[PartingRow], meta: CompareMeta) -> str:
    said = [
        f"{words.sentence(row.actor, row.title, meta.names)}"
        f" ({'here' if row.arm == WITH else 'in the reference'} only, {words.percent(row.share)})"
        for row in rows
    ]
    return "; ".join(said)


def _close(found: Comparison, place: Path | None) -> list[RenderableType]:
    pieces: list[RenderableType] = []
    for notice in found.warnings:
        text = Text("Warning: ", style="bold yellow")
        text.append(words.printable(notice.text), style="not bold")
        pieces.append(text)
    note = "8 runs in 10: unsure values and chance together; sim run --variants tells them apart."
    if _with_range(found.meta):
        pieces.append(paragraph(note, indent="", style="dim"))
    if place is not None:
        pieces.append(Text(f"Files: {place}"))
    return pieces
