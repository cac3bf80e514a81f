from dataclasses import replace

import numpy as np
import pytest

from sim.binding import build_case
from sim.results.diagnosis import Diagnosis
from sim.study.stability.aftermath import escalatory_actions
from sim.study.stability.blocs import divisions, landscape
from sim.study.stability.course import division, looks
from sim.study.stability.diagnose import MOST_ACTORS, diagnose
from sim.study.stability.mode import leading_mode, without
from sim.study.stability.reproduction import next_generation, reproduction
from sim.study.stability.split import _evenly
from sim.world import Scenario, World, WorldError, load_scenario

DRAWS, SEED = 3, 5


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
    assert looks(18, (1, 3)) == (0, 3, 4, 6, 9, 12, 15, 18)
    assert looks(18, (17,)) == (0, 3, 6, 9, 12, 15, 17, 18)
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
    assert [stage.step for stage in found.course] == list(looks(6, (1, 3)))
    assert [stage.month for stage in found.course[:3]] == ["2024-06", "2024-06", "2024-07"]
    assert seen == list(range(1, len(found.course) + 1))
    at = {stage.step: stage.r.mean for stage in found.course}
    assert at[3] > 1.1 * at[0]  # lethal aid is scripted in step 3


def test_r_is_split_at_the_start_and_where_it_is_highest(found: Diagnosis) -> None:
    means = {stage.step: stage.r.mean for stage in found.course}
    assert [split.step for split in found.splits] == [0, max(means, key=lambda step: means[step])]
    assert found.peak.step == found.splits[1].step > 0
    assert [split.r for split in found.splits] == [means[0], found.peak.r.mean]
    for split in found.splits:
        assert sum(row.share for row in split.actors) == pytest.approx(1.0)
        assert sum(row.share for row in split.mode) == pytest.approx(1.0)
        assert sum(row.mix for row in split.mode) == pytest.approx(1.0)
        assert [row.without for row in split.actors] == sorted(row.without for row in split.actors)
        assert all(row.without <= split.r + 1e-12 for row in split.actors)


def test_the_split_is_that_of_the_runs_matrices(
    world: World, scenario: Scenario, found: Diagnosis
) -> None:
    case = build_case(world, scenario)
    actions = escalatory_actions(case)
    drawn = case.values.quantile(case.values.uniforms(SEED, 0, DRAWS))
    batch = case.batch_of(drawn)
    states = {0: batch.start}
    luck = case.luck(SEED, 0, DRAWS, 6)
    states |= {moment.step: moment.after for moment in case.roll(luck, case.batch(luck.values))}
    for split in found.splits:
        matrices = next_generation(case, drawn, actions, states[split.step])
        owner = [world.actions[case.names.actions[k]].owner for k in actions]
        for row in split.actors:
            owned = np.array([code == row.actor for code in owner], float)
            expected = np.mean([without(matrix, owned) for matrix in matrices])
            assert row.without == pytest.approx(expected)
        (one,) = (row for row in split.mode if row.action == "rus_satellite_technology")
        at = [case.names.actions[k] for k in actions].index(one.action)
        modes = [leading_mode(matrix) for matrix in matrices]
        assert one.share == pytest.approx(np.mean([mode.share[at] for mode in modes if mode]))
        assert one.offspring == pytest.approx(np.maximum(0.0, matrices)[:, :, at].sum() / DRAWS)


def test_a_law_that_is_off_is_off_as_in_a_scenario(
    world: World, scenario: Scenario, found: Diagnosis
) -> None:
    start = found.splits[0]
    assert {row.name for row in start.laws} == {*world.mechanisms, *world.motives}
    (row,) = (row for row in start.laws if row.name == "retaliation")
    assert row.kind == "motive"
    other = replace(scenario, off=scenario.off | {"retaliation"})
    by_itself = reproduction(build_case(world, other), SEED, DRAWS)
    assert row.without == pytest.approx(by_itself.draws.mean(), abs=1e-12)
    again = diagnose(world, other, draws=1, seed=SEED, steps=3)
    assert "retaliation" not in {row.name for row in again.splits[0].laws}


def test_laws_are_tried_in_runs_from_low_r_to_high() -> None:
    assert list(_evenly(np.array([5.0, 1.0, 4.0, 2.0, 3.0, 9.0]), 3)) == [3, 2, 5]
    assert list(_evenly(np.array([2.0, 1.0]), 5)) == [1, 0]


def test_the_mode_is_of_the_escalatory_actions(world: World, found: Diagnosis) -> None:
    for split in found.splits:
        assert all(world.actions[row.action].escalates for row in split.mode)
        assert len(split.pairs) == len(found.names) * len(world.actors) - len(world.actors)


def test_more_actors_than_can_be_divided_are_refused(world: World, scenario: Scenario) -> None:
    assert divisions(MOST_ACTORS).shape == (2 ** (MOST_ACTORS - 1), MOST_ACTORS)
    one = next(iter(world.actors.values()))
    many = replace(world, actors={f"A{n:02}": one for n in range(MOST_ACTORS + 1)})
    with pytest.raises(WorldError, match="22 actors have too many divisions") as error:
        diagnose(many, scenario, draws=1)
    assert "At most 21 actors" in str(error.value)


@pytest.mark.slow
def test_workers_change_no_bit(world: World, scenario: Scenario, found: Diagnosis) -> None:
    assert diagnose(world, scenario, draws=DRAWS, seed=SEED, steps=6, workers=2) == found


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
