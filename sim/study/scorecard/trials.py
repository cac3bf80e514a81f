"""The tests of a scorecard on many draws of the parameters, each scenario rolled once for all.

For each draw of the values the expectation over choices is a mean over a few inner runs, on the
same luck in every arm. Draw d's inner runs are runs d · inner to d · inner + inner − 1 of the
streams of choices, so neither the number of draws nor how they are batched changes any of them.
The two halves of the inner runs are kept apart: their difference tells how much luck is left.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

import numpy as np

from sim.binding import Case, build_case
from sim.binding.luck import Luck
from sim.kernel.arrays import Floats
from sim.kernel.step import Script
from sim.kernel.streams import by_step, by_value
from sim.study.ensemble.pairing import free
from sim.study.progress import Progress
from sim.study.scorecard.observe import Gauge, gauge, readings
from sim.study.workers import in_order
from sim.world import Scenario, World, load_scenario
from sim.world.scorecard import IDLE, CausalTest, Observable

HALVES = 2
AHEAD = 45  # about how many times as much work a step is if actors look one step ahead
ROWS = 1200  # runs rolled together; it changes no run

Place = tuple[int, int]
"""Where a reading stands: the number of its arm and of its gauge there."""


@dataclass(frozen=True)
class GaugedArm:
    """One scenario, what is read off it, and how many steps that takes."""

    name: str
    case: Case
    gauges: tuple[Gauge, ...]

    @property
    def steps(self) -> int:
        """The last step that anything is read in."""
        return max(gauge.end for gauge in self.gauges)


@dataclass(frozen=True)
class Bound:
    """A test and where its readings stand, with and without, and those of ``than``."""

    test: CausalTest
    with_: Place
    without: Place
    than: tuple[Place, Place] | None

    @property
    def arms(self) -> tuple[int, int]:
        """The two arms it compares."""
        return self.with_[0], self.without[0]


@dataclass(frozen=True)
class Plan:
    """Every arm that the tests need, each once."""

    arms: tuple[GaugedArm, ...]
    bound: tuple[Bound, ...]

    def run_steps(self, arms: Sequence[int], runs: int) -> int:
        """How much work so many runs of some arms are, in steps of actors who look at the day."""
        return runs * sum(
            arm.steps * (AHEAD if arm.case.foresighted else 1)
            for arm in (self.arms[a] for a in arms)
        )


@dataclass(frozen=True)
class Block:
    """Draws ``first`` to ``first + draws − 1`` of some arms.

    ``held`` are the paths of values that are held, each with the number it is held at; ``plan`` is
    the number of the plan that the arms are of.
    """

    arms: tuple[int, ...]
    first: int
    draws: int
    held: tuple[tuple[str, float], ...] = ()
    plan: int = 0


Read = dict[int, Floats]
"""Arm -> (gauge, half, draw) what was read, each half's mean over its inner runs."""


class _Desk:
    """The arms of a plan as they are called for, each bound once."""

    def __init__(self, world: World) -> None:
        self._world = world
        self._scenarios: dict[str, Scenario] = {}
        self.cases: dict[str, Case] = {}
        self.gauges: dict[str, list[Gauge]] = {}

    def scenario(self, name: str) -> Scenario:
        if name not in self._scenarios:
            self._scenarios[name] = load_scenario(name, self._world)
        return self._scenarios[name]

    def case(self, name: str) -> Case:
        """The case of a scenario, or the one in which its instruments stay idle."""
        if name not in self.cases:
            scenario, _, idle = name.partition(", ")
            case = build_case(self._world, self.scenario(scenario))
            self.cases[name] = _idle(case) if idle else case
            self.gauges[name] = []
        return self.cases[name]

    def read(self, name: str, gauge: Gauge) -> Place:
        """Have an arm read, and the place where the reading will stand."""
        self.gauges[name].append(gauge)
        return list(self.gauges).index(name), len(self.gauges[name]) - 1

    def arms(self) -> tuple[GaugedArm, ...]:
        return tuple(
            GaugedArm(name, case, tuple(self.gauges[name])) for name, case in self.cases.items()
        )


