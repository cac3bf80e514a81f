"""Half-life and prior of the rule, chosen one month ahead on the record to the end of 2020.

Every action with a complete record is scored in every month of it from its 13th known month on, by
what the months before it said. What came after 2020 is kept for scoring (``sim backtest``).
"""

from collections.abc import Iterable

import numpy as np

from sim.kernel.arrays import Floats
from sim.results.rates import CHOSEN_TO, FEWEST, Tried
from sim.study.backtest.scores import brier, log_score
from sim.study.rates.rule import rates_ahead
from sim.study.rates.series import Series

HALF_LIVES = (6.0, 12.0, 18.0, 24.0, 36.0, 48.0, 60.0, 96.0)  # months
PRIORS = (0.5, 0.25)  # Jeffreys', and half of it


def trials(series: Iterable[Series]) -> tuple[Tried, ...]:
    """Every half-life and prior with its scores."""
    early = [one.until(CHOSEN_TO) for one in series]
    return tuple(_trial(early, half, prior) for prior in PRIORS for half in HALF_LIVES)


def _trial(series: list[Series], half_life: float, prior: float) -> Tried:
    said, came = [np.empty(0)], [np.empty(0)]
    for one in series:
        origin, target = one.ahead(1)
        known = origin >= FEWEST - 1
        said.append(rates_ahead(one.happened, one.at, half_life, prior)[origin[known]])
        came.append(one.happened[target[known]])
    p, y = np.concatenate(said), np.concatenate(came)
    return Tried(half_life, prior, len(y), _mean(brier(p, y)), _mean(log_score(p, y)))


def _mean(losses: Floats) -> float:
    return float(losses.mean()) if len(losses) else float("nan")
