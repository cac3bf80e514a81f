"""A number that a measure comes to, and how it is made of paired runs."""

import numpy as np

from sim.kernel.arrays import Floats
from sim.study.explain.twins import mean_and_error

Estimate = tuple[float | None, float | None]
"""A value and its standard error."""


def mean(values: Floats) -> Estimate:
    """The mean over (run,) values; a single one has no error."""
    value, error = mean_and_error(values)
    return value, None if np.isnan(error) else error


def ratio(with_: Floats, without: Floats) -> Estimate:
    """The ratio of the means of two (run,) of the same runs, its error by the delta method.

    Neither exists where there is nothing to compare with.
    """
    below = float(without.mean())
    if below == 0.0:
        return None, None
    value = float(with_.mean()) / below
    return value, mean((with_ - value * without) / below)[1]
