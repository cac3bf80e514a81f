"""What is read off a run, held against the run itself."""

import numpy as np
import pytest

from sim.binding import Case, build_case
from sim.binding.luck import Luck
from sim.kernel.step import Moment
from sim.study.ensemble.pairing import free
from sim.study.scorecard.observe import Gauge, gauge, readings
from sim.world import load_scenario
from sim.world.scorecard import Observable
from tests.study.scorecard.desk import world

RUNS, STEPS, WINDOW = 40, 8, (3, 6)


@pytest.fixture(scope="module")
def case() -> Case:
    return build_case(world(), load_scenario("lethal_aid", world()))


@pytest.fixture(scope="module")
def luck(case: Case) -> Luck:
    return case.luck(1, 0, RUNS, STEPS)


@pytest.fixture(scope="module")
def moments(case: Case, luck: Luck) -> list[Moment]:
    return list(case.roll(luck))


def bound(case: Case, item: Observable) -> Gauge:
    return gauge(item, world(), case.names, WINDOW, free([case], STEPS))


def read(case: Case, item: Observable, luck: Luck) -> np.ndarray:
    return readings(case, [bound(case, item)], luck)[0]


@pytest.mark.parametrize(
    ("key", "array"),
    [("alignment", "alignment"), ("assurance", "assurance"), ("dependence", "dependence")],
)
def test_a_level_is_the_mean_over_directions_and_window(
    case: Case, luck: Luck, moments: list[Moment], key: str, array: str
) -> None:
    names = ("KOR>USA", "JPN>USA")
    at = [case.names.pairs.index(name) for name in names]
    paths = np.array([getattr(m.after, array)[:, at] for m in moments[2:6]])
    found = read(case, Observable(**{key: names}), luck)
    assert np.allclose(found, paths.mean(axis=(0, 2)), atol=1e-14)


def test_tension_is_read_at_its_theatre(case: Case, luck: Luck, moments: list[Moment]) -> None:
    at = case.names.theatres.index("ukraine")
    wanted = np.mean([m.after.tension[:, at] for m in moments[2:6]], axis=0)
    assert np.allclose(read(case, Observable(tension=("ukraine",)), luck), wanted)


def test_acts_are_counted_by_their_chances(case: Case, luck: Luck, moments: list[Moment]) -> None:
    at = case.names.actions.index("rus_warns_seoul")
    wanted = sum(m.odds.probability[:, at] for m in moments[2:6])
    assert np.allclose(read(case, Observable(action=("rus_warns_seoul",)), luck), wanted)


def test_a_scripted_step_is_no_choice(case: Case, luck: Luck, moments: list[Moment]) -> None:
    """Step 3 of the window is scripted: lethal aid is sent, so its whole instrument is left out."""
    at = case.names.actions.index("kor_indirect_aid")
    wanted = sum(m.odds.probability[:, at] for m in moments[3:6])
    assert np.allclose(read(case, Observable(action=("kor_indirect_aid",)), luck), wanted)


@pytest.mark.slow
def test_a_posture_is_reached_once(case: Case, luck: Luck) -> None:
    """By chances, the mean over many runs is the share of runs that reach it."""
    item = Observable(posture="rok_nuclear", at_least="debate")
    found = read(case, item, luck)
    assert found.min() >= 0.0
    many = case.luck(2, 0, 4000, STEPS)
    at, reached = case.names.postures.index("rok_nuclear"), np.zeros(4000, dtype=bool)
    for moment in case.roll(many):
        if WINDOW[0] <= moment.step <= WINDOW[1]:
            reached |= (moment.before.posture[:, at] >= 1) | (moment.after.posture[:, at] >= 1)
    chance = read(case, item, many)
    assert abs(chance.mean() - reached.mean()) < 4.0 * np.sqrt(reached.var() / 4000)
    assert chance.var() < reached.var()  # what chances are for


def test_a_posture_that_the_script_moves_is_reached_for_sure(case: Case, luck: Luck) -> None:
    item = Observable(posture="rok_lethal_aid", at_least="direct")
    assert (read(case, item, luck) == 1.0).all()
