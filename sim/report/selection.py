"""What is worth telling out of everything that was found."""

from collections.abc import Collection, Sequence

from sim.results import EventRow, IndicatorRow, ReactionRow, ShiftRow
from sim.results.comparison import CompareRow

NOTICEABLE = 0.005  # an alignment shift below this rounds away


def shifts(rows: Sequence[ShiftRow], most: int) -> list[ShiftRow]:
    """Return the shifts that stand out of chance at their end or peak, the largest first."""

    return sorted(filter(stands_out, rows), key=lambda row: -size(row))[:most]


def size(row: ShiftRow | CompareRow) -> float:
    """Return how far the scenario moves an alignment, at the end or at its peak."""
    return max(abs(row.effect), abs(row.peak))


def stands_out(row: ShiftRow | CompareRow) -> bool:
    """Return whether that is noticeable and more than chance would do."""
    return lasts(row) or _clear(row.peak, row.peak_error)


def lasts(row: ShiftRow | CompareRow) -> bool:
    """Return whether the effect at the end is noticeable and more than chance would do."""
    return _clear(row.effect, row.mc_error)


def _clear(value: float, error: float) -> bool:
    return abs(value) > NOTICEABLE and not abs(value) <= 2 * error  # one run knows no error


def lasting(rows: Sequence[ShiftRow]) -> list[ShiftRow]:
    """Return the shifts that still stand out of chance at the end, the largest first."""
    return sorted(filter(lasts, rows), key=lambda row: -abs(row.effect))


def doubted(rows: Sequence[ShiftRow]) -> list[ShiftRow]:
    """Return the shifts whose doubt is worth telling apart: those that last, else the largest."""
    return lasting(rows) or sorted(rows, key=lambda row: -abs(row.effect))[:1]


def more_often(rows: Sequence[ReactionRow], most: int) -> list[ReactionRow]:
    """Return what is done more often and stands out of chance, the largest increase first."""
    found = [row for row in rows if row.rate > row.baseline_rate and row.extra > 2 * row.mc_error]
    return sorted(found, key=lambda row: row.baseline_rate - row.rate)[:most]


def less_often(rows: Sequence[ReactionRow], most: int) -> list[ReactionRow]:
    """Return what is done less often and stands out of chance, the largest decrease first."""
    found = [row for row in rows if row.rate < row.baseline_rate and -row.extra > 2 * row.mc_error]
    return sorted(found, key=lambda row: row.rate - row.baseline_rate)[:most]


def free(rows: Sequence[IndicatorRow], settled: Collection[str]) -> list[IndicatorRow]:
    """Return the indicators that the script does not decide by itself, as it does ``settled``."""
    return [row for row in rows if row.indicator not in settled]


def changed(rows: Sequence[IndicatorRow]) -> list[IndicatorRow]:
    """Return the indicators whose share differs beyond chance, the largest difference first."""
    found = [row for row in rows if abs(row.difference) > 2 * row.mc_error]
    return sorted(found, key=lambda row: -abs(row.difference))


def telling(events: Sequence[EventRow], scripted: int, chosen: int) -> list[EventRow]:
    """Return the events worth telling, in time order: the last scripted, the least usual chosen.

    Each action is told once, when it was least usual.
    """
    written = [at for at, row in enumerate(events) if row.scripted]
    free = [at for at, row in enumerate(events) if not row.scripted]
    free.sort(key=lambda at: -_unusual(events[at]))
    first: dict[str, int] = {}
    for at in free:
        first.setdefault(events[at].action, at)
    return [events[at] for at in sorted([*written[-scripted:], *list(first.values())[:chosen]])]


def _unusual(row: EventRow) -> float:
    return (row.probability or 0.0) / (row.base_rate or 1.0)
