"""The tests on other forms of the model: without a cause, without two, rival theories, a null.

The null is the model with the signs of its impacts shuffled: who is helped and who is harmed by a
deed is then a matter of luck, all else as it was. What such a model still agrees with, a test
cannot tell.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import combinations

import numpy as np

from sim.binding import Case
from sim.binding.values import ValueTable
from sim.kernel.arrays import Floats
from sim.kernel.streams import by_value, stream_key
from sim.results.card import FormKind
from sim.study.progress import Progress
from sim.study.scorecard.trials import Block, Plan, Read, blocks, joined, run_blocks
from sim.study.scorecard.verdicts import CausalOutcome, outcome
from sim.world import World
from sim.world.quantity import IMPACT
from sim.world.variant import ANTICIPATING, Variant, always_on, default_variants

DRAWS, INNER = 100, 2  # draws for each form, and inner runs of each
JOINT = 3  # causes that are also taken out in pairs, for each test
PAIRS = JOINT * (JOINT - 1) // 2
SHUFFLES, SHUFFLE_DRAWS = 30, 25  # shuffles of the signs of all impacts, and draws for each


@dataclass(frozen=True)
class Form:
    """A form of the model and the tests it is put to, by their numbers in the plan."""

    id: str
    kind: FormKind
    plan: Plan
    tests: tuple[int, ...]
    draws: int = DRAWS


@dataclass(frozen=True)
class Tried:
    """What one test came to under one form."""

    test: int
    id: str
    kind: FormKind
    outcome: CausalOutcome
    draws: int


def causes_of(world: World) -> tuple[str, ...]:
    """The mechanisms and motives that are taken out in turn."""
    kept = always_on(world)
    return tuple(name for name in world.laws if name not in kept)


def rivals_of(world: World, anticipating: bool) -> tuple[Variant, ...]:
    """The rival forms; the one whose actors look a step ahead only if asked for."""
    return tuple(
        one for one in default_variants(world) if anticipating or one.decision != ANTICIPATING
    )


def fixed_forms(world: World, plan: Plan, seed: int, anticipating: bool) -> list[Form]:
    """The forms that every test is put to."""
    every = tuple(range(len(plan.bound)))
    arms = range(len(plan.arms))
    open_plan = either_way(plan)
    return [
        *(
            Form(name, "without one", without(plan, [name], arms), every)
            for name in causes_of(world)
        ),
        *(
            Form(one.id, "rival", _rival(plan, one), every)
            for one in rivals_of(world, anticipating)
        ),
        *(
            Form(
                f"shuffle {n + 1}",
                "signs shuffled",
                shuffled(open_plan, world, seed, n),
                every,
                SHUFFLE_DRAWS,
            )
            for n in range(SHUFFLES)
        ),
    ]


def pair_forms(plan: Plan, outcomes: Sequence[CausalOutcome], tried: Sequence[Tried]) -> list[Form]:
    """Pairs of the causes without which each test's score moves most against its verdict."""
    tests: dict[tuple[str, str], list[int]] = {}
    for test, found in enumerate(outcomes):
        alone = [one for one in tried if one.test == test and one.kind == "without one"]
        most = sorted(alone, key=lambda one: moved(found, one.outcome))[:JOINT]
        for one, other in combinations(sorted(each.id for each in most), 2):
            tests.setdefault((one, other), []).append(test)
    return [
        Form(
            f"{one} + {other}",
            "without two",
            without(plan, (one, other), arms_of(plan, some)),
            tuple(some),
        )
        for (one, other), some in sorted(tests.items())
    ]


def moved(found: CausalOutcome, other: CausalOutcome) -> float:
    """How far the mean effect moves in favour of the verdict; below 0 it moves against it."""
    change = other.strength - found.strength
    return change if found.probability >= 0.5 else -change


