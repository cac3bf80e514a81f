"""Threats at the reference: an act is held back as far as the threat is believed."""

import pytest

from sim.binding import build_case
from sim.results.threats import FEAR, Hold, leading
from sim.study.threats import holds
from sim.world import Scenario, World
from sim.world.threat import forbidden

THREAT = "rus_arms_if_lethal_aid"
BELIEF = f"threats.{THREAT}.credibility"


def found(world: World, **values: float) -> dict[tuple[str, str], Hold]:
    changed = world.with_values({BELIEF: values["belief"]}) if values else world
    return {(one.threat, one.action): one for one in holds(changed)}


def test_every_forbidden_act_is_held_back(world: World) -> None:
    known = found(world)
    assert list(known) == [
        (name, action)
        for name in sorted(world.threats)
        for action in forbidden(world.threats[name], world)
    ]
    assert all(one.belief < 0.0 for one in known.values())


def test_the_law_knows_the_same_acts(world: World) -> None:
    """What is forbidden here is what fear moves there; it moves also what ends a posture."""
    case = build_case(world, Scenario("reference", "At rest", "", "reference"))
    feared = {
        case.names.actions[k] for motive, k in case.laws.program.slots("reason") if motive == FEAR
    }
    named = {action for one in world.threats.values() for action in forbidden(one, world)}
    assert named <= feared
    postures = {held.posture for one in world.threats.values() for held in one.held}
    assert all(postures & set(world.actions[action].moves) for action in feared - named)


def test_fear_is_as_strong_as_the_belief(world: World) -> None:
    key = (THREAT, "kor_lethal_aid")
    half, whole, none = (found(world, belief=belief)[key] for belief in (0.4, 0.8, 0.0))
    assert whole.belief == pytest.approx(2 * half.belief)
    assert none.belief == 0.0


def test_a_warning_has_two_sides(world: World) -> None:
    key = (THREAT, "kor_lethal_aid")
    stated, bluff = found(world)[key].warned, found(world, belief=0.0)[key].warned
    assert stated is not None
    assert bluff is not None
    assert stated.fear < 0.0 < stated.rest
    assert stated.net == stated.fear + stated.rest
    assert stated.mostly == "retaliation"
    assert bluff.fear == 0.0
    assert bluff.rest == pytest.approx(stated.rest, rel=0.05)  # the insult stays


def test_what_no_act_voices_has_no_warning(world: World) -> None:
    assert world.threats["kor_review_if_technology"].declared_by is None
    assert found(world)["kor_review_if_technology", "rus_prk_pact"].warned is None


def test_what_leads_goes_the_way_of_the_whole() -> None:
    assert leading({"a": -3.0, "b": 2.0, "c": 2.5}, 1.5) == "c"
    assert leading({"a": -3.0, "b": 2.0}, -1.0) == "a"
    assert leading({"a": 0.0}, 0.0) == ""
    assert leading({}, 1.0) == ""
