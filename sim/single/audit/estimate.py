"""Ratios and shares of what was counted, with their 95 % intervals."""

from dataclasses import dataclass
from math import sqrt

import numpy as np

from sim.kernel.arrays import Floats

RESAMPLED = 2000
TAILS = (0.025, 0.975)
NONE_YET = 3.689  # −ln 0.025: with more expected, to count none would be rarer than that
Z = 1.96


@dataclass(frozen=True, slots=True)
class Interval:
    """An estimate and its 95 % interval; None where one game tells none."""

    value: float
    low: float | None
    high: float | None


def times(counted: Floats, expected: Floats) -> Interval | None:
    """How many times as often as expected, from (game,) sums; None where nothing is expected."""
    whole = float(expected.sum())
    if whole <= 0.0:
        return None
    value = float(counted.sum()) / whole
    if len(counted) < 2:
        return Interval(value, None, None)
    if not counted.any():
        return Interval(0.0, 0.0, NONE_YET / whole)
    luck = np.random.default_rng(0).multinomial(
        len(counted), np.full(len(counted), 1.0 / len(counted)), RESAMPLED
    )
    below = luck @ expected
    low, high = np.quantile((luck @ counted)[below > 0.0] / below[below > 0.0], TAILS)
    return Interval(value, float(low), float(high))


def share(some: int, of: int) -> Interval | None:
    """A share with its 95 % interval (Wilson 1927); None of nothing."""
    if not of:
        return None
    p, z = some / of, Z * Z / of
    middle, half = (p + z / 2) / (1 + z), Z * sqrt(p * (1 - p) / of + z / (4 * of)) / (1 + z)
    return Interval(p, max(0.0, middle - half), min(1.0, middle + half))
