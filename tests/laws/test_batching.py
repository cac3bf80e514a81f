"""Law 4: a run does not know which batch it is in."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.binding import Case
from tests.laws.rolled import assert_same, rolled
from tests.laws.worlds import Recipe, recipes

LONE = (0, 3, 417, 998)  # on and off the four-word blocks of the counter


def test_lone_runs_of_the_default_world(scripted: Case) -> None:
    many = rolled(scripted, runs=1000, steps=18)
    for run in LONE:
        assert_same(rolled(scripted, first_run=run, runs=1, steps=18), many, slice(run, run + 1))


def test_batch_of_seven_of_the_default_world(scripted: Case) -> None:
    many = rolled(scripted, runs=1000, steps=18)
    for first in (0, 413, 993):
        few = rolled(scripted, first_run=first, runs=7, steps=18)
        assert_same(few, many, slice(first, first + 7))


@given(recipes(), st.booleans(), st.integers(0, 92))
def test_random_worlds(recipe: Recipe, scripted: bool, first: int) -> None:
    case = recipe.case(scripted=scripted)
    many = rolled(case, runs=100, steps=10)
    assert_same(rolled(case, first_run=first, runs=7, steps=10), many, slice(first, first + 7))
    lone = rolled(case, first_run=first, runs=1, steps=10)
    assert_same(lone, many, slice(first, first + 1))


@pytest.mark.slow
@given(recipes(extreme=True), st.integers(0, 99))
def test_extreme_worlds(recipe: Recipe, run: int) -> None:
    case = recipe.case()
    many = rolled(case, runs=100, steps=30)
    assert_same(rolled(case, first_run=run, runs=1, steps=30), many, slice(run, run + 1))


def test_runs_far_out(baseline: Case) -> None:
    """Run 10**12 exists, alone and in company."""
    first = 10**12
    many = rolled(baseline, first_run=first - 3, runs=7, steps=3)
    assert_same(rolled(baseline, first_run=first, runs=1, steps=3), many, slice(3, 4))


def test_shorter_horizon(baseline: Case) -> None:
    """How long a run will be makes no difference to how it begins."""
    assert_same(rolled(baseline, steps=5), rolled(baseline, steps=12)[:5])


@pytest.mark.slow
def test_ten_thousand_runs(scripted: Case) -> None:
    many = rolled(scripted, runs=10_000, steps=6)
    for first in range(0, 10_000, 1993):
        for runs in (1, 7, 1000):
            stop = min(first + runs, 10_000)
            few = rolled(scripted, first_run=first, runs=stop - first, steps=6)
            assert_same(few, many, slice(first, stop))
