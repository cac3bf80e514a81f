"""The one rule for base rates: the record of an action, the older the lighter.

    weight of a month  w = 0.5 ^ (months ago / half-life)
    rate               Beta(prior + sum of w over months with it, prior + sum of w over the others)

The value is the mean of that Beta. What lies far back is forgotten, active years before a stop
too. Half-life and prior are those that did best on the record to the end of 2020 (``choice``).
"""

import numpy as np

from sim.kernel.arrays import Floats
from sim.results.rates import HALF_LIFE, PRIOR
from sim.study.rates.series import Numbers
from sim.world.beta import Interval, rate


def weights(ago: Numbers, half_life: float = HALF_LIFE) -> Floats:
    """(month,) how much months count that lie so many months back."""
    return np.asarray(0.5 ** (ago / half_life))


def enough(weight: Floats, half_life: float = HALF_LIFE) -> bool:
    """Whether months weigh at least half of a record without a beginning: the last half-life."""
    endless = 1.0 / (1.0 - float(0.5 ** (1.0 / half_life)))
    return float(weight.sum()) >= 0.5 * endless * (1.0 - 1e-12)


def base_rate(
    happened: Floats, ago: Numbers, half_life: float = HALF_LIFE, prior: float = PRIOR
) -> Interval:
    """The chance of an action in a month, from (month,) ones and zeros so many months ago."""
    weight = weights(ago, half_life)
    a = prior + float((weight * happened).sum())
    b = prior + float((weight * (1.0 - happened)).sum())
    return rate(a, b)


def rates_ahead(
    happened: Floats, at: Numbers, half_life: float = HALF_LIFE, prior: float = PRIOR
) -> Floats:
    """(month,) the value of ``base_rate`` at the end of each month, from the months up to it."""
    keep = 0.5 ** (np.diff(at, prepend=at[:1]) / half_life)
    found, with_, all_ = np.empty(len(happened)), 0.0, 0.0
    for n, y in enumerate(happened):
        with_, all_ = keep[n] * with_ + y, keep[n] * all_ + 1.0
        found[n] = (with_ + prior) / (all_ + 2.0 * prior)
    return found
