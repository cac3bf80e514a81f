"""Every option under every answer, on the same draws of values and on the same luck.

A draw is one set of values. It meets several courses of luck, so that what the values do can be
told from what luck does. Draw d has the values of run d of any ensemble of the same seed, and as
its first course the luck of that run: that run is the same run.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

import numpy as np

from sim.binding import Case, build_case
from sim.kernel.arrays import Floats
from sim.study.ensemble.pairing import drawn, held, shared_luck, with_past
from sim.study.outcome import Outcome, acts_of, alignment_of, outcome_of, read_all, tension_of
from sim.study.progress import Progress
from sim.study.workers import in_order
from sim.world import World
from sim.world.choice import Choice, Objective
from sim.world.variant import Variant

COURSES = 4  # of luck that each draw of the values meets
BLOCK = 500  # draws in one task of a thread; it changes no run


@dataclass(frozen=True)
class Plan:
    """A choice bound to its world. Cells are in the order of answers, then options."""

    cases: tuple[Case, ...]
    outcomes: tuple[Outcome, ...]
    answers: int
    seed: int
    steps: int

    @property
    def options(self) -> int:
        """How many options there are."""
        return len(self.cases) // self.answers

    def under(self, form: Variant) -> "Plan":
        """The same under a rival form of the model, whose actors do not look ahead."""
        laws = [case.laws.without(form.off) for case in self.cases]
        pairs = zip(self.cases, laws, strict=True)
        return replace(self, cases=tuple(replace(case, laws=own) for case, own in pairs))


@dataclass(frozen=True)
class Task:
    """Some draws under one course of luck, all cells, with some values held."""

    course: int
    first: int
    draws: int
    held: Mapping[str, float] = field(default_factory=dict)


def plan_of(world: World, choice: Choice, seed: int) -> Plan:
    """A choice, bound to its world."""
    scenarios = [choice.cells[a.id, o.id] for a in choice.answers for o in choice.options]
    cases = tuple(build_case(world, one) for one in scenarios)
    outcomes = tuple(_outcome(one, world, choice, cases[0]) for one in choice.objectives)
    return Plan(cases, outcomes, len(choice.answers), seed, choice.steps)


def _outcome(objective: Objective, world: World, choice: Choice, case: Case) -> Outcome:
    match objective.kind:
        case "indicator":
            return outcome_of(objective.of[0], world, choice.base, case.names)
        case "alignment":
            return alignment_of(objective.of[0], world, case.names)
        case "tension":
            return tension_of(objective.of[0], world, case.names)
        case "acts":
            return acts_of(objective.of, case.names)


def outcomes_in(
    plan: Plan,
    draws: int,
    workers: int = 1,
    progress: Progress | None = None,
    helds: Sequence[Mapping[str, float]] = ({},),
    whole: int | None = None,
) -> list[Floats]:
    """(answer, option, objective, draw, course) what comes of it, for each set of held values.

    The draws are the first of ``whole``, by default all. ``progress`` is told how many runs have
    been finished. The same bits for any number of
    ``workers``.
    """
    tasks = [
        Task(course, first, min(BLOCK, draws - first), held)
        for held in helds
        for course in range(COURSES)
        for first in range(0, draws, BLOCK)
    ]
    shape = (len(plan.cases), len(plan.outcomes), draws, COURSES)
    found = [np.empty(shape) for _ in helds]
    each, done = len(tasks) // len(helds), 0
    for number, part in enumerate(in_order(_work, (plan, whole or draws), tasks, workers)):
        task = tasks[number]
        where = slice(task.first, task.first + task.draws)
        found[number // each][:, :, where, task.course] = part
        done += task.draws * len(plan.cases)
        if progress is not None:
            progress(done)
    return [one.reshape(plan.answers, plan.options, *shape[1:]) for one in found]


def _work(given: tuple[Plan, int], task: Task) -> Floats:
    """(cell, objective, draw) of one task."""
    plan, whole = given
    values = shared_luck(plan.cases, plan.seed, task.first, task.draws, 0)
    run = task.course * whole + task.first
    courses = shared_luck(plan.cases, plan.seed, run, task.draws, plan.steps)
    pairs = zip(courses, values, strict=True)
    lucks = [replace(course, values=own.values) for course, own in pairs]
    cells = with_past(held(drawn(plan.cases, lucks), task.held))
    return np.stack([read_all(plan.outcomes, *cell) for cell in cells])