def plan(world: World, tests: Sequence[CausalTest]) -> Plan:
    """Bind tests to their scenarios. Raises ``WorldError`` for one that does not load."""
    desk = _Desk(world)
    bound = tuple(_bind(desk, test, world) for test in tests)
    return Plan(desk.arms(), bound)


def _bind(desk: _Desk, test: CausalTest, world: World) -> Bound:
    against = test.against or desk.scenario(test.scenario).against
    names = (test.scenario, f"{test.scenario}, {IDLE}" if against == IDLE else against)
    cases = [desk.case(name) for name in names]
    decided = free(cases, test.end)

    def places(item: Observable) -> tuple[Place, Place]:
        read = gauge(item, world, cases[0].names, (test.start, test.end), decided)
        return desk.read(names[0], read), desk.read(names[1], read)

    than = None if test.than is None else places(test.than)
    return Bound(test, *places(test), than)


def run_blocks(
    plans: Sequence[Plan],
    blocks: Sequence[Block],
    seed: int,
    inner: int,
    workers: int,
    progress: Progress,
) -> Iterator[Read]:
    """Roll blocks, each of its own plan, with ``workers`` threads, in order.

    ``progress`` is told how many run-steps more have been rolled.
    """
    found = in_order(_work, (plans, seed, inner), blocks, workers)
    for block, read in zip(blocks, found, strict=True):
        progress(plans[block.plan].run_steps(block.arms, block.draws * inner))
        yield read


def blocks(arms: Sequence[int], draws: int, inner: int) -> list[Block]:
    """The draws of some arms in blocks of about ``ROWS`` runs."""
    size = max(1, ROWS // inner)
    return [Block(tuple(arms), first, min(size, draws - first)) for first in range(0, draws, size)]


def joined(reads: Sequence[Read]) -> Read:
    """Blocks as one, those of each arm in the order of their draws."""
    parts: dict[int, list[Floats]] = {}
    for read in reads:
        for a, values in read.items():
            parts.setdefault(a, []).append(values)
    return {a: np.concatenate(some, axis=2) for a, some in parts.items()}


def _work(given: tuple[Sequence[Plan], int, int], block: Block) -> Read:
    plans, seed, inner = given
    arms = [plans[block.plan].arms[a] for a in block.arms]
    steps = max(arm.steps for arm in arms)
    runs = (block.first * inner, block.draws * inner)
    choices = _choices(seed, arms[0].case.streams, steps, *runs)
    return {
        a: _roll(
            arm,
            block,
            choices[: arm.steps],
            _uniforms(seed, arm.case.values.keys, block.first, block.draws),
            inner,
        )
        for a, arm in zip(block.arms, arms, strict=True)
    }


# Many blocks are of the same draws: their luck is drawn once.
_choices = lru_cache(maxsize=4)(by_step)
_uniforms = lru_cache(maxsize=4)(by_value)


def _roll(arm: GaugedArm, block: Block, choices: Floats, uniforms: Floats, inner: int) -> Floats:
    """(gauge, half, draw) the readings of one arm; ``uniforms`` (draw, value) are the values'."""
    held = dict(block.held)
    case = arm.case.reaching(held) if held else arm.case
    batch = case.held(case.batch(uniforms), held).repeated(inner)
    read = readings(case, arm.gauges, Luck(uniforms, choices), batch)
    by_half = read.reshape(len(arm.gauges), block.draws, HALVES, inner // HALVES)
    return np.ascontiguousarray(np.swapaxes(by_half.mean(axis=3), 1, 2))


def _idle(case: Case) -> Case:
    """The case in which the instruments of the scripted events stay idle in their place."""
    script = {t: Script(np.zeros_like(s.taken), s.occupied) for t, s in case.script.items()}
    return replace(case, script=script)
