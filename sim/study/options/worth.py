"""What options are worth by each objective, and by all of them under weights.

A score is how far an option goes from the worst to the best that any option under any answer
reaches in an objective: 0 to 1. Weights say what that whole way is worth (swing weights; von
Winterfeldt and Edwards 1986). They are the reader's.
"""

from dataclasses import dataclass

import numpy as np

from sim.kernel.arrays import Bools, Floats
from sim.kernel.streams import by_value, stream_key

WEIGHTINGS = 5000  # mixes of weights, spread evenly over all there are
SAME = 1e-9  # of what is compared: below it two options do the same


@dataclass(frozen=True)
class Scale:
    """From outcomes, turned so that more is better, to scores. Arrays are (objective,)."""

    low: Floats
    high: Floats

    def scores(self, good: Floats) -> Floats:
        """(..., objective) scores; 0 where no option differs from another."""
        width = self.high - self.low
        return (good - self.low) / np.where(width > 0.0, width, 1.0) * (width > 0.0)


def scale_of(good: Floats) -> Scale:
    """The scale of (answer, option, objective) means that are turned so that more is better."""
    return Scale(good.min(axis=(0, 1)), good.max(axis=(0, 1)))


def weighted(scores: Floats, weights: Floats) -> Floats:
    """(...) the weighted sum of (..., objective) scores, weights adding up to 1.

    Summed in the order of objectives, so that a better score never gives a lesser sum.
    """
    total = np.zeros(scores.shape[:-1])
    for m, share in enumerate(weights / weights.sum()):
        total = total + share * scores[..., m]
    return total


def dominates(good: Floats) -> Bools:
    """(better, worse) whether one option is at least as good in all objectives, better in some.

    ``good`` is (option, objective).
    """
    no_worse = (good[:, None] >= good[None]).all(axis=-1)
    return np.asarray(no_worse & (good[:, None] > good[None]).any(axis=-1))


def best_of(values: Floats) -> Floats:
    """(option, ...) 1 for the best along the first axis; several that do the same share it."""
    top = values >= values.max(axis=0) - SAME * np.maximum(1.0, np.abs(values.max(axis=0)))
    share: Floats = top / top.sum(axis=0)
    return share


def weightings(objectives: int) -> Floats:
    """(mix, objective) weights that add up to 1, spread evenly over all there are."""
    keys = tuple(stream_key(f"weights/{m}") for m in range(objectives))
    parts = -np.log1p(-by_value(0, keys, 0, WEIGHTINGS))
    mixes: Floats = parts / parts.sum(axis=1, keepdims=True)
    return mixes


def chosen_by(scores: Floats) -> Floats:
    """(option,) by which share of all mixes of weights each is best (Lahdelma et al. 1998).

    ``scores`` is (option, objective).
    """
    mixes = weightings(scores.shape[1])
    sums = np.zeros((len(scores), len(mixes)))
    for m in range(scores.shape[1]):
        sums += scores[:, m, None] * mixes[:, m]
    share: Floats = best_of(sums).mean(axis=1)
    return share
