"""Which values of the world say themselves what a test expects of it.

A claim that set a value and is then tested comes out again. Not every value that cites a test's
claims does that, only one that stands between what the scenario does and what is looked at: a
value of the deeds that the scenario adds, of the deeds looked at and of whoever decides on them, of
a threat whose trigger is among the former and whose promise is among the latter, of a mechanism.

A test of the record is stated by the values that were set with that record in view.
"""

from collections.abc import Iterable

import numpy as np

from sim.binding import Case
from sim.study.scorecard.trials import Bound, Plan
from sim.world import World
from sim.world.action import EFFECT_ON
from sim.world.scorecard import ACTS, Answer, CausalTest, acts_of


def given(world: World, test: CausalTest) -> list[str]:
    """The values that cite a claim which the test restates, by path."""
    cited = {f"claim:{claim}" for claim in test.claims}
    return [path for path, one in world.quantities().items() if not cited.isdisjoint(one.sources)]


def stated(world: World, plan: Plan, bound: Bound) -> list[str]:
    """The values that say themselves what the test expects, by path, the most telling first."""
    test, card = bound.test, world.scorecard
    if not test.claims:
        answers = () if card is None else card.answers
        records = {one.record: one for one in answers if one.scenario == test.scenario}
        found = [path for one in records.values() for path in from_record(world, one)]
        return sorted(found, key=lambda path: not path.startswith("actors."))
    cases = [plan.arms[arm].case for arm in bound.arms]
    deeds = frozenset(_scripted(cases[0]) - _scripted(cases[1]))
    seen = frozenset(_looked_at(world, test))
    links = [path for path in given(world, test) if _links(world, path, deeds, seen)]
    return sorted(links, key=lambda path: _telling(path, test), reverse=True)


def _telling(path: str, test: CausalTest) -> tuple[bool, bool]:
    """How directly a value speaks of what is looked at: a threat most, then what moves that."""
    effect = EFFECT_ON.get(test.observed)
    return path.startswith("threats."), f".{effect}." in path


def from_record(world: World, answer: Answer) -> list[str]:
    """The values set with a record in view: their sources name its data set and what it is of."""
    data = world.facts[f"{answer.record}_cases"].source
    return [
        path
        for path, one in world.quantities().items()
        if any(s.startswith(data) and answer.named in s for s in one.sources)
    ]


def _links(world: World, path: str, deeds: frozenset[str], seen: frozenset[str]) -> bool:
    """Whether a value stands between what the scenario does and what is looked at."""
    part, name, *rest = path.split(".")
    if part == "actions":
        return name in deeds | seen
    if part == "actors":
        return name in {world.actions[action].owner for action in seen}
    if part == "threats":
        return not deeds.isdisjoint(world.threats[name].triggers) and rest[-1] in seen
    return part == "mechanisms"


def _scripted(case: Case) -> set[str]:
    """The actions that the scenario takes."""
    steps = case.script.values()
    return {case.names.actions[k] for step in steps for k in np.flatnonzero(step.taken)}


def _looked_at(world: World, test: CausalTest) -> Iterable[str]:
    if test.observed in ACTS:
        return acts_of(test, world.actions)
    if test.observed == "stake":
        met = set(test.objects)
        return (name for name, one in world.actions.items() if not met.isdisjoint(one.impacts))
    if test.observed == "posture":
        return (name for name, one in world.actions.items() if test.objects[0] in one.moves)
    return ()