def try_forms(
    forms: Sequence[Form],
    outcomes: Sequence[CausalOutcome],
    draws: int,
    seed: int,
    workers: int,
    progress: Progress,
) -> list[Tried]:
    """Put every form to its tests, whose outcomes on the model as it is are ``outcomes``."""
    work = [
        replace(block, plan=n)
        for n, form in enumerate(forms)
        for block in _blocks_of(form, min(draws, form.draws))
    ]
    reads: list[list[Read]] = [[] for _ in forms]
    plans = [form.plan for form in forms]
    found = run_blocks(plans, work, seed, INNER, workers, progress)
    for block, read in zip(work, found, strict=True):
        reads[block.plan].append(read)
    return [
        Tried(
            test,
            form.id,
            form.kind,
            outcome(form.plan.bound[test], read, outcomes[test].measure),
            min(draws, form.draws),
        )
        for form, read in zip(forms, map(joined, reads), strict=True)
        for test in form.tests
    ]


def arms_of(plan: Plan, tests: Iterable[int]) -> list[int]:
    """The arms that some tests compare."""
    return sorted({arm for test in tests for arm in plan.bound[test].arms})


def _blocks_of(form: Form, draws: int) -> list[Block]:
    """Each arm by itself where actors look ahead: those take long, and can be shared out."""
    arms = arms_of(form.plan, form.tests)
    if any(form.plan.arms[arm].case.foresighted for arm in arms):
        return [block for arm in arms for block in blocks([arm], draws, INNER)]
    return blocks(arms, draws, INNER)


def without(plan: Plan, off: Iterable[str], arms: Iterable[int]) -> Plan:
    """The same plan with mechanisms or motives switched off in some of its arms."""
    out, at = frozenset(off), set(arms)
    return replace(
        plan,
        arms=tuple(
            replace(
                arm,
                case=replace(arm.case, laws=arm.case.laws.without(out)),
            )
            if a in at
            else arm
            for a, arm in enumerate(plan.arms)
        ),
    )


def _rival(plan: Plan, rival: Variant) -> Plan:
    ahead = rival.decision == ANTICIPATING
    plan = without(plan, rival.off, range(len(plan.arms)))
    return replace(
        plan,
        arms=tuple(replace(arm, case=replace(arm.case, foresighted=ahead)) for arm in plan.arms),
    )


def either_way(plan: Plan) -> Plan:
    """The plan with laws that allow every impact either sign: the same for all shuffles."""
    return replace(
        plan,
        arms=tuple(replace(arm, case=_either_way(arm.case)) for arm in plan.arms),
    )


def _either_way(case: Case) -> Case:
    ends = np.maximum(np.abs(case.values.low), np.abs(case.values.high))
    for sign in (1.0, -1.0):
        case = case.reaching(dict(zip(case.values.paths, sign * ends, strict=True)))
    return case


def shuffled(plan: Plan, world: World, seed: int, number: int) -> Plan:
    """The plan with the signs of all impacts dealt out anew, as many of each as there were.

    Its laws must allow for that: see :func:`either_way`.
    """
    turned = turned_impacts(world, seed, number)
    return replace(
        plan,
        arms=tuple(
            replace(arm, case=replace(arm.case, values=_turned(arm.case.values, turned)))
            for arm in plan.arms
        ),
    )


def turned_impacts(world: World, seed: int, number: int) -> frozenset[str]:
    """The impacts that get the other sign in a shuffle, by path."""
    stated = {
        path: one.value
        for path, one in world.quantities().items()
        if one.kind == IMPACT.name and one.value != 0.0
    }
    paths, signs = list(stated), np.sign(list(stated.values()))
    keys = tuple(stream_key(f"sign/{path}") for path in paths)
    order = np.argsort(by_value(seed, keys, number, 1)[0], kind="stable")
    return frozenset(paths[i] for i in np.flatnonzero(signs != signs[order]))


def _turned(values: ValueTable, turned: frozenset[str]) -> ValueTable:
    at = [column for column, path in enumerate(values.paths) if path in turned]

    def from_other(own: Floats, other: Floats) -> Floats:
        found = own.copy()
        found[at] = -other[at]
        return found

    return replace(
        values,
        low=from_other(values.low, values.high),
        mode=from_other(values.mode, values.mode),
        high=from_other(values.high, values.low),
    )
