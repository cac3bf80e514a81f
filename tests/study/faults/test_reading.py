"""What is made of paired runs, against sums by hand."""

import numpy as np
import pytest

from sim.study.faults.rates import YEARS, _lag, _variance
from sim.study.faults.reading import mean, ratio


def test_a_mean_and_its_error() -> None:
    value, error = mean(np.array([1.0, 2.0, 3.0, 4.0]))
    assert value == 2.5
    assert error == pytest.approx(np.sqrt(5.0 / 3.0) / 2.0)
    assert mean(np.array([2.0])) == (2.0, None)


def test_a_ratio_of_the_same_runs_is_sure_where_they_move_together() -> None:
    without = np.array([1.0, 2.0, 4.0])
    assert ratio(3.0 * without, without) == (3.0, 0.0)
    value, error = ratio(np.array([4.0, 2.0, 1.0]), without)
    assert value == 1.0
    assert error is not None
    assert error > 0.5


def test_there_is_no_ratio_to_nothing() -> None:
    assert ratio(np.ones(3), np.zeros(3)) == (None, None)


def test_spells_and_even_months_are_told_apart() -> None:
    even = np.tile([True, False], 6 * YEARS)[None]
    years = np.repeat([True, False] * (YEARS // 2), 12)[None]
    assert _variance(even)[0] == 0.0
    assert _variance(years)[0] == pytest.approx(36.0 * YEARS / (YEARS - 1))
    assert _lag(even)[0] < -0.9
    assert _lag(years)[0] > 0.8
    assert _lag(np.ones((1, 12 * YEARS), dtype=np.bool_))[0] == 0.0
