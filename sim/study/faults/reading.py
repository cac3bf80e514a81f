"""A number that a measure comes to, and how it is made of paired runs."""

from dataclasses import dataclass
from typing import Literal

import numpy as np

from sim.kernel.arrays import Floats

Kind = Literal["share", "ratio", "difference", "number", "count"]
"""A share of runs, a ratio of counts, a signed difference, a size, a whole number."""

Estimate = tuple[float | None, float | None]
"""A value and its standard error."""


@dataclass(frozen=True, slots=True)
class Reading:
    """One number of a measure.

    ``id`` stays the same from version to version; ``what`` says what is measured, ``wanted`` what
    would be right as far as anything says so, ``note`` what the number is of where that can change.
    ``value`` is ``None`` where the number does not exist, as a ratio to nothing. ``error`` is the
    standard error that stems from the finite number of runs, ``None`` where none is known.
    """

    id: str
    what: str
    kind: Kind
    value: float | None
    error: float | None = None
    wanted: str = ""
    note: str = ""


def mean(values: Floats) -> Estimate:
    """The mean over (run,) values; a single one has no error."""
    if len(values) < 2:
        return float(values.mean()), None
    return float(values.mean()), float(values.std(ddof=1) / np.sqrt(len(values)))


def ratio(with_: Floats, without: Floats) -> Estimate:
    """The ratio of the means of two (run,) of the same runs, its error by the delta method.

    Neither exists where there is nothing to compare with.
    """
    below = float(without.mean())
    if below == 0.0:
        return None, None
    value = float(with_.mean()) / below
    return value, mean((with_ - value * without) / below)[1]
