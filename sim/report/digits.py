"""How many digits of a number are shown: as many as its runs can tell, on every screen and page."""

from collections.abc import Sequence
from itertools import combinations

from sim.report.words import printed

MOST_OF_SHARES, MOST_OF_ALIGNMENTS = 2, 4  # where it takes so many to tell two numbers apart


def of_shares(runs: int, *told: float) -> int:
    """Return the digits of a percentage that so many runs can tell: none below 10,000.

    Shares that differ, ``told`` apart by them, get one more where what is shown would not differ by
    what they differ, rounded; and one or two where they would look alike.
    """
    return _enough(_of(runs), MOST_OF_SHARES, [share * 100 for share in told])


def of_error(least: int, places: int) -> int:
    """Return those of the sampling error of what is shown with ``places``: one more than its runs
    can tell (``least``), and no fewer than it has itself."""
    return max(places, least + 1)


def of_alignments(runs: int, *told: float) -> int:
    """Return those of an alignment, two more: a thousand runs tell a difference to about .003."""
    return _enough(2 + _of(runs), MOST_OF_ALIGNMENTS, told)


def _of(runs: int) -> int:
    return max(0, (len(str(runs)) - 1) // 2 - 1)


def _enough(least: int, most: int, told: Sequence[float]) -> int:
    """The fewest digits by which numbers that differ look different, and differ as they do."""
    apart = len(set(told))
    fits = (n for n in range(least, most) if len({printed(one, n) for one in told}) == apart)
    enough = next(fits, max(least, most) if apart > 1 else least)
    return max(enough, min(least + 1, most)) if _misstated(told, least) else enough


def _misstated(told: Sequence[float], digits: int) -> bool:
    """Whether any two, as printed, differ by another number than their difference as printed."""
    half = 0.5 * 10.0**-digits
    return any(
        abs(printed(a, digits) - printed(b, digits) - printed(a - b, digits)) > half
        for a, b in combinations(told, 2)
    )
