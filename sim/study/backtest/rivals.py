"""The forecasters of an action's record, each from the months up to an origin and nothing later.

All give a chance for the month so many months after the origin. The rule is the one by which the
world's base rates follow from the record (``sim.study.rates.rule``); the others are to be beaten.
What has to be chosen is chosen from the months before the origin.
"""

from collections.abc import Callable

import numpy as np

from sim.kernel.arrays import Floats
from sim.study.rates.rule import rates_ahead
from sim.study.rates.series import Series

RULE = "the rule"
HALF_LIVES = (3.0, 6.0, 12.0, 24.0, 60.0)  # months, among which the slow level chooses

Forecaster = Callable[[Series, int], Floats]
"""From a series and a lead in months to (month,) chances, one said at the end of each month."""


def the_rule(one: Series, _lead: int) -> Floats:
    """The base rate that the rule would give."""
    return rates_ahead(one.happened, one.at)


def base_rate(one: Series, _lead: int) -> Floats:
    """The share of all months so far, none forgotten (Jeffreys mean)."""
    months = np.arange(1, len(one.happened) + 1)
    return np.asarray((np.cumsum(one.happened) + 0.5) / (months + 1.0))


def slow_level(one: Series, lead: int) -> Floats:
    """An exponentially weighted share, with the half-life that did best so far (log score)."""
    levels = np.stack([rates_ahead(one.happened, one.at, half, 0.5) for half in HALF_LIVES])
    origin, target = one.ahead(lead)
    p, y = levels[:, origin], one.happened[target]
    losses = np.zeros((len(HALF_LIVES), len(one.happened)))
    losses[:, target] = -(y * np.log(p) + (1.0 - y) * np.log(1.0 - p))
    best = np.cumsum(losses, axis=1).argmin(axis=0)
    return np.asarray(levels[best, np.arange(len(best))])


def persistence(one: Series, lead: int) -> Floats:
    """How often, so many months after a month like this one, it happened (Jeffreys mean)."""
    origin, target = one.ahead(lead)
    found = np.empty(len(one.happened))
    for state in (0.0, 1.0):
        like, came = np.zeros((2, len(one.happened)))
        same = one.happened[origin] == state
        like[target[same]] = 1.0
        came[target[same]] = one.happened[target[same]]
        now = one.happened == state
        found[now] = ((np.cumsum(came) + 0.5) / (np.cumsum(like) + 1.0))[now]
    return found


FORECASTERS: dict[str, Forecaster] = {
    "base rate": base_rate,
    "slow level": slow_level,
    "persistence": persistence,
    RULE: the_rule,
}
