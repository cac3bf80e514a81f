"""Scores, dominance and mixes of weights: laws that hold for any numbers."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from sim.kernel.arrays import Floats
from sim.study.options.worth import (
    best_of,
    chosen_by,
    dominates,
    scale_of,
    weighted,
    weightings,
)

LEVELS = arrays.arrays(np.float64, (1, 4, 3), elements=st.floats(-10, 10, width=32))
WEIGHTS = arrays.arrays(np.float64, 3, elements=st.floats(0, 100, width=32)).filter(
    lambda weights: weights.sum() > 0.01
)


@given(LEVELS, WEIGHTS)
def test_what_is_dominated_is_so_under_every_weight(good: Floats, weights: Floats) -> None:
    scores = weighted(scale_of(good).scores(good), weights)[0]
    for better, worse in np.argwhere(dominates(good[0])):
        assert scores[better] >= scores[worse]


@given(LEVELS)
def test_what_is_clearly_dominated_is_best_under_no_mix(good: Floats) -> None:
    good[0, 1] = good[0, 0] - 1.0
    assert chosen_by(scale_of(good).scores(good[0]))[1] == 0.0


@given(LEVELS, WEIGHTS)
def test_two_that_are_the_same_score_the_same(good: Floats, weights: Floats) -> None:
    good[0, 2] = good[0, 0]
    scores = weighted(scale_of(good).scores(good), weights)[0]
    assert scores[2] == scores[0]
    assert not dominates(good[0])[[0, 2], [2, 0]].any()


def test_dominance_needs_some_objective_in_which_it_is_better() -> None:
    good = np.array([[1.0, 2.0], [1.0, 1.0], [2.0, 0.0]])
    assert np.argwhere(dominates(good)).tolist() == [[0, 1]]


def test_a_score_goes_from_the_worst_to_the_best_under_any_answer() -> None:
    good = np.array([[[1.0, 5.0], [3.0, 5.0]], [[2.0, 5.0], [5.0, 5.0]]])
    assert scale_of(good).scores(good)[..., 0].tolist() == [[0.0, 0.5], [0.25, 1.0]]
    assert not scale_of(good).scores(good)[..., 1].any()  # no option differs


def test_mixes_are_spread_evenly() -> None:
    mixes = weightings(3)
    assert mixes.sum(axis=1) == pytest.approx(1.0)
    assert mixes.mean(axis=0) == pytest.approx([1 / 3] * 3, abs=0.01)
    assert (mixes[:, 0] > 0.5).mean() == pytest.approx(0.25, abs=0.02)  # of a triangle


def test_half_of_all_mixes_choose_each_of_two_mirror_images() -> None:
    assert chosen_by(np.array([[1.0, 0.0], [0.0, 1.0]])) == pytest.approx([0.5, 0.5], abs=0.02)


def test_those_that_do_the_same_share_the_best_place() -> None:
    assert best_of(np.array([[1.0, 2.0], [1.0, 0.0], [0.0, 1.0]])).tolist() == [
        [0.5, 1.0],
        [0.5, 0.0],
        [0.0, 0.0],
    ]
    assert best_of(np.array([1e6, 1e6 - 1e-6, 1e6 - 1.0])).tolist() == [0.5, 0.5, 0.0]  # rounding


def test_an_objective_in_which_no_option_differs_scores_nothing_in_any_draw() -> None:
    scale = scale_of(np.array([[[1.0, 5.0], [3.0, 5.0]]]))
    assert scale.scores(np.array([2.0, 7.0])).tolist() == [0.5, 0.0]
