"""Where measures get their runs: who is idle, who is unmoved, what is counted."""

import numpy as np
import pytest

from sim.study.faults.desk import ASKED, AskedArm, Desk, seen
from sim.study.faults.possible import DEEDS
from sim.world import World, WorldError

RUNS = 20


@pytest.fixture(scope="module")
def desk(world: World) -> Desk:
    return Desk(world, RUNS)


def test_an_idle_instrument_does_nothing_then_and_is_free_later(desk: Desk) -> None:
    arm = AskedArm("pact", idle=(("prk_missiles", 2, 4),))
    launches = [name for name, it in desk.world.actions.items() if it.instrument == "prk_missiles"]
    taken = desk.taken(arm, launches, 1, 6)
    assert taken.shape == (RUNS, 6)
    assert taken[:, [0, 4, 5]].any()
    assert not taken[:, 1:4].any()


def test_what_is_idle_takes_the_place_of_what_is_scripted(desk: Desk) -> None:
    arm = AskedArm("pact", idle=(("rus_pact_with_dprk", 1, 1),))
    assert desk.taken(AskedArm("pact"), ["rus_prk_pact"], 1, 1).all()
    assert not desk.taken(arm, ["rus_prk_pact"], 1, 1).any()


def test_whom_nothing_moves_acts_at_base_rates(desk: Desk) -> None:
    item = seen(2, 3, action="usa_aid_to_ukraine")
    ((alone,), (rest,)) = desk.read(
        [AskedArm("pact", unmoved=True), AskedArm("baseline", unmoved=True)], [item]
    )
    assert np.array_equal(alone, rest)
    stated = desk.world.actions["usa_aid_to_ukraine"].base_rate
    assert (2 * stated.low <= alone).all()
    assert (alone <= 2 * stated.high).all()


def test_an_arm_is_no_different_from_itself(desk: Desk) -> None:
    (pair,) = desk.pair("baseline", seen(1, 3, alignment=["KOR>RUS", "RUS>PRK"]))
    assert np.array_equal(*pair)
    assert not desk.paths("baseline", 3).mean.any()


def test_the_deeds_of_a_scenario_are_those_that_it_adds(desk: Desk) -> None:
    deeds = desk.deeds(desk.scenario("lethal_aid"))
    assert deeds == ((2, "kor_reviews_lethal_ban"), (3, "kor_lethal_aid"))
    assert desk.deeds(desk.scenario("russia_leans_on_china")) == ()


def test_the_scenarios_that_only_measures_ask_are_in_order(desk: Desk) -> None:
    """All but those whose very question is whether they load."""
    for path in ASKED.glob("*.yaml"):
        if path.stem not in DEEDS:
            desk.scenario(path.stem)
    for name in DEEDS:
        assert (ASKED / f"{name}.yaml").is_file()


def test_a_scenario_that_is_not_there_is_refused(desk: Desk) -> None:
    with pytest.raises(WorldError, match="unknown scenario"):
        desk.scenario("no_such")
