"""Where the measures get their runs: scenarios by name, on the same draws, read as columns of runs.

Only what any version of the laws has is used: scenarios, what is observed of them, and the
histories of runs.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path as File

import numpy as np

from sim.binding import Case, build_case
from sim.kernel.arrays import Bools, Floats
from sim.kernel.engine.keep import Path
from sim.kernel.step import Script
from sim.study.ensemble.grow import grow
from sim.study.ensemble.pairing import Pairing, arms_of, free
from sim.study.progress import untold
from sim.study.scorecard.observe import gauge, readings
from sim.study.scorecard.score import INNER
from sim.study.scorecard.trials import Plan, blocks, joined, plan, run_blocks
from sim.study.scorecard.verdicts import CausalOutcome, outcome
from sim.world import Scenario, World, load_scenario, scenario_ids
from sim.world.scorecard import CausalTest, Observable

ASKED = File(__file__).parent / "asked"  # the scenarios that only these measures ask

Idle = tuple[str, int, int]
"""An instrument that does nothing from one step to another."""


@dataclass(frozen=True)
class AskedArm:
    """A scenario as it is asked.

    Besides its script some instruments are ``idle``; ``unmoved`` leaves every choice to base rates,
    so that nobody reacts to anything.
    """

    scenario: str
    idle: tuple[Idle, ...] = ()
    unmoved: bool = False


@dataclass(frozen=True)
class Seen:
    """What is observed, from step ``first`` to step ``last``."""

    first: int
    last: int
    item: Observable


def seen(first: int, last: int, **what: str | list[str]) -> Seen:
    """Something observed, by the keys of a test of the scorecard; one name or several."""
    given = {key: tuple(one) if isinstance(one, list) else one for key, one in what.items()}
    return Seen(first, last, Observable.model_validate(given))


@dataclass(frozen=True)
class Paths:
    """(step, pair) how far alignments of one arm are from another's, step 0 the start."""

    pairs: tuple[str, ...]
    mean: Floats
    error: Floats


