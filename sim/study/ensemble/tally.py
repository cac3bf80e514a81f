"""What is kept of an ensemble while it grows: sums, counts and narrow histograms.

Memory does not grow with the number of runs. Each block of runs is tallied by itself, and the
blocks are merged in their order: the sums are the same bits however the work was shared out.
"""

from copy import copy
from typing import Self

import numpy as np

from sim.binding import Case
from sim.binding.threats import READINGS
from sim.kernel.arrays import Array, Floats
from sim.kernel.engine.counts import TOGETHER
from sim.kernel.order import MOTIVES
from sim.ledger import Book
from sim.results.conventions import KEPT_RUNS
from sim.study.ensemble.arm import ArmRuns, Singles
from sim.study.ensemble.histogram import Histogram
from sim.study.ensemble.pairing import Pairing

ALIGNMENT_BIN = 0.001
TENSION_BIN = 0.005

Parts = dict[str, Array]


class Growing:
    """Something whose every attribute is an array of sums or counts, or something of the kind."""

    def merge(self, other: Self) -> Self:
        """A new one that holds what both hold; they stay as they are."""
        whole = copy(self)
        for name, mine in vars(self).items():
            theirs = getattr(other, name)
            both = _sum(mine, theirs) if isinstance(mine, np.ndarray) else mine.merge(theirs)
            setattr(whole, name, both)
        return whole

    def parts(self) -> Parts:
        """Every array that grows, by name: what a checkpoint stores and fills again."""
        parts: Parts = {}
        for name, value in vars(self).items():
            if isinstance(value, Growing):
                parts |= {f"{name.strip('_')}.{part}": a for part, a in value.parts().items()}
            else:
                parts[name] = value.counts if isinstance(value, Histogram) else value
        return parts


def _sum(mine: Array, theirs: Array) -> Array:
    both = np.empty_like(mine)
    np.add(mine, theirs, out=both)  # an array also where there is one number only
    return both


class Moments(Growing):
    """Mean of something over runs, and the standard error of that mean."""

    def __init__(self, width: int) -> None:
        self.total = np.zeros(width)
        self.squares = np.zeros(width)

    def add(self, values: Floats) -> None:
        """Add (column, run) values."""
        self.total += values.sum(axis=1)
        self.squares += (values**2).sum(axis=1)

    def add_difference(self, one: Singles, other: Singles) -> None:
        """Add one (column, run) less another, some columns at a time: what is worked on stays near
        the processor."""
        for start in range(0, len(one), TOGETHER):
            some = slice(start, start + TOGETHER)
            apart = one[some].astype(np.float64) - other[some]
            self.total[some] += apart.sum(axis=1)
            np.multiply(apart, apart, out=apart)
            self.squares[some] += apart.sum(axis=1)

    def mean(self, runs: int) -> Floats:
        """(column,) the mean over ``runs`` runs."""
        return self.total / runs

    def error(self, runs: int) -> Floats:
        """(column,) standard error of the mean; not a number for a single run."""
        if runs < 2:
            return np.full_like(self.total, np.nan)
        spread = np.maximum(0.0, self.squares - self.total**2 / runs) / (runs - 1)
        return np.sqrt(spread / runs)


class ArmTally(Growing):
    """One arm's sums and histograms."""

    def __init__(self, pairing: Pairing, case: Case, book: Book, steps: int) -> None:
        frame, pairs = pairing.with_.frame, len(pairing.with_.names.seen_pairs)
        self.alignment = np.zeros((steps + 1, pairs))
        self.tension = np.zeros((steps + 1, frame.theatres))
        self.alignment_bins = Histogram((steps + 1) * pairs, -1.0, 1.0, ALIGNMENT_BIN)
        self.tension_bins = Histogram((steps + 1) * frame.theatres, 0.0, 10.0, TENSION_BIN)
        self.chance = np.zeros((steps, frame.actions))
        self.taken = np.zeros((steps, frame.actions))
        self.carried = np.zeros((steps, len(case.frame.orders)))
        self.met = np.zeros(len(case.frame.orders))
        self.ledger = np.zeros(book.width)  # of the kept runs
        self.reasons = np.zeros((len(MOTIVES), steps, frame.actions))  # of the explained runs
        self.hits = np.zeros(len(pairing.watches))
        self.threats = np.zeros((steps + 1, len(READINGS) * len(frame.threats)))
        self.bounded = np.zeros(())

    def add(self, arm: ArmRuns, explained: int) -> None:
        """Add a block's arm."""
        self.alignment += arm.alignment.sum(axis=2, dtype=np.float64)
        self.tension += arm.tension.sum(axis=2, dtype=np.float64)
        self.alignment_bins.add(arm.alignment.reshape(-1, arm.runs))
        self.tension_bins.add(arm.tension.reshape(-1, arm.runs))
        self.chance += arm.chance
        self.taken += arm.acts
        self.carried += arm.carried
        self.met += arm.met
        if arm.ledger is not None:
            self.ledger += arm.ledger
        self.hits += arm.hits.sum(axis=0)
        self.threats += arm.threats.sum(axis=2, dtype=np.float64)
        self.bounded += arm.bounded
        if arm.reasons is not None:
            self.reasons += arm.reasons / explained


class Tally(Growing):
    """Everything that some consecutive pairs of runs have shown."""

    def __init__(self, pairing: Pairing, steps: int) -> None:
        self.with_ = ArmTally(pairing, pairing.with_, pairing.book_with, steps)
        self.without = ArmTally(pairing, pairing.without, pairing.book_without, steps)
        pairs = len(pairing.with_.names.seen_pairs)
        self.path = Moments((steps + 1) * pairs)  # of the effect on every alignment, step by step
        self.effect_bins = Histogram(pairs, -2.0, 2.0, ALIGNMENT_BIN)
        self.indicator = Moments(len(pairing.watches))
        self.extra = Moments(pairing.with_.frame.actions)
        self.threats = Moments(self.with_.threats.size)  # of the difference, step by step
        # of what each party meets: by what is scripted, by what is chosen, in all
        self.stake = Moments(3 * pairing.with_.frame.parties)
        # runs so far, and those in which any action taken differs between the arms
        self.counts = np.zeros(2, dtype=np.int64)

    @property
    def runs(self) -> int:
        """How many pairs of runs have been added."""
        return int(self.counts[0])

    @property
    def kept(self) -> int:
        """Of how many of them, the first, histories and ledger are kept."""
        return min(self.runs, KEPT_RUNS)

    @property
    def differing(self) -> int:
        """In how many of them any action taken differs between the arms."""
        return int(self.counts[1])

    def add(self, with_: ArmRuns, without: ArmRuns, explained: int) -> None:
        """Add the next pairs of runs; in the first ``explained`` of them motives were added up."""
        self.with_.add(with_, explained)
        self.without.add(without, explained)
        ours, theirs = (arm.alignment.reshape(-1, arm.runs) for arm in (with_, without))
        self.path.add_difference(ours, theirs)
        self.effect_bins.add(with_.alignment[-1].astype(np.float64) - without.alignment[-1])
        self.indicator.add((with_.hits.astype(np.float64) - without.hits).T)
        self.extra.add(with_.chosen - without.chosen)
        self.threats.add_difference(
            *(arm.threats.reshape(-1, arm.runs) for arm in (with_, without))
        )
        stake = with_.stakes - without.stakes
        self.stake.add(np.concatenate([stake, np.add(*np.split(stake, 2))]))
        differ = (with_.taken != without.taken).any(axis=(0, 1)).sum()
        self.counts += (with_.runs, int(differ))
