"""Intervals for shares and counts, and the distribution functions they rest on.

Incomplete gamma by its series (DLMF 8.11.4); the incomplete beta is the world's (``beta``), whose
rates have ranges of that kind. Accurate to about ten digits for the sizes met here.
"""

import math

from sim.world.beta import Interval, beta_below, beta_quantile, quantile

LEVEL = 0.8  # of every interval, as in the world's own ranges from data
_NEAR = 1e-14
_TURNS = 10_000


def jeffreys(with_: int, months: int) -> Interval:
    """The share of months with an event: mean and equal tails of Beta(k + 1/2, n − k + 1/2).

    Brown, Cai and DasGupta (2001). The interval reaches 0 where no month has one, 1 where all have.
    """
    a, b = with_ + 0.5, months - with_ + 0.5
    tail = (1.0 - LEVEL) / 2.0
    low = 0.0 if with_ == 0 else beta_quantile(tail, a, b)
    high = 1.0 if with_ == months else beta_quantile(1.0 - tail, a, b)
    return Interval(a / (a + b), low, high)


def gamma_poisson(events: float, months: float, dispersion: float = 1.0) -> Interval:
    """Events a month: mean and equal tails of Gamma(events + 1/2, months).

    ``dispersion`` is the variance of the monthly counts over their mean; where it is above 1 the
    months say as little as so many fewer would (quasi-Poisson), and the interval widens.
    """
    weight = 1.0 / max(1.0, dispersion)
    shape, rate = events * weight + 0.5, months * weight
    most = shape + 20.0 * math.sqrt(shape) + 40.0
    tail = (1.0 - LEVEL) / 2.0
    low = quantile(lambda x: gamma_below(x, shape), tail, most) / rate
    high = quantile(lambda x: gamma_below(x, shape), 1.0 - tail, most) / rate
    return Interval(shape / rate, 0.0 if events == 0 else low, high)


def student(freedom: int, level: float = LEVEL) -> float:
    """How many standard errors to either side hold ``level`` of Student's t, so much freedom."""

    def beyond(t: float) -> float:
        return 1.0 - 0.5 * beta_below(freedom / (freedom + t * t), freedom / 2.0, 0.5)

    return quantile(beyond, (1.0 + level) / 2.0, 1000.0)


def gamma_below(x: float, shape: float) -> float:
    """The chance that a Gamma(shape) variable of rate 1 lies below x."""
    if x <= 0.0:
        return 0.0
    term = total = 1.0 / shape
    for turn in range(1, _TURNS):
        term *= x / (shape + turn)
        total += term
        if term < total * _NEAR:
            break
    return min(1.0, total * math.exp(shape * math.log(x) - x - math.lgamma(shape)))
