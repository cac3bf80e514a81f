"""What is worth telling out of everything that was found: chosen once, for screen and page."""

from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING

from sim.report import digits
from sim.results import EventRow, IndicatorRow, Meta, ReactionRow, Script, ShiftRow, StakeRow
from sim.results.conventions import AGAIN, FORCED

if TYPE_CHECKING:
    from sim.results.comparison import CompareRow

NOTICEABLE = 0.005  # an alignment shift below this rounds away
SURE = 3.0  # times its sampling error: of so many findings the largest passes two by chance
RESIDUE = 0.25  # of its peak: a smaller rest with the other sign is no finding of its own
NEARLY = 0.05  # a ratio that differs from 1 by less rounds to x 1.0
SCRIPTED = 8  # scripted acts of one run that are told
SELDOM = 0.05  # times per run: with such a ratio, a smaller difference is not worth a line


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


def stakes(rows: Sequence[StakeRow], most: int) -> list[StakeRow]:
    """Return those who clearly gain or lose, as many as have most at stake, in their order."""
    told = sorted((one for one in rows if _clear(one.stake, one.mc_error)), key=_at_stake)[:most]
    return [one for one in rows if one in told]


def _at_stake(row: StakeRow) -> float:
    return -abs(row.stake)


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
    """Return what is chosen more often and stands out of chance, the largest increase first."""
    return _largest([row for row in rows if _more(row) and row.because not in FORCED], most)


def less_often(rows: Sequence[ReactionRow], most: int) -> list[ReactionRow]:
    """Return what is chosen less often and stands out of chance, the largest decrease first."""
    return _largest([row for row in rows if _less(row) and row.because not in FORCED], most)


def no_reaction(rows: Sequence[ReactionRow], most: int) -> list[ReactionRow]:
    """Return what is done more or less often, and no motive does it, the largest change first.

    It has become possible or no longer is, is in the way of another act, or repeats what the script
    took; that this is done less often, once it has been done, is not worth telling.
    """
    found = [row for row in rows if _more(row) or (_less(row) and row.because != AGAIN)]
    return _largest([row for row in found if row.because in FORCED], most)


def _more(row: ReactionRow) -> bool:
    return row.rate > row.baseline_rate and row.extra > 2 * row.mc_error


def _less(row: ReactionRow) -> bool:
    return row.rate < row.baseline_rate and -row.extra > 2 * row.mc_error


def _largest(rows: Sequence[ReactionRow], most: int) -> list[ReactionRow]:
    return sorted(filter(_matters, rows), key=lambda row: -_change(row))[:most]


def _matters(row: ReactionRow) -> bool:
    near = row.ratio is not None and abs(row.ratio - 1.0) < NEARLY
    return not near or _change(row) >= SELDOM


def _change(row: ReactionRow) -> float:
    return abs(row.rate - row.baseline_rate)


def reaction(rows: Sequence[ReactionRow], script: Sequence[Script]) -> ReactionRow | None:
    """Return the reaction that changes most, surely, by a motive, and that is not scripted.

    What the script itself makes possible, or leaves no room for, is no reaction.
    """
    scripted = {item.action for item in script}
    found = [*more_often(rows, len(rows)), *less_often(rows, len(rows))]
    chosen = [row for row in found if row.action not in scripted]
    sure = [row for row in chosen if _sure(row.extra, row.mc_error)]
    return max(sure, key=_change, default=None)


def free(rows: Sequence[IndicatorRow], settled: Collection[str]) -> list[IndicatorRow]:
    """Return the indicators that the script does not decide by itself, as it does ``settled``."""
    return [row for row in rows if row.indicator not in settled]


def changed(rows: Sequence[IndicatorRow]) -> list[IndicatorRow]:
    """Return the indicators whose share differs beyond chance, the largest difference first."""
    return sorted(filter(differs, rows), key=lambda row: -abs(row.difference))


def differs(row: IndicatorRow) -> bool:
    """Return whether its share differs beyond chance; of a single run, whether it differs."""
    return row.difference != 0 and not abs(row.difference) <= 2 * row.mc_error


def digits_of(row: IndicatorRow, runs: int) -> int:
    """Return the digits of its shares: they look apart where they differ beyond chance."""
    return digits.of_shares(runs, *((row.with_, row.without) if differs(row) else ()))


def own(rows: Sequence[IndicatorRow], meta: Meta) -> list[IndicatorRow]:
    """Return the scenario's own indicators, as it lists them, changed or not.

    Those that its script decides are left out.
    """
    return [row for row in free(rows, meta.settled) if row.indicator in meta.own]


def others(rows: Sequence[IndicatorRow], meta: Meta) -> list[IndicatorRow]:
    """Return what else changes beyond chance, undecided, the largest difference first."""
    return [row for row in changed(free(rows, meta.settled)) if row.indicator not in meta.own]


def headlines(rows: Sequence[IndicatorRow], meta: Meta, most: int) -> list[IndicatorRow]:
    """Return what a finding leads with: what surely changes, the scenario's own first."""
    found = [*changed(own(rows, meta)), *others(rows, meta)]
    return [row for row in found if _sure(row.difference, row.mc_error)][:most]


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
