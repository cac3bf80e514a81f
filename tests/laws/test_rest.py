"""Law 1: without a scripted event the world stays at rest."""

import math

import numpy as np
import pytest
from hypothesis import given

from sim.binding import Case
from sim.kernel.arrays import Floats
from sim.kernel.state import SYMBOLS
from sim.kernel.step import Moment, advance, odds
from tests.laws.rolled import rolled
from tests.laws.worlds import Recipe, recipes

ERROR = 1e-6  # chance that a sound model fails a test of frequencies

# mean drift over 24 steps that still counts as rest (seen: .022, .019, .025, .011, .15, .09, .01)
BOUNDS = {
    "alignment": 0.05,
    "dependence": 0.05,
    "assurance": 0.05,
    "commitment": 0.05,
    "tension": 0.20,
    "pulled": 0.15,
    "credibility": 0.05,
}


@pytest.fixture(scope="module")
def moments(baseline: Case) -> list[Moment]:
    return rolled(baseline, runs=2000, steps=24)


@pytest.mark.parametrize("field", BOUNDS)
def test_nothing_drifts(baseline: Case, moments: list[Moment], field: str) -> None:
    start, end = getattr(moments[0].before, field), getattr(moments[-1].after, field)
    drift = (end - start).mean(axis=0)
    assert np.abs(drift).max() < BOUNDS[field], int(np.abs(drift).argmax())


def test_first_steps_chances_are_base_rates(baseline: Case, moments: list[Moment]) -> None:
    chances_are_base_rates(baseline, moments[0])


def test_first_steps_frequencies_are_base_rates(baseline: Case) -> None:
    frequencies_are_base_rates(baseline, rolled(baseline, runs=6000, steps=1)[0])


@pytest.mark.slow
@given(recipes())
def test_random_worlds_start_at_their_base_rates(recipe: Recipe) -> None:
    case = recipe.case()
    first = rolled(case, runs=3000, steps=1)[0]
    chances_are_base_rates(case, first)
    frequencies_are_base_rates(case, first)


@given(recipes(extreme=True))
def test_extreme_worlds_start_at_their_base_rates(recipe: Recipe) -> None:
    case = recipe.case()
    chances_are_base_rates(case, rolled(case, runs=20, steps=1)[0])


@given(recipes())
def test_what_is_expected_moves_nothing(recipe: Recipe) -> None:
    """Were every action taken to the degree that is expected of it, nothing would move at all."""
    expected_deeds_move_nothing(recipe.case())


@pytest.mark.slow
@given(recipes(extreme=True))
def test_what_is_expected_moves_nothing_in_extreme_worlds(recipe: Recipe) -> None:
    expected_deeds_move_nothing(recipe.case())


def test_what_is_expected_moves_nothing_in_the_default_world(baseline: Case) -> None:
    expected_deeds_move_nothing(baseline)


def expected_deeds_move_nothing(case: Case) -> None:
    batch = case.batch(case.values.uniforms(1, 0, 20))
    likely = odds(batch, batch.start)
    after = advance(batch, batch.start, 1, likely, likely.possible * batch.value("base_rate")).after
    for field in set(SYMBOLS) - {"commitment", "assurance"}:  # a pledge counts, expected or not
        moved = getattr(after, field) - getattr(batch.start, field)
        assert np.abs(moved).max(initial=0.0) < 1e-15, field


def base_rates(case: Case, runs: int) -> Floats:
    return case.batch(case.values.uniforms(1, 0, runs)).value("base_rate")


def chances_are_base_rates(case: Case, first: Moment) -> None:
    rates = base_rates(case, first.before.runs)
    possible = first.odds.possible
    assert set(np.unique(possible)) <= {0.0, 1.0}
    assert np.abs(first.odds.probability - rates * possible).max() < 1e-12


def frequencies_are_base_rates(case: Case, first: Moment) -> None:
    """Each action's count lies within Bernstein's bound, with ERROR shared among the actions."""
    rates = base_rates(case, first.before.runs) * first.odds.possible
    surplus = np.abs(first.taken.sum(axis=0) - rates.sum(axis=0))
    spread = (rates * (1.0 - rates)).sum(axis=0)
    log = math.log(2.0 * case.frame.actions / ERROR)
    assert (surplus <= log / 3.0 + np.sqrt(log**2 / 9.0 + 2.0 * log * spread)).all()
