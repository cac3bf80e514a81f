"""The tests of the scorecard: whole, sourced, and put by one convention for all."""

import shutil
from pathlib import Path

import pytest

from sim.world import World, load_scenario, load_world, scenario_ids
from sim.world.read_scenario import known_scenarios
from sim.world.scorecard import ACTS, IDLE, CausalTest, Observable, acts_of
from tests.world.conftest import SMALL

SOON, YEAR = 6, 12  # steps after the event over which acts are counted, and levels averaged


@pytest.fixture(scope="module")
def tests(world: World) -> tuple[CausalTest, ...]:
    assert world.scorecard is not None
    return world.scorecard.tests


def test_a_world_may_have_no_scorecard(small: World) -> None:
    assert small.scorecard is None


def test_every_claim_of_cause_and_effect_is_restated(
    world: World, tests: tuple[CausalTest, ...]
) -> None:
    tested = {claim for test in tests for claim in test.claims}
    missing = [name for name, claim in world.claims.items() if claim.causal and name not in tested]
    assert not missing, f"add a test to seeds/scorecard.yaml for {', '.join(missing)}"


def test_only_claims_of_cause_and_effect_are_tested(
    world: World, tests: tuple[CausalTest, ...]
) -> None:
    for test in tests:
        for claim in test.claims:
            assert world.claims[claim].causal, f"{claim} ({test.id}) says not what leads to what"


def test_windows_are_those_of_the_convention(world: World, tests: tuple[CausalTest, ...]) -> None:
    """No window is picked for its result: each begins after the event and has a fixed length."""
    for test in tests:
        last = max(event.step for event in load_scenario(test.scenario, world).events)
        launch = test.scenario.endswith("_launch")
        acts = test.observed in (*ACTS, "posture") and test.expect != "seldom"
        length = 1 if launch else SOON if acts else YEAR
        assert (test.start, test.end) == (last + 1, last + length), test.id


def test_what_is_compared_with_loads(world: World, tests: tuple[CausalTest, ...]) -> None:
    known = known_scenarios(world)
    for test in tests:
        assert test.scenario in known
        assert test.against in (None, IDLE, *known)


def test_known_scenarios_are_those_beside_the_seeds_and_those_that_come_along(copy: Path) -> None:
    shutil.copy(SMALL / "scenarios" / "arms.yaml", copy / "scenarios" / "mine.yaml")
    known = known_scenarios(load_world(copy / "seeds"))
    assert {"mine", *scenario_ids()} <= set(known)


def test_acts_of_a_direction_are_those_with_an_impact_of_that_sign(world: World) -> None:
    hostile = acts_of(Observable(hostile_acts=("KOR>PRK",)), world.actions)
    assert "kor_answers_provocation" in hostile
    assert "kor_offers_dialogue" not in hostile
    assert all(world.actions[name].impacts["PRK"].value < 0.0 for name in hostile)
    friendly = acts_of(Observable(friendly_acts=("KOR>PRK",)), world.actions)
    assert friendly == ("kor_offers_dialogue",)
    assert acts_of(Observable(alignment=("KOR>PRK",)), world.actions) == ()


def test_an_act_along_two_directions_counts_once(world: World) -> None:
    both = acts_of(Observable(hostile_acts=("USA>RUS", "USA>CHN")), world.actions)
    assert both.count("usa_sanctions_chinese_firms") == 1


def test_thresholds_of_what_is_next_to_nothing_cover_everything(world: World) -> None:
    assert world.scorecard is not None
    assert world.scorecard.negligible.of("hostile_acts") == world.scorecard.negligible.acts
    assert world.scorecard.negligible.of("tension") == world.scorecard.negligible.tension
