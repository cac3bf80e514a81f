"""The block of the screen that tells of events that depend: whether they came, and when."""

from rich.console import RenderableType

from sim.report import words
from sim.report.asked import months_said
from sim.report.screen import hanging, heading
from sim.results import WITH, ContingencyRow, Meta, Results
from sim.world.month import month_of

MOST = 4  # told unless all are asked for


def block(results: Results, full: bool) -> list[RenderableType]:
    """Return the block; there is at least one such event."""
    rows = [row for row in results.contingencies if row.arm == WITH] or [*results.contingencies]
    shown = rows if full else rows[:MOST]
    left = len(rows) - len(shown)
    more = f"; {words.count(left, 'further event')}: contingencies.csv" if left else ""
    explained = f"in how many runs it came, and the middle month{more}"
    pieces: list[RenderableType] = [heading("If and when", explained)]
    pieces += [hanging(_event(row, results.meta), 4) for row in shown]
    return pieces


def _event(row: ContingencyRow, meta: Meta) -> str:
    when = "" if row.step is None else f", {words.month(month_of(meta.start, row.step))}"
    often = "" if row.times <= row.share else f", {words.times(row.times)} times per run"
    error = words.error(row.mc_error * 100, 1)
    came = f"{words.percent(row.share)} of runs ({error} points){when}{often}"
    return f"{months_said(row.says)}: {came}"
