"""The screen that ``sim sensitivity`` prints."""

from collections.abc import Callable, Iterator
from pathlib import Path

from rich.console import Console, RenderableType
from rich.text import Text

from sim.report import words
from sim.report.citations import in_words
from sim.report.screen import files_at, grid, heading, paragraph, print_blocks
from sim.results.sensitivity import Moments, Sensitivity, SensitivityRow
from sim.world import World

VALUES, SOURCES, IN_WORDS = 12, 10, 5
CLEARLY = 2.0  # times the size that luck would feign, from which a value stands out
MUCH_LUCK = 0.25  # share of the variance, from which a reader is warned


def show(found: Sensitivity, world: World, place: Path | None, console: Console) -> None:
    """Print the screen; ``world`` says what the sources are, ``place`` is where the files are."""
    print_blocks(_blocks(found, world, place), console)


def _blocks(found: Sensitivity, world: World, place: Path | None) -> Iterator[list[RenderableType]]:
    yield _asked(found)
    yield [*_answer(found), *_warning(found)]
    if found.varies:
        yield _values(found)
        yield _sources(found, world)
    yield files_at(place)


def _asked(found: Sensitivity) -> list[RenderableType]:
    pieces: list[RenderableType] = [Text(words.printable(found.title), style="bold")]
    if found.level:
        against = f"{found.scenario}, by itself"
    else:
        against = f"{found.scenario}, compared with {found.baseline} ({found.baseline_title})"
    pieces.append(Text(words.printable(against), style="dim"))
    pieces.append(Text(f"Asked: what does {in_question(found)} hang on?"))
    changed = words.changes(found.set_values, found.off)
    if changed:
        pieces.append(Text("Changed: " + words.printable("; ".join(changed))))
    pair = "run" if found.level else "pair"
    pieces.append(
        Text(
            f"{words.count(found.ranged, 'value')} with a range; {words.count(found.runs, pair)},"
            f" {found.runs_per_point} on the same luck at each point; seed {found.seed}.",
            style="dim",
        )
    )
    return pieces


def in_question(found: Sensitivity) -> str:
    """Return what was examined, in words: ``the shift of Russia toward South Korea``."""
    title = words.printable(found.of_title)
    if found.of_kind == "alignment":
        return f"the alignment of {title} at the end" if found.level else f"the shift of {title}"
    if found.level:
        return f"the chance of “{title}”"
    return f"the change in the chance of “{title}”"


def _answer(found: Sensitivity) -> list[RenderableType]:
    pieces: list[RenderableType] = [heading("The answer", "and how far it moves with the values")]
    if not found.varies:
        mean = words.signed(found.answer.mean, 3)
        said = f"It is {mean} at every point: no value moves it, so there is nothing to share out."
        return [*pieces, paragraph(said)]
    leads = (
        (found.answer, f"All {found.ranged} values anywhere in their ranges"),
        (found.few, f"Only {words.count(found.apportioned, 'value')} vary, the others as stated"),
    )
    pieces += [paragraph(f"{lead}: {_spread(answer)}") for answer, lead in leads if answer]
    return [*pieces, paragraph(_unlike_a_run(found), style="dim")]


def _unlike_a_run(found: Sensitivity) -> str:
    """Why an average differs from that of ``sim run``, and what it is worth."""
    return (
        f"An average here errs more than that of sim run, whose runs each have luck of their own:"
        f" all points share the same {words.count(found.runs_per_point, 'course')} of luck. ± holds"
        " that too; a difference within twice of it says nothing."
    )


def _spread(answer: Moments) -> str:
    return (
        f"{words.signed(answer.mean, 3)} {words.error(answer.mc_error)} on average, standard"
        f" deviation between points {answer.sd:.3f}. Luck that is left in that:"
        f" {words.percent(answer.luck)} of the variance."
    )


