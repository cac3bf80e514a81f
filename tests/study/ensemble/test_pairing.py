"""What two arms share changes nothing: each has the luck, values and past that it has alone."""

from dataclasses import replace

import numpy as np
import pytest

from sim.binding import build_case
from sim.study.ensemble.pairing import arms_of, drawn, shared_luck
from sim.world import Scenario, World, load_scenario, load_world
from sim.world.history import History, since
from sim.world.leader import Leader
from sim.world.month import month_of
from sim.world.scenario import Contingency, Rules
from sim.world.variant import ANTICIPATING

WORLD = load_world()
RUNS, STEPS, SEED = 5, 3, 7
RATE = "actions.chn_joint_bomber_patrol.base_rate"
SET, STATE = "actors.KOR.precision", "theatres.ukraine.tension"
ARMS = (
    "plain",
    "set",
    "rate",
    "state",
    "lower state",
    "stance",
    "tossed",
    "ruled",
    "off",
    "anticipating",
)
PAIRS = (
    *(("plain", name) for name in ARMS[1:]),
    *((name, "plain") for name in ARMS[1:]),
    ("state", "lower state"),
    ("set", "rate"),
    ("ruled", "off"),
)


def after_two_months() -> World:
    """In the first of which another leader decided."""
    stated = WORLD.quantities()[RATE]
    other = replace(stated, value=0.5, low=0.4, high=0.6)
    leader = Leader(2, month_of(WORLD.date, 2), "CHN", "Another", {RATE: other}, "", ())
    months = (WORLD.date, month_of(WORLD.date, 2))
    known = History("two", "Two months", "", *months, (), {}, {}, (leader,), {}, {})
    return since(WORLD, known, month_of(WORLD.date, 3))


WORLDS = {"at rest": WORLD, "after two months": after_two_months()}


def arm(world: World, name: str) -> Scenario:
    stated = world.quantities()
    changes = {
        "plain": {},
        "set": {"set": {SET: replace(stated[SET], low=stated[SET].low / 2.0)}},
        "rate": {"set": {RATE: replace(stated[RATE], value=0.3, low=0.2, high=0.4)}},
        "state": {"state": {STATE: replace(stated[STATE], low=1.0, value=2.0, high=3.0)}},
        "lower state": {"state": {STATE: replace(stated[STATE], low=0.0, value=1.0, high=2.0)}},
        "stance": {"state": {"postures.rok_lethal_aid.start": "under_review"}},
        "tossed": {
            "contingencies": (
                Contingency("it", "kor_indirect_aid", first=2, last=2, probability=0.5),
            )
        },
        "ruled": {"rules": {"PRK": Rules(policy="restraint")}},
        "off": {"off": frozenset({"balance"})},
        "anticipating": {"decision": ANTICIPATING},
    }
    return replace(load_scenario("baseline", world), **changes[name])  # type: ignore[arg-type]


@pytest.mark.parametrize("world", WORLDS)
def test_sharing_changes_nothing(world: str) -> None:
    scenarios = {name: arm(WORLDS[world], name) for name in ARMS}
    cases = {name: build_case(WORLDS[world], one) for name, one in scenarios.items()}
    alone = {name: case.luck(SEED, 2, RUNS, STEPS) for name, case in cases.items()}
    batches = {name: case.batch(alone[name].values) for name, case in cases.items()}
    begun = {name: case.begins(alone[name], batches[name]) for name, case in cases.items()}
    for names in PAIRS:
        shared = arms_of([cases[name] for name in names], SEED, 2, RUNS, STEPS)
        for name, (case, luck, batch) in zip(names, shared, strict=True):
            assert case is cases[name]
            assert np.array_equal(luck.values, alone[name].values), names
            assert np.array_equal(luck.steps, alone[name].steps), names
            assert batch.laws == case.laws, names
            for ours, theirs in zip(
                (batch.values, *batch.before, batch.outset),
                (batches[name].values, *batches[name].before, batches[name].outset),
                strict=True,
            ):
                assert ours is theirs is None or np.array_equal(ours, theirs), names  # type: ignore[arg-type]
            there, wanted = case.begins(luck, batch), begun[name]
            assert (there is None) == (wanted is None), names
            assert batch.levels == batches[name].levels, names
            if there is not None and wanted is not None:
                for symbol, rows in wanted.columns.items():
                    assert np.array_equal(there.columns[symbol], rows), (names, symbol)


def test_what_can_be_shared_is() -> None:
    world = WORLDS["after two months"]
    cases = [build_case(world, arm(world, name)) for name in ("plain", "off")]
    lucks = shared_luck(cases, SEED, 0, RUNS, STEPS)
    assert lucks[0] is lucks[1]
    (_, _, one), (_, _, other) = drawn(cases, lucks)
    assert one.values is other.values
