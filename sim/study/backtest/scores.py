"""Proper scores of probabilities, skill against a rival, and reliability.

Brier (1950): mean of (p − y)². Log score: mean of −log p of what happened, in nats. Both are better
when lower. Skill = 1 − score / rival's score: above 0 better than the rival, below 0 worse. Its
ranges are a bootstrap of blocks of neighbouring months (Künsch 1989), since months are not
independent, or of whole actions where these are pooled, widened for how few there are (Hesterberg
2015). The wide range decides.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import sqrt
from statistics import NormalDist

import numpy as np
from numpy.typing import NDArray

from sim.kernel.arrays import Floats
from sim.kernel.streams import stream_key
from sim.results.backtest import BETTER, FEW, FEWEST_BLOCKS, OPEN, WORSE, Bin, Score, Skill
from sim.study.calibration.intervals import student

BLOCK = 12  # months
DRAWS = 10_000
DECIDES, LIKELY = 0.95, 0.8  # of the bootstrap in the range that decides, and in the narrow one
EDGES = (0.0, 0.2, 0.4, 0.6, 0.8, 1.0)
_SURE = 1e-6  # a log score counts a probability as at least this far from 0 and 1

Ints = NDArray[np.int64]
Measure = Callable[[Floats, Floats], Floats]
"""From probabilities, whose last axis is that of the events, and what happened to losses."""


@dataclass(frozen=True, slots=True)
class Forecast:
    """Probabilities of one forecaster for the events of a study, in the order of ``month``."""

    name: str
    probability: Floats


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


@dataclass(frozen=True)
class Blocks:
    """Losses added up over every block of neighbouring units.

    The units (months, or actions in blocks of one) are closed to a ring, so that a block can begin
    with any of them.
    """

    mean: float  # over events
    sums: Floats  # (first unit of the block,)
    length: int  # units in a block


def in_blocks(losses: Floats, unit: Ints, length: int = BLOCK) -> Blocks:
    """(event,) losses in blocks of ``length`` units; ``unit`` (event,) counts months or actions."""
    units, at = np.unique(unit, return_inverse=True)
    each = np.bincount(at, weights=losses)
    length = min(length, len(units))
    ring = np.cumsum(np.concatenate([each, each[:length]]))
    sums = ring[length:] - ring[:-length]  # of the blocks that begin with the second unit on
    return Blocks(float(losses.mean()), np.roll(sums, 1), length)


def skill(ours: Blocks, theirs: Blocks, rival: str, seed: int) -> Skill:
    """The skill of losses against a rival's on the same events.

    Blocks of units are drawn with replacement: events of a month or an action stay together.
    """
    key = np.array([seed, stream_key(f"backtest/{rival}")], dtype=np.uint64)
    drawn = np.random.Generator(np.random.Philox(key=key))
    units = len(ours.sums)
    blocks = -(-units // ours.length)
    first = drawn.integers(0, units, size=(DRAWS, blocks))
    found = 1.0 - ours.sums[first].sum(axis=1) / theirs.sums[first].sum(axis=1)
    value = 1.0 - ours.mean / theirs.mean
    return judged(rival, value, found, units=units // ours.length, fewest=FEWEST_BLOCKS)


def judged(rival: str, value: float, drawn: Floats, *, units: int, fewest: int) -> Skill:
    """A skill with its ranges and verdict, from (draw,) skills of resampled ``units``.

    With fewer than ``fewest`` units nothing is decided.
    """
    low, high = _range(drawn, DECIDES, units)
    verdict = BETTER if low > 0.0 else WORSE if high < 0.0 else OPEN
    verdict = verdict if units >= fewest else FEW
    return Skill(rival, value, low, high, *_range(drawn, LIKELY, units), verdict)


def _range(drawn: Floats, level: float, units: int) -> tuple[float, float]:
    """The percentile interval, its tails those that Student's t would leave (Hesterberg 2015)."""
    tail = (1.0 - level) / 2.0
    if units > 1:
        reach = sqrt(units / (units - 1)) * student(units - 1, level)
        tail = NormalDist().cdf(-reach)
    low, high = np.quantile(drawn, [tail, 1.0 - tail])
    return float(low), float(high)


def reliability(probability: Floats, happened: Floats) -> tuple[Bin, ...]:
    """What was said and what happened, by bins of probability; empty bins are left out."""
    found = []
    for low, high in pairwise(EDGES):
        at = (probability >= low) & ((probability < high) | (high == EDGES[-1]))
        if at.any():
            said, came = float(probability[at].mean()), float(happened[at].mean())
            found.append(Bin(low, high, int(at.sum()), said, came))
    return tuple(found)


def steps(months: Sequence[str]) -> Ints:
    """Months as numbers that count up by one."""
    return np.array([int(m[:4]) * 12 + int(m[5:]) for m in months], dtype=np.int64)