class Desk:
    """A world, so many runs of it, and the threads that share the work."""

    def __init__(self, world: World, runs: int = 1000, seed: int = 0, workers: int = 1) -> None:
        self.world, self.runs, self.seed, self.workers = world, runs, seed, workers
        self._scenarios: dict[str, Scenario] = {}
        self._cases: dict[AskedArm, Case] = {}
        self._paths: dict[tuple[str, int], Paths] = {}

    def scenario(self, name: str) -> Scenario:
        """A scenario by name, one of these measures before one of the world.

        Raises ``WorldError`` where it does not load.
        """
        if name not in self._scenarios:
            own = ASKED / f"{name}.yaml"
            self._scenarios[name] = load_scenario(own if own.is_file() else name, self.world)
        return self._scenarios[name]

    @cached_property
    def scenarios(self) -> tuple[Scenario, ...]:
        """The scenarios that come with the default world."""
        return tuple(self.scenario(name) for name in scenario_ids())

    @cached_property
    def shocks(self) -> tuple[Scenario, ...]:
        """Those of them that script deeds which do not happen without, and change nothing else."""
        return tuple(one for one in self.scenarios if self.deeds(one) and not one.set)

    def deeds(self, scenario: Scenario) -> tuple[tuple[int, str], ...]:
        """Step and action of what is scripted in a scenario and not where it is compared with."""
        other = {(e.step, e.action) for e in self.scenario(scenario.against).events}
        own = [(e.step, e.action) for e in scenario.events]
        return tuple(deed for deed in own if deed not in other)

    def case(self, arm: AskedArm) -> Case:
        """An arm, ready to run."""
        if arm not in self._cases:
            scenario = self.scenario(arm.scenario)
            off = frozenset(self.world.motives) if arm.unmoved else frozenset()
            case = build_case(self.world, replace(scenario, off=scenario.off | off))
            self._cases[arm] = _idle(case, arm.idle)
        return self._cases[arm]

    def read(self, arms: Sequence[AskedArm], items: Sequence[Seen]) -> list[list[Floats]]:
        """For every arm and item (run,) what is read, on the same draws.

        An act counts by its chance, where the actor decides in all the arms.
        """
        cases = [self.case(arm) for arm in arms]
        last = max(item.last for item in items)
        decided = free(cases, last)
        gauges = [
            gauge(one.item, self.world, cases[0].names, (one.first, one.last), decided)
            for one in items
        ]
        drawn = arms_of(cases, self.seed, 0, self.runs, last)
        return [list(readings(case, gauges, luck, batch)) for case, luck, batch in drawn]

    def pair(self, scenario: str, *items: Seen) -> list[tuple[Floats, Floats]]:
        """For every item what is read with a scenario, and without it."""
        without = self.scenario(scenario).against
        return list(zip(*self.read([AskedArm(scenario), AskedArm(without)], items), strict=True))

    def acts(self, arms: Sequence[AskedArm], first: int, last: int) -> list[Mapping[str, Floats]]:
        """For every arm (run,) how often each action is chosen."""
        names = self.case(arms[0]).names.actions
        found = self.read(arms, [seen(first, last, action=name) for name in names])
        return [dict(zip(names, one, strict=True)) for one in found]

    def taken(self, arm: AskedArm, actions: Sequence[str], first: int, last: int) -> Bools:
        """(run, step) where any of some actions is taken, from step ``first`` to ``last``."""
        case = self.case(arm)
        columns = [case.names.actions.index(name) for name in actions]
        keep = {"taken": Path(case.slots("taken", columns), np.int8)}
        kept = case.keep(case.luck(self.seed, 0, self.runs, last), keep)["taken"]
        return np.asarray(kept[first - 1 :].any(axis=1).T)

    def fewer(self, most: int) -> "Desk":
        """The same with at most so many runs."""
        return Desk(self.world, min(self.runs, most), self.seed, self.workers)

    @cached_property
    def tests(self) -> tuple[Plan, tuple[tuple[CausalTest, CausalOutcome], ...]]:
        """The tests of the scorecard, bound to the model, and what each came to."""
        card = self.world.scorecard
        bound = plan(self.world, () if card is None else card.tests)
        work = blocks(range(len(bound.arms)), self.runs, INNER)
        done = run_blocks([bound], work, self.seed, INNER, self.workers, untold)
        read = joined(list(done))
        return bound, tuple((one.test, outcome(one, read)) for one in bound.bound)

    def paths(self, scenario: str, steps: int) -> Paths:
        """How far a scenario takes every alignment from where it is without."""
        if (scenario, steps) not in self._paths:
            without = self.scenario(scenario).against
            pairing = Pairing(self.case(AskedArm(scenario)), self.case(AskedArm(without)), ())
            tally = grow(pairing, self.seed, self.runs, steps, workers=self.workers).tally
            shape = steps + 1, -1
            self._paths[scenario, steps] = Paths(
                pairs=pairing.with_.names.seen_pairs,
                mean=tally.path.mean(self.runs).reshape(shape),
                error=tally.path.error(self.runs).reshape(shape),
            )
        return self._paths[scenario, steps]


def _idle(case: Case, idle: Sequence[Idle]) -> Case:
    """The case in which instruments do nothing for some steps, whatever the scenario says."""
    script = dict(case.script)
    lines, actions = len(case.frame.lines), case.frame.actions
    for instrument, first, last in idle:
        line = case.names.instruments.index(instrument)
        for step in range(first, last + 1):
            own = script.get(step, Script(np.zeros(actions), np.zeros(lines, dtype=np.bool_)))
            occupied = own.occupied | (np.arange(lines) == line)
            script[step] = Script(np.where(case.line == line, 0.0, own.taken), occupied)
    return replace(case, script=script)
