"""What a script settles, and what of the record contradicts it."""

from typing import Any

import pytest

from sim.study.backtest.script import contradicts, settled
from sim.world import Scenario, World, load_scenario
from sim.world.indicator import Indicator
from sim.world.scenario import Event

LAST = 7


def scripted(world: World, *events: tuple[int, str]) -> Scenario:
    base = load_scenario("baseline", world)
    made = tuple(Event(step, action) for step, action in events)
    return Scenario("made", "Made", "For the test", base.id, events=made)


def thing(**fields: Any) -> Indicator:
    return Indicator.model_validate({"id": "thing", "title": "Thing", **fields})


DIRECT = {"posture": "rok_lethal_aid", "at_least": "direct"}
TEST = {"action": "prk_nuclear_test"}


@pytest.mark.parametrize(
    ("fields", "events", "happened", "told"),
    [
        (TEST, [(3, "prk_nuclear_test")], False, True),
        (TEST, [(3, "prk_nuclear_test")], True, False),
        (TEST, [(8, "prk_nuclear_test")], False, False),  # after the last month looked at
        (TEST, [(3, "kor_lethal_aid")], False, False),
        ({**TEST, "times": 2}, [(3, "prk_nuclear_test")], False, False),
        ({**TEST, "from": 4}, [(3, "prk_nuclear_test")], False, False),
        ({**TEST, "to": 2}, [(3, "prk_nuclear_test")], False, False),
        (DIRECT, [(3, "kor_lethal_aid")], False, True),
        (DIRECT, [(3, "kor_reviews_lethal_ban")], False, False),
        (DIRECT, [(3, "kor_lethal_aid")], True, False),
        ({"tension": "korean_peninsula", "at_least": 4.0}, [(3, "kor_lethal_aid")], False, False),
    ],
)
def test_what_did_not_happen_contradicts_a_script_that_does_it(
    fields: dict[str, Any],
    events: list[tuple[int, str]],
    happened: bool,
    told: bool,
    world: World,
) -> None:
    scenario = scripted(world, *events)
    assert contradicts(thing(**fields), world, scenario, LAST, happened=happened) is told


def test_what_happened_contradicts_a_script_that_leaves_it_no_room(world: World) -> None:
    one = thing(action="prk_missile_test", **{"from": 2, "to": 4})
    instrument = world.actions["prk_missile_test"].instrument
    other = next(
        name
        for name, action in world.actions.items()
        if action.instrument == instrument and name != "prk_missile_test"
    )
    for months, told in (((2, 3, 4), True), ((2, 3), False), ((1, 2, 3), False)):
        scenario = scripted(world, *((month, other) for month in months))
        assert contradicts(one, world, scenario, LAST, happened=True) is told
        assert not contradicts(one, world, scenario, LAST, happened=False)
        assert settled(one, world, [scenario], LAST)


def test_a_script_outside_the_window_settles_nothing(world: World) -> None:
    scenario = scripted(world, (3, "prk_icbm_test"))
    assert settled(thing(action="prk_missile_test"), world, [scenario], LAST)
    assert not settled(thing(action="prk_missile_test", **{"from": 4}), world, [scenario], LAST)
    assert not settled(thing(action="prk_missile_test", to=2), world, [scenario], LAST)
    assert not settled(thing(action="prk_missile_test"), world, [scenario], 2)
