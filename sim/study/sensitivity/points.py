"""The model at chosen points of its values: several runs at each, all on the same luck.

A point says where each varied value stands in its own distribution (0 its low end, 1 its high end);
every other value is as stated. Points of one site share their luck (common random numbers), so
that they differ by their values alone.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from sim.binding import Case
from sim.binding.luck import Luck
from sim.kernel.arrays import Floats
from sim.study.ensemble.pairing import Drawn, with_past
from sim.study.outcome import Outcome
from sim.study.progress import Progress
from sim.study.workers import in_order

ROWS = 1000  # runs rolled together, in one task of a thread; it changes no run


@dataclass(frozen=True)
class Probe:
    """What is asked of every point."""

    with_: Case
    without: Case | None  # the outcome is the difference to it; None: the outcome itself
    outcome: Outcome
    steps: int

    @property
    def cases(self) -> tuple[Case, ...]:
        """What is read at every point: with and, where a difference is asked for, without."""
        return (self.with_,) if self.without is None else (self.with_, self.without)

    @property
    def ranged(self) -> tuple[str, ...]:
        """Paths of the values that have a range, in either arm."""
        tables = [case.values for case in self.cases]
        found = (
            path
            for table in tables
            for path, ranged in zip(table.paths, table.ranged, strict=True)
            if ranged
        )
        return tuple(dict.fromkeys(found))

    def luck(self, seed: int, first: int, runs: int) -> Luck:
        """The luck of runs ``first`` to ``first + runs - 1``, as any other study draws it."""
        return self.with_.luck(seed, first, runs, self.steps)


@dataclass(frozen=True)
class Site:
    """Points that share their luck."""

    values: tuple[str, ...]  # paths of the varied values
    points: Floats  # (point, varied value) on 0–1
    luck: Luck

    @property
    def runs(self) -> int:
        """How many runs are made at each point."""
        return int(self.luck.steps.shape[2])

    def parts(self, size: int) -> Iterator["Site"]:
        """The site in parts of about ``size`` runs, whole points each."""
        step = max(1, size // self.runs)
        for first in range(0, len(self.points), step):
            yield Site(self.values, self.points[first : first + step], self.luck)


def answers(
    probe: Probe, sites: Sequence[Site], workers: int = 1, progress: Progress | None = None
) -> list[Floats]:
    """For each site, (point, run) the outcomes: the same bits for any number of ``workers``.

    ``progress`` is told how many runs have been finished.
    """
    tasks = [part for site in sites for part in site.parts(ROWS)]
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
    points = len(site.points)
    luck = site.luck.tiled(points)
    arms = [_arm(case, site, luck) for case in probe.cases]
    found = [probe.outcome.read(*arm) for arm in with_past(arms)]
    return (found[0] - sum(found[1:])).reshape(points, site.runs)


def _arm(case: Case, site: Site, luck: Luck) -> Drawn:
    batch = case.batch_of(values_at(case, site.values, site.points))
    return case, luck, batch.repeated(site.runs)


def values_at(case: Case, varied: tuple[str, ...], points: Floats) -> Floats:
    """(point, value) a case's values at points of those ``varied``, all others as stated.

    A varied value that this case does not have moves nothing in it.
    """
    table, at = case.values, case.values.columns
    known = [path in at for path in varied]
    columns = [at[path] for path in varied if path in at]
    uniforms = np.full((len(points), len(table.paths)), 0.5)
    uniforms[:, columns] = points[:, known]
    values = np.array(table.central(len(points)))
    values[:, columns] = table.quantile(uniforms)[:, columns]
    return values