def _values(found: Sensitivity) -> list[RenderableType]:
    columns = [column for column in _COLUMNS if any(column[1](row) for row in found.rows[:VALUES])]
    rows = [
        [words.printable(row.value), *(read(row) for _, read in columns)]
        for row in found.rows[:VALUES]
    ]
    header = ["value", *(name for name, _ in columns)]
    pieces: list[RenderableType] = [
        heading("Values it hangs on"),
        grid(header, rows, right=range(1, len(header))),
        Text(),
    ]
    if found.trajectories:
        pieces.append(
            paragraph(
                "move: of the answer, when the value goes from the low to the high part of its"
                " range, all others anywhere in theirs; size: its mean size, whatever the sign"
                " (Morris' mu*), with the half width of its 95% interval; luck: the size that luck"
                " alone would feign."
            )
        )
        clear = sum(stands_out(row) for row in found.rows)
        pieces.append(
            paragraph(
                f"{clear} of {words.count(found.ranged, 'value')} move it by more than twice that;"
                " one below may still matter, but this many runs cannot tell."
            )
        )
    if found.apportioned:
        pieces.append(
            paragraph(
                "total: share of the variance that stays while this value alone is unknown (Sobol'"
                " ST); alone: share that goes once it alone is known (S1). Totals add up to more"
                " than 100% where values work together. Each with the half width of its 95%"
                " interval."
            )
        )
    return pieces


def stands_out(row: SensitivityRow) -> bool:
    """Return whether a screened value moves the answer by clearly more than luck would."""
    if row.mu_star is None or row.mu_star_luck is None:
        return False
    return row.mu_star > CLEARLY * row.mu_star_luck


def _plain(value: float | None) -> str:
    return "" if value is None else f"{value:.3f}"


def _share(share: float | None, conf: float | None) -> str:
    return "" if share is None else f"{round(share * 100)}% ±{(conf or 0.0) * 100:.0f}"


_COLUMNS: tuple[tuple[str, Callable[[SensitivityRow], str]], ...] = (
    ("move", lambda row: "" if row.mu is None else words.signed(row.mu, 3)),
    ("size", lambda row: _plain(row.mu_star)),
    ("", lambda row: "" if row.mu_star_conf is None else f"±{row.mu_star_conf:.3f}"),
    ("luck", lambda row: _plain(row.mu_star_luck)),
    ("total", lambda row: _share(row.ST, row.ST_conf)),
    ("alone", lambda row: _share(row.S1, row.S1_conf)),
)


def _sources(found: Sensitivity, world: World) -> list[RenderableType]:
    shown = found.sources[:SOURCES]
    screened = found.trajectories > 0
    rows = [
        (
            _brief(row.source),
            str(row.values),
            _plain(row.mu_star) if screened else "",
            "" if row.ST is None else f"{row.ST * 100:.0f}%",
            words.printable(row.leading),
        )
        for row in shown
    ]
    pieces: list[RenderableType] = [
        heading("Sources it hangs on", "what would change the answer if it were wrong?"),
        grid(
            ("source", "values", "size", "total", "most through"),
            rows,
            right=(1, 2, 3),
            most={0: 30, 4: 48},
        ),
        Text(),
        paragraph(
            "values: how many cite it; size: the sum of their sizes beyond luck; total: the sum of"
            " their totals, where known. A value with several sources counts in full for each."
        ),
    ]
    pieces += [paragraph(words.printable(in_words(row.source, world))) for row in shown[:IN_WORDS]]
    return pieces


def _brief(source: str) -> str:
    kind, _, rest = source.partition(":")
    return words.printable(f"{kind}: {rest.strip()}" if kind == "assumption" else source)


def _warning(found: Sensitivity) -> list[RenderableType]:
    """What makes the tables doubtful, before them: a screen is cut at its end."""
    if all(answer.luck <= MUCH_LUCK for answer in found.answers):
        return []
    text = Text("Warning: ", style="bold yellow")
    text.append(
        "much of the spread is luck: sizes and totals are too large. Ask for more"
        " --runs-per-point.",
        style="not bold",
    )
    return [text]
