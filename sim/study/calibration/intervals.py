"""Intervals for shares and counts, and the two distribution functions they rest on.

Incomplete beta by Lentz's continued fraction, incomplete gamma by its series (DLMF 8.17.22,
8.11.4); quantiles by bisection. Accurate to about ten digits for the sizes met here.
"""

import math
from collections.abc import Callable

from sim.results.calibration import Interval

LEVEL = 0.8  # of every interval, as in the world's own ranges from data
_TINY, _NEAR = 1e-300, 1e-14
_TURNS, _HALVINGS = 10_000, 60


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
    low = _quantile(lambda x: gamma_below(x, shape), tail, most) / rate
    high = _quantile(lambda x: gamma_below(x, shape), 1.0 - tail, most) / rate
    return Interval(shape / rate, 0.0 if events == 0 else low, high)


def student(freedom: int, level: float = LEVEL) -> float:
    """How many standard errors to either side hold ``level`` of Student's t, so much freedom."""

    def beyond(t: float) -> float:
        return 1.0 - 0.5 * beta_below(freedom / (freedom + t * t), freedom / 2.0, 0.5)

    return _quantile(beyond, (1.0 + level) / 2.0, 1000.0)


def beta_below(x: float, a: float, b: float) -> float:
    """The chance that a Beta(a, b) variable lies below x."""
    if x <= 0.0 or x >= 1.0:
        return 0.0 if x <= 0.0 else 1.0
    if x > (a + 1.0) / (a + b + 2.0):
        return 1.0 - beta_below(1.0 - x, b, a)
    front = math.lgamma(a + b) - math.lgamma(a) - math.lgamma(b)
    front = math.exp(front + a * math.log(x) + b * math.log1p(-x)) / a
    c, d, h = 1.0, 0.0, 1.0
    for turn in range(_TURNS):
        m = turn // 2
        if turn == 0:
            term = 1.0
        elif turn % 2:
            term = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1))
        else:
            term = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m))
        d = 1.0 / (1.0 + term * d or _TINY)
        c = 1.0 + term / c or _TINY
        h *= c * d
        if abs(1.0 - c * d) < _NEAR and turn:
            break
    return front * (h - 1.0)


def beta_quantile(chance: float, a: float, b: float) -> float:
    """Below which number a Beta(a, b) variable lies with this chance."""
    return _quantile(lambda x: beta_below(x, a, b), chance, 1.0)


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


def _quantile(below: Callable[[float], float], chance: float, most: float) -> float:
    low, high = 0.0, most
    for _ in range(_HALVINGS):
        middle = (low + high) / 2.0
        low, high = (middle, high) if below(middle) < chance else (low, middle)
    return (low + high) / 2.0
