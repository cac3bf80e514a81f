"""Proper scores of probabilities, skill against a rival, and reliability.

Brier (1950): mean of (p − y)². Log score: mean of −log p of what happened, in nats. Both are better
when lower. Skill = 1 − score / rival's score: above 0 better than the rival, below 0 worse. Its
interval is a bootstrap of blocks of neighbouring months (Künsch 1989), since months are not
independent.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from sim.kernel.streams import stream_key

BLOCK = 12  # months
DRAWS = 2_000
LEVEL = 0.8
EDGES = (0.0, 0.2, 0.4, 0.6, 0.8, 1.0)
_SURE = 1e-6  # a log score counts a probability as at least this far from 0 and 1

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Forecast:
    """Probabilities of one forecaster for the events of a study, in the order of ``month``."""

    name: str
    probability: Floats


@dataclass(frozen=True, slots=True)
class Skill:
    """How much better than a rival, with the interval that holds LEVEL of the bootstrap."""

    rival: str
    value: float
    low: float
    high: float

    @property
    def verdict(self) -> str:
        """Better or worse where the interval leaves out 0, else not told apart."""
        if self.low > 0.0:
            return "better"
        return "worse" if self.high < 0.0 else "not told apart"


@dataclass(frozen=True, slots=True)
class Score:
    """The scores of one forecaster."""

    name: str
    brier: float
    log: float


@dataclass(frozen=True, slots=True)
class Bin:
    """Forecasts between two probabilities: what was said on average, and what happened."""

    low: float
    high: float
    events: int
    said: float
    happened: float


def brier(probability: Floats, happened: Floats) -> Floats:
    """(event,) the squared error of each probability."""
    return np.asarray((probability - happened) ** 2)


def log_score(probability: Floats, happened: Floats) -> Floats:
    """(event,) minus the log of the probability given to what happened."""
    p = np.clip(probability, _SURE, 1.0 - _SURE)
    return np.asarray(-np.log(np.where(happened > 0.0, p, 1.0 - p)))


def score(forecast: Forecast, happened: Floats) -> Score:
    """Both scores of one forecaster."""
    p = forecast.probability
    return Score(
        forecast.name, float(brier(p, happened).mean()), float(log_score(p, happened).mean())
    )


def skill(ours: Floats, theirs: Floats, month: Ints, rival: str, seed: int) -> Skill:
    """The skill of (event,) losses against a rival's; events of a month stay together.

    ``month`` (event,) counts months; blocks of BLOCK months are drawn with replacement.
    """
    value = 1.0 - ours.mean() / theirs.mean()
    months, at = np.unique(month, return_inverse=True)
    sums = [np.bincount(at, weights=losses) for losses in (ours, theirs)]
    key = np.array([seed, stream_key(f"backtest/{rival}")], dtype=np.uint64)
    drawn = np.random.Generator(np.random.Philox(key=key))
    length = min(BLOCK, len(months))
    blocks = -(-len(months) // length)
    first = drawn.integers(0, len(months), size=(DRAWS, blocks))
    rows = ((first[:, :, None] + np.arange(length)) % len(months)).reshape(DRAWS, -1)
    found = 1.0 - sums[0][rows].sum(axis=1) / sums[1][rows].sum(axis=1)
    low, high = np.quantile(found, [(1 - LEVEL) / 2, (1 + LEVEL) / 2])
    return Skill(rival, float(value), float(low), float(high))


def reliability(probability: Floats, happened: Floats) -> tuple[Bin, ...]:
    """What was said and what happened, by bins of probability; empty bins are left out."""
    found = []
    for low, high in pairwise(EDGES):
        at = (probability >= low) & ((probability < high) | (high == EDGES[-1]))
        if at.any():
            said, came = float(probability[at].mean()), float(happened[at].mean())
            found.append(Bin(low, high, int(at.sum()), said, came))
    return tuple(found)


def ranked(shares: Floats, count: int) -> float:
    """Ranked probability score of a (number,) distribution of a count, 0 best (Epstein 1969)."""
    below = np.cumsum(shares)
    came = (np.arange(len(shares)) >= count).astype(np.float64)
    return float(((below - came) ** 2).sum() / (len(shares) - 1))


def steps(months: Sequence[str]) -> Ints:
    """Months as numbers that count up by one."""
    return np.array([int(m[:4]) * 12 + int(m[5:]) for m in months], dtype=np.int64)
