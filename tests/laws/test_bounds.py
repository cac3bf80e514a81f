"""Law 6: whatever a valid world says, its quantities keep to their ranges."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.binding import Case
from sim.kernel.latent import LATENT_LIMIT
from sim.kernel.memory.threats import LOUDEST
from sim.kernel.state import State
from sim.kernel.step import Moment
from tests.laws.rolled import rolled
from tests.laws.worlds import Recipe, recipes

SHARES = ("dependence", "commitment", "assurance", "expected", "credibility")


def test_default_world(scripted: Case) -> None:
    everything_in_bounds(scripted, rolled(scripted, runs=200, steps=60, post=True))


@given(recipes(), st.booleans())
def test_random_worlds(recipe: Recipe, scripted: bool) -> None:
    case = recipe.case(scripted=scripted)
    everything_in_bounds(case, rolled(case, steps=60, post=True))


@given(recipes(extreme=True), st.booleans())
def test_extreme_worlds(recipe: Recipe, scripted: bool) -> None:
    case = recipe.case(scripted=scripted)
    everything_in_bounds(case, rolled(case, steps=60, post=True))


@pytest.mark.slow
@given(recipes(extreme=True), st.sampled_from(["structural_pull", "patron_rivalry", "stability"]))
def test_extreme_worlds_without_a_brake(recipe: Recipe, off: str) -> None:
    case = recipe.case(off=[off])
    everything_in_bounds(case, rolled(case, steps=60, post=True))


@pytest.mark.slow
@given(recipes(extreme=True))
def test_extreme_worlds_for_fifty_years(recipe: Recipe) -> None:
    case = recipe.case()
    everything_in_bounds(case, rolled(case, steps=600, post=True))


def everything_in_bounds(case: Case, moments: list[Moment]) -> None:
    state_in_bounds(case, moments[0].before)
    for moment in moments:
        state_in_bounds(case, moment.after)
        chances_in_bounds(case, moment)
        assert set(np.unique(moment.taken)) <= {0.0, 1.0}
        assert within(moment.after.surprise, -1.0, 1.0)
        assert moment.posted is not None
        assert np.isfinite(moment.posted).all()


def state_in_bounds(case: Case, s: State) -> None:
    assert within(s.latent, -LATENT_LIMIT, LATENT_LIMIT)
    assert (np.abs(s.alignment) < 1.0).all()
    assert within(s.tension, 0.0, 10.0)
    for field in SHARES:
        assert within(getattr(s, field), 0.0, 1.0), field
    assert within(s.voiced, 0.0, LOUDEST)
    assert within(s.pulled, -1.0, 1.0)
    for field in ("grievance", "coming", "stock", "pace"):
        assert np.isfinite(getattr(s, field)).all(), field
    tops = list(case.frame.levels)
    for act in case.frame.acts:
        for which, level in act.moves:
            tops[which] = max(tops[which], level)
    assert (s.posture >= 0.0).all()
    assert (s.posture <= np.array(tops)).all()
    assert np.array_equal(s.posture, np.floor(s.posture))


def chances_in_bounds(case: Case, moment: Moment) -> None:
    """With doing nothing, the chances of an instrument's actions add up to one."""
    chance = moment.odds.probability
    assert within(chance, 0.0, 1.0)
    assert np.isfinite(moment.odds.tilt).all()
    for line in range(len(case.frame.lines)):
        total = chance[:, case.line == line].sum(axis=1)
        assert (total <= 1.0 + 1e-12).all()
        taken = moment.taken[:, case.line == line].sum(axis=1)
        assert (taken <= 1.0).all()
    impossible = moment.odds.possible == 0.0
    assert (chance[impossible] == 0.0).all()


def within(array: np.ndarray, low: float, high: float) -> bool:
    return bool(((array >= low) & (array <= high)).all())  # false for a NaN
