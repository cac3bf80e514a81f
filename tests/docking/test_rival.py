"""The rival reproduces its published run, and both models speak to one issue."""

import ast
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from sim.study.docking.rival import BELGIUM, MEANS, MEDIAN, emissions, published_moves, standing
from sim.study.rivals import expected_utility
from sim.study.rivals.arms_for_ukraine import POSTURE, ends, forecast, players, readings
from sim.study.rivals.expected_utility import Player, median, play, risks, successes
from sim.world import World, load_scenario

PATH = emissions()


def test_the_rival_stands_apart() -> None:
    """It is its own model: nothing of this program goes into it."""
    tree = ast.parse(Path(expected_utility.__file__).read_text(encoding="utf-8"))
    found = [node for node in ast.walk(tree) if isinstance(node, (ast.Import, ast.ImportFrom))]
    assert found
    assert "sim" not in ast.dump(ast.Module(body=list(found), type_ignores=[]))


def test_published_means_and_median() -> None:
    assert PATH[0].median == MEDIAN
    assert [stage.mean for stage in PATH] == pytest.approx(list(MEANS), abs=1e-12)


def test_published_moves() -> None:
    assert tuple(frozenset(stage.moves) for stage in PATH[1:]) == published_moves()
    stands = [standing(stage, "Belgium") for stage in PATH[1:]]
    assert stands == pytest.approx([position for _, position in BELGIUM], abs=1e-12)


def test_the_line_may_be_moved_and_stretched() -> None:
    """And capability counts only in proportion."""
    changed = [
        replace(player, position=3.0 * player.position - 50.0, capability=7.0 * player.capability)
        for player in PATH[0].players
    ]
    other = play(changed, 5)
    assert [stage.mean for stage in other] == pytest.approx(
        [3.0 * stage.mean - 50.0 for stage in PATH[:6]]
    )


def test_chances_and_risks_keep_their_bounds() -> None:
    for stage in PATH:
        risk = risks(stage.players, 6.0)
        assert risk.min() == pytest.approx(0.5)
        assert risk.max() == pytest.approx(2.0)
        chance = successes(stage.players, risk, 6.0)
        assert (chance >= 0.0).all()
        assert (chance <= 1.0).all()
        assert min(p.position for p in stage.players) >= 4.0
        assert max(p.position for p in stage.players) <= 10.0


def test_two_alike_are_alike_and_stay() -> None:
    two = [Player("A", 1.0, 0.0, 0.5), Player("B", 1.0, 1.0, 0.5)]
    assert risks(two, 1.0).tolist() == [1.0, 1.0]
    assert successes(two, np.ones(2), 1.0) == pytest.approx(np.array([[0.0, 0.25], [0.25, 0.0]]))


def test_median_is_weighted() -> None:
    stakes = [Player("A", 1.0, 0.0, 1.0), Player("B", 1.0, 5.0, 0.5), Player("C", 1.0, 9.0, 0.4)]
    assert median(stakes) == 0.0  # A outweighs the others together: 1.0 to 0.9
    assert median([*stakes, Player("D", 0.2, 9.0, 1.0)]) == 5.0  # 1.0 to 1.1


def test_one_position_is_no_issue() -> None:
    with pytest.raises(ValueError, match="same position"):
        play([Player("A", 1.0, 2.0, 1.0), Player("B", 1.0, 2.0, 1.0)], 1)


def test_stakes_are_read_from_the_world(default_world: World) -> None:
    stakes = {player.name: player for player in players(default_world)}
    assert set(stakes) == set(default_world.deciding)
    assert stakes["KOR"].position == 0.0
    assert stakes["KOR"].salience == 1.0
    assert stakes["RUS"].position == 0.0
    assert stakes["USA"].position == 3.0
    worth = readings(default_world, "RUS")
    assert worth[0] == 0.0
    assert stakes["RUS"].salience == pytest.approx(worth.max() - worth.min())
    for name, player in stakes.items():
        assert player.capability == default_world.actors[name].power.value


def test_readings_are_the_models_own(default_world: World) -> None:
    """s[i,k] = x[k,i] + phi_i sum over m of a[i,m] x[k,m], by hand for one actor and one act."""
    act = default_world.actions["kor_lethal_aid"]
    by_hand = act.impacts["USA"].value + default_world.actors["USA"].balance.value * sum(
        default_world.relations[f"USA>{party}"].alignment.value * act.impacts[party].value
        for party in ("RUS", "UKR")
    )
    assert readings(default_world, "USA")[3] == pytest.approx(by_hand)


def test_the_rival_sees_no_events_and_ours_does(default_world: World) -> None:
    calm, pact = (
        forecast(default_world, load_scenario(name, default_world), 300)
        for name in ("baseline", "russia_arms_dprk")
    )
    assert calm.players == pact.players
    assert (calm.median, calm.bargained) == (pact.median, pact.bargained)
    assert sum(calm.shares) == pytest.approx(1.0)
    assert pact.ours > calm.ours
    assert len(calm.shares) == len(default_world.postures[POSTURE].levels)


def test_ours_does_not_hang_on_the_number_of_runs(default_world: World) -> None:
    scenario = load_scenario("pact", default_world)
    few = ends(default_world, scenario, 50, seed=1)
    assert few.tolist() == ends(default_world, scenario, 50, seed=1).tolist()
    assert few.sum() == pytest.approx(1.0)
