"""What is worth telling out of everything that was found: chosen once, for screen and page."""

from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING

from sim.results import EventRow, IndicatorRow, Meta, ReactionRow, Script, ShiftRow
from sim.study.ensemble.reactions import AGAIN, FORCED

if TYPE_CHECKING:
    from sim.results.comparison import CompareRow

NOTICEABLE = 0.005  # an alignment shift below this rounds away
SURE = 3.0  # times its sampling error: of so many findings the largest passes two by chance
RESIDUE = 0.25  # of its peak: a smaller rest with the other sign is no finding of its own
NEARLY = 0.05  # a ratio that differs from 1 by less rounds to x 1.0
SCRIPTED = 8  # scripted acts of one run that are told
SELDOM = 0.05  # times per run: with such a ratio, a smaller difference is not worth a line


def event(meta: Meta) -> Script | None:
    """Return what is called "the event": the first scripted difference between the arms."""
    return next((item for item in meta.script if len(item.arms) == 1), None)


def shifts(rows: Sequence[ShiftRow], most: int) -> list[ShiftRow]:
    """Return the shifts that stand out of chance at their end or peak, the largest peak first."""
    return sorted(filter(stands_out, rows), key=lambda row: -size(row))[:most]


def size(row: "ShiftRow | CompareRow") -> float:
    """Return how far the scenario moves an alignment, at the end or at its peak."""
    return max(abs(row.effect), abs(row.peak))


def stands_out(row: "ShiftRow | CompareRow") -> bool:
    """Return whether that is noticeable and more than chance would do."""
    return lasts(row) or _clear(row.peak, row.peak_error)


def lasts(row: "ShiftRow | CompareRow") -> bool:
    """Return whether the effect at the end is noticeable and more than chance would do."""
    return _clear(row.effect, row.mc_error)


def _clear(value: float, error: float) -> bool:
    return abs(value) > NOTICEABLE and not abs(value) <= 2 * error  # one run knows no error


def left(row: ShiftRow) -> bool:
    """Return whether something of the peak is left at the end, or it has turned round for good.

    A small rest with the other sign is neither.
    """
    turned = row.effect * row.peak < 0
    return lasts(row) and not (turned and abs(row.effect) < RESIDUE * abs(row.peak))


def doubted(rows: Sequence[ShiftRow]) -> list[ShiftRow]:
    """Return the shifts whose doubt is worth telling apart: those told, else the largest."""
    return shifts(rows, len(rows)) or sorted(rows, key=lambda row: -size(row))[:1]


def leading(rows: Sequence[ShiftRow]) -> ShiftRow | None:
    """Return the one shift that a finding begins with, if it is sure."""
    return next((row for row in shifts(rows, 1) if _sure(row.peak, row.peak_error)), None)


def more_often(rows: Sequence[ReactionRow], most: int) -> list[ReactionRow]:
    """Return what is done more often and stands out of chance, the largest increase first."""
    found = [row for row in rows if row.rate > row.baseline_rate and row.extra > 2 * row.mc_error]
    return sorted(filter(_matters, found), key=lambda row: -_change(row))[:most]


def less_often(rows: Sequence[ReactionRow], most: int) -> list[ReactionRow]:
    """Return what is done less often and stands out of chance, the largest decrease first."""
    found = [row for row in rows if row.rate < row.baseline_rate and -row.extra > 2 * row.mc_error]
    return sorted(filter(_matters, found), key=lambda row: -_change(row))[:most]


def _matters(row: ReactionRow) -> bool:
    near = row.ratio is not None and abs(row.ratio - 1.0) < NEARLY
    return row.because != AGAIN and (not near or _change(row) >= SELDOM)


def _change(row: ReactionRow) -> float:
    return abs(row.rate - row.baseline_rate)


def reaction(rows: Sequence[ReactionRow], script: Sequence[Script]) -> ReactionRow | None:
    """Return the reaction that changes most, surely, by a motive, and that is not scripted.

    What the script itself makes possible, or leaves no room for, is no reaction.
    """
    scripted = {item.action for item in script}
    found = [*more_often(rows, len(rows)), *less_often(rows, len(rows))]
    chosen = [row for row in found if row.action not in scripted and row.because not in FORCED]
    sure = [row for row in chosen if _sure(row.extra, row.mc_error)]
    return max(sure, key=_change, default=None)


def free(rows: Sequence[IndicatorRow], settled: Collection[str]) -> list[IndicatorRow]:
    """Return the indicators that the script does not decide by itself, as it does ``settled``."""
    return [row for row in rows if row.indicator not in settled]


def changed(rows: Sequence[IndicatorRow]) -> list[IndicatorRow]:
    """Return the indicators whose share differs beyond chance, the largest difference first."""
    found = [row for row in rows if abs(row.difference) > 2 * row.mc_error]
    return sorted(found, key=lambda row: -abs(row.difference))


def indicator(rows: Sequence[IndicatorRow], settled: Collection[str]) -> IndicatorRow | None:
    """Return the one indicator that changes most, surely, and that the script does not decide."""
    found = changed(free(rows, settled))
    return next((row for row in found if _sure(row.difference, row.mc_error)), None)


def _sure(value: float, error: float) -> bool:
    return abs(value) > SURE * error


def telling(events: Sequence[EventRow], scripted: int, chosen: int) -> list[EventRow]:
    """Return the events worth telling, in time order: the first scripted, and the least usual.

    What the same run without the event does not have comes before what it has too. Each action is
    told once, when it was least usual.
    """
    written = [at for at, row in enumerate(events) if row.scripted]
    free = [at for at, row in enumerate(events) if not row.scripted]
    free.sort(key=lambda at: (events[at].twin, -_unusual(events[at])))
    first: dict[str, int] = {}
    for at in free:
        first.setdefault(events[at].action, at)
    return [events[at] for at in sorted([*written[:scripted], *list(first.values())[:chosen]])]


def _unusual(row: EventRow) -> float:
    return (row.probability or 0.0) / (row.base_rate or 1.0)
