"""The block of the screen that tells one run."""

from rich.console import RenderableType

from sim.report import selection, words
from sim.report.screen import hanging, heading
from sim.results import EventRow, Meta, Results

CHOSEN, ALL_CHOSEN = 2, 12  # acts of one run that are told beside the scripted


def block(results: Results, full: bool) -> list[RenderableType]:
    """Return the block: the least usual acts and, in full, what is scripted, in time order."""
    meta = results.meta
    near = "nearest to the mean" if meta.runs > 1 else "the only one"
    which = [] if meta.typical_run is None else [f"run {meta.typical_run}, {near}"]
    scripted, chosen = (selection.SCRIPTED, ALL_CHOSEN) if full else (0, CHOSEN)
    told = selection.telling(results.events, scripted, chosen)
    left = [row for row in results.events if row not in told]
    if left:
        among = sum(row.scripted for row in left)
        more = f", {among} of them scripted" if among and full else ""
        which.append(f"{words.count(len(left), 'further act')}{more}: events.csv")
    return [heading("One run, told", "; ".join(which)), *(_told(row, meta, full) for row in told)]


def _told(row: EventRow, meta: Meta, full: bool) -> RenderableType:
    said = f"{words.month(row.month)}  {words.sentence(row.actor, row.title, meta.names)}"
    reason = "scripted" if row.scripted else _reason(row, full)
    if row.twin and not row.scripted and meta.event is not None:
        reason = f"{reason}; also without the event" if reason else "also without the event"
    return hanging(f"{said}: {reason}" if reason else said, len("  Jun 2024  "))


def _reason(row: EventRow, full: bool) -> str:
    parts = [words.printable(row.because)] if row.because and full else []
    if row.probability is not None and row.base_rate is not None:
        parts.append(
            f"chance {words.percent(row.probability)}, normally {words.percent(row.base_rate)}"
        )
    return "; ".join(parts)
