"""What is at stake for a party, as it is printed."""

from sim.report import words
from sim.results import StakeRow


def whole(row: StakeRow) -> str:
    """Return what is at stake in all, with two digits: the sum of its parts as they are printed."""
    return words.apart(row.follows, -row.deed, 2)
