"""The block of the screen on conditions: the scenario's own first, then what else changes."""

from collections.abc import Sequence

from rich.console import RenderableType
from rich.text import Text

from sim.report import selection, words
from sim.report.digits import of_error, of_shares
from sim.report.screen import Cell, effect, grid, heading
from sim.results import IndicatorRow, Results

SHOWN = 3  # of both kinds, unless the scenario alone has more
OWN = 4
UNCHANGED = "no change"


def block(results: Results, full: bool) -> list[RenderableType]:
    """Return the block; what does not change beyond chance says so, if it is the scenario's own."""
    meta = results.meta
    own, others = (
        selection.own(results.indicators, meta),
        selection.others(results.indicators, meta),
    )
    shown = own if full else _first(own)
    rows = [*shown, *(others if full else others[: max(0, SHOWN - len(shown))])]
    by = f"share of runs by {words.month(meta.end)}, or as it says"
    pieces: list[RenderableType] = [heading("What becomes likelier", by)]
    if rows:
        pieces.append(_table(rows, meta.runs))
    elif not selection.free(results.indicators, meta.settled):
        pieces.append(Text("  The script decides all conditions: indicators.csv"))
    else:
        pieces.append(Text("  Nothing by more than chance."))
    left = [f"{len(own) - len(shown)} more of its own"] if len(own) > len(shown) else []
    decided = sum(name in meta.settled for name in meta.own)
    left += [f"{decided} that its script itself decides"] if decided else []
    if left:
        pieces.append(Text(f"  and {', '.join(left)}: indicators.csv", style="dim"))
    return pieces


def _first(own: Sequence[IndicatorRow]) -> list[IndicatorRow]:
    """As many as are shown, those that change most, in their order."""
    most = sorted(own, key=lambda row: -abs(row.difference))[:OWN]
    return [row for row in own if row in most]


def _table(rows: Sequence[IndicatorRow], runs: int) -> RenderableType:
    """The table; the difference is that of the numbers as they are printed."""
    header = ("what", "with", "without", "points", "error")
    return grid(header, (_row(row, runs) for row in rows), right=(1, 2, 3, 4), wrap=True)


def _row(row: IndicatorRow, runs: int) -> tuple[Cell, ...]:
    digits = selection.digits_of(row, runs)
    points = effect(words.apart(row.with_ * 100, row.without * 100, digits))
    return (
        words.printable(row.title),
        words.percent(row.with_, digits),
        words.percent(row.without, digits),
        points if selection.differs(row) else UNCHANGED,
        words.error(row.mc_error * 100, of_error(of_shares(runs), digits)),
    )
