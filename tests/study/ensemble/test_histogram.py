"""Quantiles from counts agree with quantiles from the values, to half a bin."""

import numpy as np
import pytest

from sim.kernel.engine.counts import TOGETHER
from sim.study.ensemble.histogram import Histogram

WIDTH = 0.001


@pytest.mark.parametrize("share", [0.1, 0.5, 0.9])
def test_quantiles_are_right_to_half_a_bin(share: float) -> None:
    values = np.random.default_rng(3).normal(0.0, 0.2, size=(997, 4))
    histogram = Histogram(4, -1.0, 1.0, WIDTH)
    for part in np.array_split(values, 7):
        histogram.add(part.T)
    exact = np.quantile(values, share, axis=0, method="inverted_cdf")
    assert np.abs(histogram.quantile(share) - exact).max() <= WIDTH / 2 + 1e-12


def test_zero_is_reported_as_zero() -> None:
    histogram = Histogram(1, -2.0, 2.0, WIDTH)
    histogram.add(np.zeros((1, 50)))
    assert [histogram.quantile(q)[0] for q in (0.1, 0.5, 0.9)] == [0.0, 0.0, 0.0]


def test_what_lies_beyond_counts_at_the_end() -> None:
    histogram = Histogram(1, -1.0, 1.0, WIDTH)
    histogram.add(np.array([[-5.0, 7.0]]))
    assert histogram.quantile(0.1)[0] == -1.0
    assert histogram.quantile(0.9)[0] == 1.0


def test_each_of_many_columns_has_its_own_counts() -> None:
    columns = 2 * TOGETHER + 3
    values = np.linspace(-0.9, 0.9, columns)[None, :].repeat(5, axis=0)
    histogram = Histogram(columns, -1.0, 1.0, WIDTH)
    histogram.add(values.T)
    assert np.abs(histogram.quantile(0.5) - values[0]).max() <= WIDTH / 2 + 1e-12


def test_no_columns_have_no_quantiles() -> None:
    assert Histogram(0, -1.0, 1.0, WIDTH).quantile(0.5).shape == (0,)
