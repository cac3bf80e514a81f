"""The block of the screen on alignments that shift, beside ordinary years."""

from rich.console import RenderableType
from rich.text import Text

from sim.report import digits, selection, words, yardstick
from sim.report.screen import Cell, effect, grid, heading, of_runs, paragraph
from sim.results import Meta, Results, ShiftRow
from sim.world.month import month_of

SHOWN = 3
RANGE_AT = 4  # the column of 8 runs in 10
ALL = ("who toward whom", "peak", "in", "left", "8 runs in 10", "years", "error", "start", "end")
SHORT = 6  # columns that are printed by default


def block(results: Results, full: bool) -> list[RenderableType]:
    """Return the block: the largest shifts, or all that stand out of chance."""
    meta = results.meta
    pieces: list[RenderableType] = [
        heading("Alignments that shift", "with less without, at its peak and at the end; -1 to +1")
    ]
    rows = told = selection.shifts(results.shifts, len(results.shifts) if full else SHOWN)
    if not told:
        pieces.append(Text("  None by more than chance: the two arms end up alike."))
        rows = sorted(results.shifts, key=lambda row: -abs(row.end - row.start))[:3]
    if not rows:
        return pieces
    sizes = [yardstick.of(results.yardstick, row) for row in told]
    beside = sizes[0] if sizes else None
    years = map(yardstick.years, sizes) if beside else [""] * len(rows)
    lines = [_row(row, year, meta) for row, year in zip(rows, years, strict=True)]
    keep = [at for at, name in enumerate(ALL) if name != "years" or beside]
    keep = keep if full or not told else [at for at in keep if at < SHORT]
    table = [of_runs([line[at] for at in keep], RANGE_AT, meta.runs) for line in (ALL, *lines)]
    header, *cells = table
    pieces.append(grid([str(one) for one in header], cells, right=range(1, len(header)), wrap=True))
    if beside is not None:
        pieces.append(paragraph(yardstick.said(beside, meta)))
    return pieces


def _row(row: ShiftRow, years: str, meta: Meta) -> tuple[Cell, ...]:
    places = digits.of_alignments(meta.runs)
    return (
        words.pair(row.source, row.target, meta.names),
        effect(words.signed(row.peak, places)),
        _month(row, meta),
        effect(words.signed(row.effect, places)),
        words.over_runs(row.effect_p10, row.effect_p90, row.mc_error, places),
        years,
        words.error(row.peak_error, places + 1),
        words.signed(row.start, places),
        words.signed(row.end, places),
    )


def _month(row: ShiftRow, meta: Meta) -> str:
    if row.peak_step:
        return words.month(month_of(meta.start, row.peak_step))
    return "start" if row.peak else words.UNKNOWN
