"""The model at chosen points of its values: many runs at each, all on the same luck.

A point says where each varied value stands in its own distribution (0 its low end, 1 its high end);
every other value is as stated. Points that share their luck differ by their values alone (common
random numbers), so a small difference between them can be seen.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

import numpy as np

from sim.build import Case
from sim.build.case import Luck
from sim.kernel.fold import Floats, Ints
from sim.study.outcome import Outcome
from sim.study.workers import in_order

ROWS = 250  # runs rolled together, so that they fit the processor's cache; it changes no run
PER_TASK = 4  # times as many to a task of a process

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
        """Columns of the values that have a range in either arm."""
        tables = [case.values for case in (self.with_, self.without) if case is not None]
        spread = np.any([table.high > table.low for table in tables], axis=0)
        return np.flatnonzero(spread)


@dataclass(frozen=True)
class Site:
    """Points that share their luck: ``points`` (point, varied value) on 0–1."""

    columns: Ints  # (varied value,) columns of the value table
    points: Floats
    luck: Luck

    @property
    def runs(self) -> int:
        """How many runs are made at each point."""
        return int(self.luck.steps[0].shape[0])


def answers(
    probe: Probe, sites: Iterable[Site], workers: int, progress: Progress | None = None, done: int = 0
) -> Iterator[Floats]:
    """Yield (point, run) the outcomes at the points of each site, in order.

    ``progress`` is told ``done`` plus the runs finished.
    """
    open_: list[tuple[int, Floats]] = []  # points still to come, of the sites handed out

    def tasks() -> Iterator[Site]:
        for site in sites:
            open_.append((len(site.points), np.zeros((0, site.runs))))
            yield from _parts(site)

    for part in in_order(at_points, probe, tasks(), workers):
        points, found = open_[0]
        found = np.concatenate([found, part])
        done += part.size
        if progress is not None:
            progress(done)
        if len(found) < points:
            open_[0] = (points, found)
            continue
        open_.pop(0)
        yield found


def at_points(probe: Probe, site: Site) -> Floats:
    """(point, run) the outcomes at the points of a site."""
    points = max(1, ROWS // site.runs)
    parts = [
        _outcomes(probe, site, site.points[first : first + points])
        for first in range(0, len(site.points), points)
    ]
    return np.concatenate(parts)


def _parts(site: Site) -> Iterator[Site]:
    """The site in pieces, each a task of a process."""
    points = max(1, PER_TASK * ROWS // site.runs)
    for first in range(0, len(site.points), points):
        yield Site(site.columns, site.points[first : first + points], site.luck)


def _outcomes(probe: Probe, site: Site, points: Floats) -> Floats:
    luck = Luck(site.luck.values, tuple(np.tile(draws, (len(points), 1)) for draws in site.luck.steps))
    found = _read(probe, probe.with_, site, points, luck)
    if probe.without is not None:
        found = found - _read(probe, probe.without, site, points, luck)
    return found.reshape(len(points), site.runs)


def _read(probe: Probe, case: Case, site: Site, points: Floats, luck: Luck) -> Floats:
    values = np.repeat(values_at(case, site.columns, points), site.runs, axis=0)
    return probe.outcome.read(case, luck, case.batch_of(values))


def values_at(case: Case, columns: Ints, points: Floats) -> Floats:
    """(point, value) the values at points of the varied ``columns``, all others as stated."""
    uniforms = np.full((len(points), len(case.values.paths)), 0.5)
    uniforms[:, columns] = points
    values = np.array(case.values.central(len(points)))
    values[:, columns] = case.values.quantile(uniforms)[:, columns]
    return values


def luck_share(answers: Floats) -> tuple[float, float]:
    """Of (point, run) outcomes on shared luck: the variance between points, and luck's part in it.

    Two-way analysis of variance without replication: what neither point nor run explains is how
    luck and values play together; over ``run`` runs it leaves its mean square over ``run`` in the
    variance of the points' means. At least two points and two runs.
    """
    points, runs = answers.shape
    by_point = answers.mean(axis=1, keepdims=True)
    rest = answers - by_point - answers.mean(axis=0, keepdims=True) + answers.mean()
    square = float((rest**2).sum()) / ((points - 1) * (runs - 1))
    return float(by_point.var(ddof=1)), square / runs
