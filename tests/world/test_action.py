import pickle
from pathlib import Path

import pytest

from sim.world import World, WorldError, load_world


def test_action_as_the_build_reads_it(small: World) -> None:
    action = small.actions["alp_arms_beta"]
    assert (action.owner, action.instrument) == ("ALP", "alp_arms")
    assert action.impacts["BET"].value == 0.3
    assert action.escalates["strait"].kind == "escalation"
    assert action.transfers["BET"].kind == "transfer"
    assert action.reassures["BET"].kind == action.pledges["BET"].kind == "assurance_step"
    assert action.self_help is not None
    assert action.moves == {"alp_arms_rule": "direct"}
    (need,) = action.requires
    assert (need.posture, need.at_least, need.at_most) == ("alp_arms_rule", "allowed", None)


def test_who_does_it_too_who_sees_it_and_what_it_builds(small: World) -> None:
    arms, talks, force = (
        small.actions[name] for name in ("alp_arms_beta", "bet_offers_talks", "gam_arms")
    )
    assert arms.seen_by == ("ALP", "BET", "GAM")
    assert (arms.equips["bet_arms"].value, arms.equips["bet_arms"].kind) == (0.05, "build_up")
    assert talks.alongside["GAM"].kind == force.shows_force["ALP"].kind == "share"
    assert talks.in_return["GAM"].kind == "impact"
    assert talks.tempo is not None
    assert force.routine["alp_arms_beta"].value == 0.4
    assert (talks.seen_by, arms.tempo, arms.alongside) == (None, None, {})
    assert small.capabilities["bet_arms"].holder == "BET"


def test_names_in_an_action_are_held_against_the_world(copy: Path) -> None:
    path = copy / "seeds" / "actions" / "gam_forces.yaml"
    text = path.read_text().replace("shows_force: {ALP", "shows_force: {GAM")
    text = text.replace("routine: {alp_arms_beta", "routine: {alp_arms_bet")
    text += "    seen_by: [BED]\n    equips: {bet_arm: {value: 0.1, range: [0.1, 0.2]}}\n"
    path.write_text(text)
    with pytest.raises(WorldError) as caught:
        load_world(copy / "seeds")
    assert sorted(problem.message for problem in caught.value.problems) == [
        "`shows_force` names the action's own owner GAM",
        "unknown action `alp_arms_bet`",
        "unknown capability `bet_arm`",
        "unknown party `BED`",
    ]


def test_an_action_inherits_its_source(small: World) -> None:
    action = small.actions["alp_arms_beta"]
    assert action.base_rate.sources == ("claim:news-02",)
    assert action.impacts["BET"].sources == ("claim:news-01", "claim:news-02")
    assert action.sources == ("claim:news-01", "claim:news-02")


def test_left_out_is_empty(small: World) -> None:
    action = small.actions["gam_warns"]
    assert (action.escalates, action.requires, action.moves, action.self_help) == ({}, (), {}, None)
    assert action.goldstein is None


def test_instruments(small: World) -> None:
    assert small.instruments["gam_forces"].owner == "GAM"
    assert set(small.instruments) == {a.instrument for a in small.actions.values()}


def test_the_world_travels_between_processes(small: World) -> None:
    assert pickle.loads(pickle.dumps(small)) == small
