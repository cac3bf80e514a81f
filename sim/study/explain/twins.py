"""The two arms of a comparison with their luck, to be asked many questions on the same draws."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

import numpy as np

from sim.binding import Case
from sim.binding.luck import Luck
from sim.kernel.arrays import Floats
from sim.kernel.laws import Batch
from sim.study.ensemble.pairing import shared_luck
from sim.study.explain.target import Reader
from sim.study.workers import in_order

ROWS = 500  # runs rolled together; it changes no run

Held = Mapping[str, float]
"""Values held at one number in all runs, by dotted path; every other is drawn as ever."""


@dataclass(frozen=True)
class DrawnArm:
    """One arm: a case, and luck and values of its runs, in pieces of at most ``ROWS`` runs."""

    case: Case
    luck: tuple[Luck, ...]
    batches: tuple[Batch, ...]

    @property
    def runs(self) -> int:
        """How many runs there are."""
        return sum(len(part.values) for part in self.luck)

    def read(self, reader: Reader, held: Held | None = None) -> Floats:
        """(run, ...) what a reader sees of each run."""
        return np.concatenate(
            [
                reader.read(self.case, luck, self.case.held(batch, held or {}))
                for luck, batch in zip(self.luck, self.batches, strict=True)
            ]
        )

    def under(self, case: Case) -> "DrawnArm":
        """The same draws under another case; one that draws and begins alike takes them over."""
        if case.values is not self.case.values or case.start != self.case.start:
            return arm(case, self.luck)
        return DrawnArm(case, self.luck, tuple(batch.under(case.laws) for batch in self.batches))

    def first(self, runs: int) -> "DrawnArm":
        """The same arm with its first runs only."""
        whole = [runs - number * ROWS for number in range(-(-runs // ROWS))]
        return DrawnArm(
            self.case,
            tuple(luck.part(0, left) for luck, left in zip(self.luck, whole, strict=False)),
            tuple(one.part(slice(left)) for one, left in zip(self.batches, whole, strict=False)),
        )


@dataclass(frozen=True)
class Twins:
    """A scenario and its baseline on the same luck."""

    with_: DrawnArm
    without: DrawnArm

    @property
    def runs(self) -> int:
        """How many pairs of runs there are."""
        return self.with_.runs

    def first(self, runs: int) -> "Twins":
        """The same with the first runs only."""
        return Twins(self.with_.first(runs), self.without.first(runs))


@dataclass(frozen=True)
class Trial:
    """The same comparison with something changed: other cases (None: as it is), values held."""

    with_: Case | None = None
    without: Case | None = None
    held: Held = field(default_factory=dict)


@dataclass(frozen=True)
class Bench:
    """Where trials are made: a comparison, what is read, and what was read with nothing changed."""

    twins: Twins
    reader: Reader
    ours: Floats  # (run,)
    theirs: Floats

    @property
    def runs(self) -> int:
        """How many pairs of runs a trial takes."""
        return self.twins.runs

    @property
    def effects(self) -> Floats:
        """(run,) with minus without, nothing changed."""
        return self.ours - self.theirs

    def first(self, runs: int) -> "Bench":
        """The same with the first runs only."""
        return Bench(self.twins.first(runs), self.reader, self.ours[:runs], self.theirs[:runs])

    def effects_in(self, trials: Iterable[Trial], workers: int) -> Iterator[Floats]:
        """(run,) with minus without in each trial, in order, with ``workers`` threads."""
        return in_order(_effects_in, self, trials, workers)


def bench(twins: Twins, reader: Reader) -> Bench:
    """Read both arms as they are."""
    return Bench(twins, reader, twins.with_.read(reader), twins.without.read(reader))


def _effects_in(bench: Bench, trial: Trial) -> Floats:
    arms = ((bench.twins.with_, trial.with_), (bench.twins.without, trial.without))
    ours, theirs = (
        known
        if case is None and not trial.held  # nothing has changed in this arm
        else arm.under(case or arm.case).read(bench.reader, trial.held)
        for (arm, case), known in zip(arms, (bench.ours, bench.theirs), strict=True)
    )
    return ours - theirs


def twins(with_: Case, without: Case, *, seed: int, runs: int, steps: int) -> Twins:
    """Draw the luck of runs 0 to ``runs - 1`` for both arms.

    Each arm draws by the names of its own values, so a value that one arm alone has disturbs none.
    """
    cases = (with_, without)
    parts = [
        shared_luck(cases, seed, first, min(ROWS, runs - first), steps)
        for first in range(0, runs, ROWS)
    ]
    arms = zip(cases, zip(*parts, strict=True), strict=True)
    return Twins(*(arm(case, luck) for case, luck in arms))


def arm(case: Case, luck: tuple[Luck, ...]) -> DrawnArm:
    """An arm with the values that its luck draws."""
    return DrawnArm(case, luck, tuple(case.batch(part.values) for part in luck))


def mean_and_error(values: Floats) -> tuple[float, float]:
    """The mean over runs and its standard error (not a number for a single run)."""
    if len(values) < 2:
        return float(values.mean()), float("nan")
    return float(values.mean()), float(values.std(ddof=1) / np.sqrt(len(values)))
