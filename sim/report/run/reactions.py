"""The block of the screen on reactions, and on what is done more often and is none."""

from collections.abc import Sequence

from rich.console import RenderableType
from rich.text import Text

from sim.report import selection, words
from sim.report.finding import COUNTED, UNMOVED
from sim.report.screen import Cell, grid, heading, paragraph
from sim.results import Meta, ReactionRow, Results
from sim.results.conventions import WINDOW
from sim.world.month import month_of

SHOWN, NONE = 2, 1  # reactions, and what is none
RATIO_AT = 3  # a column that is left out by default


def block(results: Results, full: bool) -> list[RenderableType]:
    """Return the block: what is chosen more often, in full less often too, and why."""
    meta, rows = results.meta, results.reactions
    pieces: list[RenderableType] = [
        heading("Likeliest reactions", f"times chosen, not scripted, per run {_span(meta)}")
    ]
    if full:
        pieces.append(paragraph(f"With, without: {COUNTED}.", style="dim"))
    acts = {item.action for item in meta.script if len(item.arms) == 1}
    if meta.event is not None and (full or len(acts) > 1):
        deed = words.clause(meta.event.actor, meta.event.title, meta.names)
        said = f"The event: {deed} ({words.month(meta.event.month)})."
        pieces.append(paragraph(said, style="dim"))
    found = selection.more_often(rows, len(rows) if full else SHOWN)
    found += selection.less_often(rows, len(rows)) if full else []
    if found:
        pieces.append(_table(found, meta, full))
    else:
        pieces.append(Text("  None that stands out of chance."))
    none = selection.no_reaction(rows, len(rows))
    return [*pieces, *_none([row for row in none if full or row.extra > 0], meta, full)]


def _span(meta: Meta) -> str:
    """The steps over which reactions are counted, short: ``Aug 2024 to Jan 2025``."""
    first = 1 if meta.event is None else meta.event.step
    last = min(first + WINDOW - 1, meta.steps)
    return " to ".join(
        dict.fromkeys(words.month(month_of(meta.start, step)) for step in (first, last))
    )


def _table(rows: Sequence[ReactionRow], meta: Meta, full: bool) -> RenderableType:
    header = ("who does what: why", "with", "without", "ratio", f"+{meta.step_unit}s")
    lines = [header, *(_row(row, meta) for row in rows)]
    kept = [[cell for at, cell in enumerate(line) if full or at != RATIO_AT] for line in lines]
    return grid([str(cell) for cell in kept[0]], kept[1:], right=range(1, 5), wrap=True)


def _row(row: ReactionRow, meta: Meta) -> tuple[Cell, ...]:
    deed = words.sentence(row.actor, row.title, meta.names)
    return (
        f"{deed}: {words.printable(row.because)}",
        words.times(row.rate),
        words.times(row.baseline_rate),
        Text(words.ratio(row.ratio), style="green" if row.extra > 0 else "red"),
        words.UNKNOWN if row.lag is None else f"{row.lag:.0f}",
    )


def _none(rows: Sequence[ReactionRow], meta: Meta, full: bool) -> list[RenderableType]:
    """What is made possible or taken away by the event, or more of what was scripted."""
    if not rows:
        return []
    shown = rows if full else rows[:NONE]
    said = [_counted(row, meta, full) for row in shown]
    if len(rows) > len(shown):
        said.append(f"{len(rows) - len(shown)} more")
    return [paragraph("; ".join(said) + ".", UNMOVED)]


def _counted(row: ReactionRow, meta: Meta, full: bool) -> str:
    deed = words.sentence(row.actor, row.title, meta.names)
    why = f", {words.printable(row.because)}" if full else ""
    return f"{deed} ({words.times(row.rate)}, without {words.times(row.baseline_rate)}{why})"
