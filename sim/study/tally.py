"""What is kept of an ensemble while it grows: sums, counts and narrow histograms.

Memory does not grow with the number of runs. Chunks are added in their order, so the sums are the
same bits however the work was shared out.
"""

from dataclasses import dataclass

import numpy as np

from sim.kernel.fold import Floats
from sim.study.arm import Arm
from sim.study.histogram import Histogram

ALIGNMENT_BIN = 0.001
TENSION_BIN = 0.005


@dataclass(frozen=True)
class Chunk:
    """A run of consecutive paired runs."""

    first: int
    with_: Arm
    without: Arm

    @property
    def runs(self) -> int:
        """How many pairs of runs it holds."""
        return int(self.with_.alignment.shape[0])


@dataclass(frozen=True)
class Moments:
    """Mean of something over runs, and the standard error of that mean."""

    total: Floats
    squares: Floats

    def plus(self, values: Floats) -> "Moments":
        """With (run, ...) values added."""
        return Moments(self.total + values.sum(axis=0), self.squares + (values**2).sum(axis=0))

    def mean(self, runs: int) -> Floats:
        """The mean over ``runs`` runs."""
        return self.total / runs

    def error(self, runs: int) -> Floats:
        """Standard error of the mean; not a number for a single run."""
        if runs < 2:
            return np.full_like(self.total, np.nan)
        spread = np.maximum(0.0, self.squares - self.total**2 / runs) / (runs - 1)
        return np.sqrt(spread / runs)


def nothing(*shape: int) -> Moments:
    """Moments before any run."""
    return Moments(np.zeros(shape), np.zeros(shape))


class ArmTally:
    """One arm's sums and histograms."""

    def __init__(self, arm: Arm) -> None:
        _, steps, pairs = arm.alignment.shape
        theatres = arm.tension.shape[2]
        self.alignment = np.zeros((steps, pairs))
        self.tension = np.zeros((steps, theatres))
        self.alignment_bins = Histogram(steps * pairs, -1.0, 1.0, ALIGNMENT_BIN)
        self.tension_bins = Histogram(steps * theatres, 0.0, 10.0, TENSION_BIN)
        self.chance = np.zeros(arm.chance.shape[1:])
        self.taken = np.zeros(arm.taken.shape[1:])
        self.ledger = np.zeros(arm.ledger.shape)
        self.hits = np.zeros(arm.hits.shape[1])
        self.clipped = 0

    def add(self, arm: Arm) -> None:
        """Add a chunk's arm."""
        runs = arm.alignment.shape[0]
        self.alignment += arm.alignment.sum(axis=0)
        self.tension += arm.tension.sum(axis=0)
        self.alignment_bins.add(arm.alignment.reshape(runs, -1))
        self.tension_bins.add(arm.tension.reshape(runs, -1))
        self.chance += arm.chance.sum(axis=0)
        self.taken += arm.taken.sum(axis=0)
        self.ledger += arm.ledger
        self.hits += arm.hits.sum(axis=0)
        self.clipped += int(arm.clipped.sum())


class Tally:
    """Everything a paired ensemble has shown so far."""

    def __init__(self, chunk: Chunk, free: Floats) -> None:
        self.runs = 0
        self._free = free  # (step − 1, action) 1 where the actor decides in both arms
        self.with_, self.without = ArmTally(chunk.with_), ArmTally(chunk.without)
        pairs, actions = chunk.with_.alignment.shape[2], chunk.with_.chance.shape[2]
        self.effect = nothing(pairs)
        self.effect_bins = Histogram(pairs, -2.0, 2.0, ALIGNMENT_BIN)
        self.indicator = nothing(chunk.with_.hits.shape[1])
        self.extra = nothing(actions)
        self.differing = 0  # runs in which any action taken differs between the arms

    def add(self, chunk: Chunk) -> None:
        """Add the next chunk."""
        with_, without = chunk.with_, chunk.without
        self.runs += chunk.runs
        self.with_.add(with_)
        self.without.add(without)
        effect = with_.alignment[:, -1] - without.alignment[:, -1]
        self.effect = self.effect.plus(effect)
        self.effect_bins.add(effect)
        self.indicator = self.indicator.plus(with_.hits.astype(float) - without.hits)
        self.extra = self.extra.plus(((with_.chance - without.chance) * self._free).sum(axis=1))
        self.differing += int((with_.taken != without.taken).any(axis=(1, 2)).sum())
