"""The block of the screen that tells how tense each theatre gets."""

from rich.console import RenderableType

from sim.report import words
from sim.report.screen import Cell, effect, grid, heading, of_runs, paragraph
from sim.report.tension import LIMITS, TURNED, Tension, tensions, turned
from sim.results import Meta, Results
from sim.world.record import month_of

RANGE_AT = 4  # the column of 8 runs in 10


def block(results: Results) -> list[RenderableType]:
    """Return the block: means at the end, the largest difference on the way, rungs."""
    found = list(tensions(results.theatres).values())
    runs = results.meta.runs
    explained = "mean tension, 0 to 10; at the end with and without the event"
    explained += ", 8 runs in 10 with it" if runs > 1 else ""
    header = ("theatre", "start", "end", "without", "8 runs in 10", "furthest apart")
    rows = (of_runs(_row(one, results.meta), RANGE_AT, runs) for one in found)
    pieces: list[RenderableType] = [
        heading("Theatres", explained),
        grid(of_runs(header, RANGE_AT, runs), rows, right=range(1, 6)),
        paragraph("; ".join(map(_rungs, found)) + ".", "Rung of the ladder at the end"),
    ]
    titles = turned(found, results.meta.runs)
    if titles:
        said = f"{words.printable(', '.join(titles))}: {TURNED} ({LIMITS})."
        pieces.append(paragraph(said))
    return pieces


def _row(one: Tension, meta: Meta) -> tuple[Cell, ...]:
    start, end, other = one.with_[0], one.with_[-1], one.without[-1]
    return (
        words.printable(one.title),
        f"{start.mean:.1f}",
        f"{end.mean:.1f}",
        f"{other.mean:.1f}",
        f"{end.p10:.1f} to {end.p90:.1f}",
        _apart(one, meta),
    )


def _apart(one: Tension, meta: Meta) -> Cell:
    if not one.moved:
        return words.UNKNOWN
    text = effect(words.signed(one.peak, 1)).copy()
    when = words.month(month_of(meta.start, one.peak_step)) if one.peak_step else "start"
    return text.append(f" ({when})", style="default")


def _rungs(one: Tension) -> str:
    end, other = one.with_[-1].rung, one.without[-1].rung
    apart = "" if end == other else f" (without: {words.printable(other)})"
    return f"{words.printable(one.title)}: {words.printable(end)}{apart}"
