"""The block of the screen that tells how tense each theatre gets."""

from collections.abc import Sequence

from rich.console import RenderableType

from sim.report import words
from sim.report.screen import Cell, effect, grid, heading, of_runs, paragraph
from sim.report.tension import LIMITS, TURNED, Tension, tensions, turned
from sim.results import Meta, Results
from sim.world.month import month_of

RANGE_AT = 4  # the column of 8 runs in 10


def block(results: Results, full: bool) -> list[RenderableType]:
    """Return the block: means at the end, the largest difference on the way, in full rungs."""
    found = list(tensions(results.theatres).values())
    return _table(found, results.meta) if full else _short(found, results.meta)


def _short(found: Sequence[Tension], meta: Meta) -> list[RenderableType]:
    explained = "mean tension at the end, 0 to 10 (without; furthest apart)"
    said = ", ".join(_ends(one, meta) for one in found)
    return [heading("Theatres", explained), paragraph(f"{said}."), *_turned(found, meta)]


def _ends(one: Tension, meta: Meta) -> str:
    other = f"{one.without[-1].mean:.1f}"
    if one.moved:
        other += f"; {one.shown_peak} in {_when(one, meta)}"
    return f"{words.printable(one.title)} {one.with_[-1].mean:.1f} ({other})"


def _table(found: Sequence[Tension], meta: Meta) -> list[RenderableType]:
    runs = meta.runs
    explained = "mean tension, 0 to 10; at the end with and without the event"
    header = ("theatre", "start", "end", "without", "8 runs in 10", "furthest apart")
    rows = (of_runs(_row(one, meta), RANGE_AT, runs) for one in found)
    return [
        heading("Theatres", explained),
        grid(of_runs(header, RANGE_AT, runs), rows, right=range(1, 6)),
        paragraph("; ".join(map(_rungs, found)) + ".", "Rung of the ladder at the end"),
        *_turned(found, meta),
    ]


def _turned(found: Sequence[Tension], meta: Meta) -> list[RenderableType]:
    titles = turned(found, meta.runs)
    if not titles:
        return []
    return [paragraph(f"{words.printable(', '.join(titles))}: {TURNED} ({LIMITS}).")]


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
    text = effect(one.shown_peak).copy()
    return text.append(f" ({_when(one, meta)})", style="default")


def _when(one: Tension, meta: Meta) -> str:
    return words.month(month_of(meta.start, one.peak_step)) if one.peak_step else "start"


def _rungs(one: Tension) -> str:
    end, other = one.with_[-1].rung, one.without[-1].rung
    apart = "" if end == other else f" (without: {words.printable(other)})"
    return f"{words.printable(one.title)}: {words.printable(end)}{apart}"
