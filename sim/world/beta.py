"""The Beta distribution of a rate, and the one rule that reads a range as one, both ways.

From a Beta to a rate with its range (``rate``), and from a rate with its range back to the Beta
that is as strong (``strength``). Incomplete beta by Lentz's continued fraction (DLMF 8.17.22),
quantiles by bisection: accurate to about ten digits for the sizes met here.
"""

import math
from collections.abc import Callable
from dataclasses import dataclass

TAIL = 0.1  # left out of a rate's range at either end
LEAST, MOST = 0.5, 1e7  # months: how weak and how strong a Beta is looked for
_TINY, _NEAR = 1e-300, 1e-14
_TURNS, _HALVINGS = 10_000, 60
_GOLDEN = (math.sqrt(5.0) - 1.0) / 2.0


@dataclass(frozen=True, slots=True)
class Interval:
    """An estimate with the interval around it, ``low <= value <= high``."""

    value: float
    low: float
    high: float


def rate(a: float, b: float) -> Interval:
    """The rate that Beta(a, b) tells of, with its range. ``a`` and ``b`` are above 0.

    The value is the mean. The range goes up to the 90th percentile, and down to the 10th or, if
    that is nearer, as many times below the value as the upper end lies above it. For runs draw
    rates evenly in the logarithm, and where the 10th percentile of a rare action runs off toward
    zero they would on average draw far less than the value.
    """
    value, high = a / (a + b), beta_quantile(1.0 - TAIL, a, b)
    return Interval(value, max(beta_quantile(TAIL, a, b), value * value / high), high)


def strength(value: float, high: float) -> float:
    """How many months the Beta is worth that is as strong as a range: ``a + b`` of ``rate``.

    Its mean is ``value`` and its 90th percentile ``high`` (0 < value < high < 1). Where no Beta of
    that mean reaches so high, the one with most above it; where they nearly touch, MOST.
    """

    def missing(log: float) -> float:
        months = math.exp(log)
        return beta_below(high, value * months, (1.0 - value) * months) - (1.0 - TAIL)

    low, top = math.log(LEAST), math.log(MOST)
    if value < TAIL:  # rarer than one in ten: a weaker Beta has less above, not more
        low = _lowest(missing, low, top)
    if missing(low) >= 0.0 or missing(top) <= 0.0:
        return math.exp(low if missing(low) >= 0.0 else top)
    return math.exp(_root(missing, low, top))


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
    return quantile(lambda x: beta_below(x, a, b), chance, 1.0)


def quantile(below: Callable[[float], float], chance: float, most: float) -> float:
    """Where a distribution function between 0 and ``most`` reaches a chance."""
    low, high = 0.0, most
    for _ in range(_HALVINGS):
        middle = (low + high) / 2.0
        low, high = (middle, high) if below(middle) < chance else (low, middle)
    return (low + high) / 2.0


def _root(missing: Callable[[float], float], low: float, high: float) -> float:
    """Where a function that rises from below 0 to above it crosses (Illinois false position)."""
    below, above = missing(low), missing(high)
    while high - low > 1e-9:
        middle = (low * above - high * below) / (above - below)
        if not low < middle < high:
            break
        found = missing(middle)
        if abs(found) < 1e-12:
            return middle
        if found < 0.0:
            low, below, above = middle, found, above / 2.0
        else:
            high, above, below = middle, found, below / 2.0
    return (low + high) / 2.0


def _lowest(missing: Callable[[float], float], low: float, high: float) -> float:
    """Where a function that falls and then rises is lowest, by golden section to .01."""
    left, right = high - _GOLDEN * (high - low), low + _GOLDEN * (high - low)
    at_left, at_right = missing(left), missing(right)
    while high - low > 0.01:
        if at_left <= at_right:
            high, right, at_right = right, left, at_left
            left = high - _GOLDEN * (high - low)
            at_left = missing(left)
        else:
            low, left, at_left = left, right, at_right
            right = low + _GOLDEN * (high - low)
            at_right = missing(right)
    return (low + high) / 2.0
