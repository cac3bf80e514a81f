from dataclasses import replace

import numpy as np
import pytest

from sim.build import build_case
from sim.study.stability.blocs import landscape
from sim.study.stability.course import division, looks
from sim.study.stability.diagnose import diagnose
from sim.study.stability.diagnosis import Diagnosis
from sim.study.stability.mode import without
from sim.study.stability.reproduction import reproduction
from sim.world import Scenario, World, load_scenario, load_world

DRAWS, SEED = 3, 5


@pytest.fixture(scope="module")
def world() -> World:
    return load_world()


@pytest.fixture(scope="module")
def scenario(world: World) -> Scenario:
    return load_scenario("lethal_aid", world)


@pytest.fixture(scope="module")
def seen() -> list[int]:
    return []


@pytest.fixture(scope="module")
def found(world: World, scenario: Scenario, seen: list[int]) -> Diagnosis:
    return diagnose(world, scenario, draws=DRAWS, seed=SEED, steps=6, progress=seen.append)


def test_looks_are_even_and_include_both_ends() -> None:
    assert looks(18) == (0, 3, 6, 9, 12, 15, 18)
    assert looks(1) == (0, 1)
    assert looks(7) == (0, 2, 4, 6, 7)
    assert looks(600) == (0, 100, 200, 300, 400, 500, 600)


def test_it_starts_with_the_reproduction_number(
    world: World, scenario: Scenario, found: Diagnosis
) -> None:
    by_itself = reproduction(build_case(world, scenario), SEED, DRAWS)
    assert found.central == by_itself.central
    assert found.r.mean == pytest.approx(by_itself.draws.mean(), abs=1e-12)
    assert found.r.p90 == pytest.approx(by_itself.quantile(0.9), abs=1e-12)
    assert found.course[0].r == found.r


def test_the_course_is_that_of_the_runs(found: Diagnosis, seen: list[int]) -> None:
    assert [stage.step for stage in found.course] == list(looks(6))
    assert [stage.month for stage in found.course[:3]] == ["2024-06", "2024-06", "2024-07"]
    assert seen == list(range(1, len(found.course) + 1))
    at = {stage.step: stage.r.mean for stage in found.course}
    assert at[3] > 1.3 * at[0]  # lethal aid is scripted in step 3


def test_the_split_is_that_of_the_matrix(
    world: World, scenario: Scenario, found: Diagnosis
) -> None:
    by_itself = reproduction(build_case(world, scenario), SEED, 1)
    for row in found.actors:
        owned = [world.actions[k].owner == row.actor for k in by_itself.actions]
        assert row.without == pytest.approx(without(by_itself.matrix, np.array(owned, float)))
        assert row.without <= found.central + 1e-12
    assert sum(row.share for row in found.actors) == pytest.approx(1.0)
    assert {row.actor for row in found.actors} == set(world.actors)
    assert [row.without for row in found.actors] == sorted(row.without for row in found.actors)


def test_a_law_that_is_off_is_off_as_in_a_scenario(
    world: World, scenario: Scenario, found: Diagnosis
) -> None:
    assert {row.name for row in found.laws} == {*world.mechanisms, *world.motives}
    (row,) = (row for row in found.laws if row.name == "retaliation")
    assert row.kind == "motive"
    other = replace(scenario, off=scenario.off | {"retaliation"})
    assert row.without == reproduction(build_case(world, other), SEED, 1).central
    again = diagnose(world, other, draws=1, seed=SEED, steps=3)
    assert again.central == row.without
    assert "retaliation" not in {row.name for row in again.laws}


def test_the_mode_is_of_the_escalatory_actions(world: World, found: Diagnosis) -> None:
    assert all(world.actions[row.action].escalates for row in found.mode)
    assert sum(row.mix for row in found.mode) == pytest.approx(1.0)
    assert sum(row.share for row in found.mode) == pytest.approx(1.0)
    assert sum(row.mix * row.offspring for row in found.mode) == pytest.approx(found.central)
    assert len(found.pairs) == len(found.names) * len(world.actors) - len(world.actors)


def test_lambda_at_the_crossing_brings_r_to_one(
    world: World, scenario: Scenario, found: Diagnosis
) -> None:
    assert found.critical.multiplier is not None
    higher = {f"actors.{i}.precision": x for i, x in found.critical.precision.items()}
    case = build_case(world.with_values(higher), scenario)
    assert reproduction(case, 0, 1).central == pytest.approx(1.0, abs=1e-4)


def test_blocs_are_the_landscapes_best(found: Diagnosis) -> None:
    start = found.course[0]
    assert start.two.blocs == (("RUS", "PRK", "CHN"), ("USA", "KOR", "JPN"))
    assert start.several is not None
    assert start.several.energy <= start.two.energy
    assert start.several.gap <= start.two.gap
    assert start.balanced is not None
    assert 0.8 < start.balanced <= 1.0


def test_a_division_is_of_the_mean_and_says_how_many_runs_agree() -> None:
    """Two friends in two runs of three, foes in the third; the mean is friendly."""
    ties = np.array([[[0, x], [x, 0]] for x in (1.0, 0.8, -0.3)])
    powers = np.ones((3, 2))
    found = division(("ALP", "BET"), ties, powers, 2)
    assert found.blocs == (("ALP", "BET"),)
    assert found.runner_up == (("ALP",), ("BET",))
    assert found.agreed == pytest.approx(2 / 3)
    assert found.gap == pytest.approx(2 * 0.5)
    assert found.gap_share == pytest.approx(1.0)  # the one pull there is would go unmet
    assert found.energy == landscape(ties.mean(axis=0), np.ones(2)).energy[0]


def test_the_same_inputs_give_the_same_diagnosis(world: World, scenario: Scenario) -> None:
    one, two = (diagnose(world, scenario, draws=2, seed=9, steps=3) for _ in range(2))
    assert one == two
