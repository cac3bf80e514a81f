"""Several scenarios, each beside the reference and beside each other, while their runs grow.

Memory does not grow with the number of runs, and blocks are added in their order.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations

import numpy as np

from sim.binding import Case, build_case
from sim.binding.watch import Watch, watches
from sim.kernel.arrays import Bools
from sim.study.compare.ends import Course, course
from sim.study.compare.parting import First
from sim.study.ensemble.histogram import Histogram
from sim.study.ensemble.pairing import arms_of, free
from sim.study.ensemble.tally import ALIGNMENT_BIN, Moments
from sim.study.workers import Stopped, in_order
from sim.world import Scenario, World
from sim.world.indicator import Indicator

BLOCK = 250  # runs of every scenario that are shown together; an interrupt takes effect between
CONTRAST_BIN = 0.005  # of alignment: there is one histogram for every two scenarios


@dataclass(frozen=True)
class Lineup:
    """Scenarios and their reference, ready to run on the same draws."""

    cases: tuple[Case, ...]
    reference: Case
    watches: tuple[Watch, ...]
    steps: int

    @property
    def pairs(self) -> int:
        """How many alignments are watched."""
        return len(self.reference.names.seen_pairs)


class Apart:
    """One arm less another, run by run: alignments on the way and at the end, indicators."""

    def __init__(self, lineup: Lineup, width: float) -> None:
        self.path = Moments((lineup.steps + 1) * lineup.pairs)
        self.indicator = Moments(len(lineup.watches))
        self.bins = Histogram(lineup.pairs, -2.0, 2.0, width)  # at the end

    def add(self, one: Course, other: Course) -> None:
        """Add a block."""
        path = one.path.astype(np.float64) - other.path
        self.path.add(path.reshape(-1, one.runs))
        self.bins.add(path[-1])
        self.indicator.add((one.hits.astype(np.float64) - other.hits).T)


class Side:
    """One scenario beside the reference."""

    def __init__(self, lineup: Lineup, case: Case) -> None:
        self.effect = Apart(lineup, ALIGNMENT_BIN)
        self.end = np.zeros(lineup.pairs)
        self.hits, self.gained, self.lost = (np.zeros(len(lineup.watches)) for _ in range(3))
        self.free: Bools = free((case, lineup.reference), lineup.steps) > 0.0
        self.own_free: tuple[Bools, ...] = tuple(  # with, without
            free((one,), lineup.steps) > 0.0 for one in (case, lineup.reference)
        )
        self.first, self.reaction = (
            First(lineup.steps, lineup.reference.frame.actions) for _ in range(2)
        )

    def add(self, with_: Course, without: Course) -> None:
        """Add a block."""
        self.effect.add(with_, without)
        self.end += with_.alignment.sum(axis=1, dtype=np.float64)
        self.hits += with_.hits.sum(axis=0)
        self.gained += (with_.hits & ~without.hits).sum(axis=0)
        self.lost += (without.hits & ~with_.hits).sum(axis=0)
        self.first.add(with_, without)
        self.reaction.add(with_, without, self.free)


class SideBySide:
    """Everything that the scenarios have shown so far."""

    def __init__(self, lineup: Lineup) -> None:
        self.lineup = lineup
        self.sides = tuple(Side(lineup, case) for case in lineup.cases)
        self.contrasts = {  # (earlier, later scenario) -> the later less the earlier
            two: Apart(lineup, CONTRAST_BIN) for two in combinations(range(len(lineup.cases)), 2)
        }
        self.end = np.zeros(lineup.pairs)  # of the reference
        self.hits = np.zeros(len(lineup.watches))
        self.runs = 0

    def add(self, arms: tuple[Course, ...]) -> None:
        """Add a block: the ends of every scenario and, last, of the reference."""
        *scenarios, reference = arms
        for side, arm in zip(self.sides, scenarios, strict=True):
            side.add(arm, reference)
        for (earlier, later), contrast in self.contrasts.items():
            contrast.add(scenarios[later], scenarios[earlier])
        self.end += reference.alignment.sum(axis=1, dtype=np.float64)
        self.hits += reference.hits.sum(axis=0)
        self.runs += reference.runs


def line_up(
    world: World,
    scenarios: tuple[Scenario, ...],
    reference: Scenario,
    indicators: tuple[Indicator, ...],
    steps: int,
) -> Lineup:
    """Bind scenarios and their reference to their world."""
    case = build_case(world, reference)
    return Lineup(
        cases=tuple(build_case(world, scenario) for scenario in scenarios),
        reference=case,
        watches=watches(indicators, world, case.names),
        steps=steps,
    )


def run_lineup(
    lineup: Lineup, seed: int, runs: int, workers: int = 1, stopped: Stopped | None = None
) -> Iterator[tuple[Course, ...]]:
    """Yield blocks of runs in order: the ends of every scenario and, last, of the reference."""
    tasks = [(first, min(BLOCK, runs - first)) for first in range(0, runs, BLOCK)]
    yield from in_order(_work, (lineup, seed), tasks, workers, stopped)


def _work(given: tuple[Lineup, int], task: tuple[int, int]) -> tuple[Course, ...]:
    lineup, seed = given
    cases = (*lineup.cases, lineup.reference)
    return tuple(course(arm, lineup.watches) for arm in arms_of(cases, seed, *task, lineup.steps))
