"""The model at chosen points of its values: several runs at each, all on the same luck.

A point says where each varied value stands in its own distribution (0 its low end, 1 its high end);
every other value is as stated. Points of one site share their luck (common random numbers), so
that they differ by their values alone.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from sim.build import Case
from sim.build.case import Luck
from sim.kernel.fold import Floats, Ints
from sim.study.outcome import Outcome
from sim.study.workers import in_order

ROWS = 250  # runs rolled together, so that they fit the processor's cache; it changes no run
TASK = 4 * ROWS  # runs in one task of a process

Progress = Callable[[int], None]  # told how many runs have been finished


@dataclass(frozen=True)
class Probe:
    """What is asked of every point."""

    with_: Case
    without: Case | None  # the outcome is the difference to it; None: the outcome itself
    outcome: Outcome
    steps: int

    @property
    def ranged(self) -> Ints:
        """Columns of the values that have a range, in either arm."""
        tables = [case.values for case in (self.with_, self.without) if case is not None]
        return np.flatnonzero(np.any([table.high > table.low for table in tables], axis=0))

    def luck(self, seed: int, first: int, runs: int) -> Luck:
        """The luck of runs ``first`` to ``first + runs - 1``, as any other study draws it."""
        return self.with_.luck(seed, first, runs, self.steps)


@dataclass(frozen=True)
class Site:
    """Points that share their luck."""

    columns: Ints  # (varied value,) columns of the value table
    points: Floats  # (point, varied value) on 0–1
    luck: Luck

    @property
    def runs(self) -> int:
        """How many runs are made at each point."""
        return int(self.luck.steps[0].shape[0])

    def parts(self, size: int) -> Iterator["Site"]:
        """The site in parts of about ``size`` runs, whole points each."""
        step = max(1, size // self.runs)
        for first in range(0, len(self.points), step):
            yield Site(self.columns, self.points[first : first + step], self.luck)


def answers(
    probe: Probe, sites: Sequence[Site], workers: int = 1, progress: Progress | None = None
) -> list[Floats]:
    """For each site, (point, run) the outcomes: the same bits for any number of ``workers``."""
    tasks = [part for site in sites for part in site.parts(TASK)]
    found: list[Floats] = []
    done = 0
    for part in in_order(at_points, probe, tasks, workers):
        found.append(part)
        done += part.size
        if progress is not None:
            progress(done)
    ends = np.cumsum([len(site.points) for site in sites])[:-1]
    return np.split(np.concatenate(found), ends)


def at_points(probe: Probe, site: Site) -> Floats:
    """(point, run) the outcomes at the points of one site."""
    return np.concatenate([_outcomes(probe, part) for part in site.parts(ROWS)])


def _outcomes(probe: Probe, site: Site) -> Floats:
    points = len(site.points)
    shared = tuple(np.tile(draws, (points, 1)) for draws in site.luck.steps)
    luck = Luck(site.luck.values, shared)
    found = _read(probe.outcome, probe.with_, site, luck)
    if probe.without is not None:
        found = found - _read(probe.outcome, probe.without, site, luck)
    return found.reshape(points, site.runs)


def _read(outcome: Outcome, case: Case, site: Site, luck: Luck) -> Floats:
    values = np.repeat(values_at(case, site.columns, site.points), site.runs, axis=0)
    return outcome.read(case, luck, case.batch_of(values))


def values_at(case: Case, columns: Ints, points: Floats) -> Floats:
    """(point, value) the values at points of the varied ``columns``, all others as stated."""
    uniforms = np.full((len(points), len(case.values.paths)), 0.5)
    uniforms[:, columns] = points
    values = np.array(case.values.central(len(points)))
    values[:, columns] = case.values.quantile(uniforms)[:, columns]
    return values


@dataclass(frozen=True)
class Spread:
    """How far outcomes at points that share their luck lie apart."""

    variance: float  # between the points' means
    luck: float  # how much of it luck leaves, for being averaged over few runs

    @property
    def share(self) -> float:
        """Luck's share of the variance, 0–1; 0 where nothing varies."""
        return min(1.0, self.luck / self.variance) if self.variance > 0.0 else 0.0


def spread(outcomes: Floats) -> Spread:
    """The spread of (point, run) outcomes; at least two points and two runs.

    Two-way analysis of variance without replication: what neither the point nor the run explains
    is how luck and values play together. Its mean square over the number of runs is what it leaves
    in the variance of the points' means. (Luck that moves all points alike moves none apart.)
    """
    points, runs = outcomes.shape
    by_point = outcomes.mean(axis=1, keepdims=True)
    rest = outcomes - by_point - outcomes.mean(axis=0, keepdims=True) + outcomes.mean()
    square = float((rest**2).sum()) / ((points - 1) * (runs - 1))
    return Spread(float(by_point.var(ddof=1)), square / runs)
