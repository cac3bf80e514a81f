"""Past shocks replayed: what the closest deed does in the model, beside the record.

Differences of alignment, with the shock minus without.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from sim.results.yardstick import MeasuredShock, Ordinary

LEFT = (6, 12)  # months after, in which what is left of the peak is told
QUARTERS = (1, 4, 7, 10)  # the middle months of the four quarters after
WEAKER, STRONGER, ALIKE, OTHER = "weaker", "stronger", "not told apart", "other way"
UNSURE, NO_DEED, APART = "record unsure", "no such deed", "other months"
NOT_HELD = "not on record"
Points = tuple[float | None, ...]


@dataclass(frozen=True, slots=True)
class Course:
    """What a shock did, month by month; None where too little is known."""

    months: Points  # difference in the n-th month after, from 0
    smooth: Points  # over the month, the one before and the one after it
    peak: float | None  # the largest smoothed difference of the first twelve, of the change's sign
    left: Points  # shares of it, LEFT months after


@dataclass(frozen=True, slots=True)
class Modelled:
    """What the closest deed does in the model."""

    change: float  # mean over the first twelve months
    error: float  # of sampling
    course: Course


@dataclass(frozen=True, slots=True)
class Replay:
    """One shock and pair: what the record says, what the model says."""

    record: MeasuredShock
    course: Course | None
    model: Modelled | None
    verdict: str

    @property
    def ratio(self) -> tuple[float, float] | None:
        """The model's size as a share of the record's, and its error; where there are both."""
        if self.verdict not in (WEAKER, STRONGER, ALIKE, OTHER) or self.model is None:
            return None
        change, error = self.record.change or 0.0, self.record.error or 0.0
        share = self.model.change / change
        return share, math.hypot(self.model.error / change, share * error / change)


@dataclass(frozen=True, slots=True)
class Replays:
    """All shocks of a world, replayed."""

    world: str
    runs: int
    seed: int
    ordinary: Ordinary
    replays: tuple[Replay, ...]

    @property
    def compared(self) -> tuple[Replay, ...]:
        """Those whose sizes can be held against each other."""
        return tuple(one for one in self.replays if one.ratio is not None)


def quarters(replays: Sequence[Replay]) -> tuple[list[float], list[float]] | None:
    """The mean course of record and model over pairs, quarter by quarter, a fall as +.

    Of pairs whose sizes are compared and whose record knows all four quarters; None where none is.
    """
    courses = []
    for one in replays:
        if one.ratio is None or one.course is None or one.model is None:
            continue
        both = [[own.smooth[n] for n in QUARTERS] for own in (one.course, one.model.course)]
        if None not in both[0]:
            along = math.copysign(1.0, one.record.change or 0.0)
            courses.append(np.array(both, dtype=np.float64) * along)
    if not courses:
        return None
    record, model = np.mean(courses, axis=0)
    return [float(x) for x in record], [float(x) for x in model]
