"""A rate as a Beta, and back: the two readings of one rule agree."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.world.beta import LEAST, MOST, beta_below, rate, strength


@given(st.floats(0.002, 0.95), st.floats(2.0, 2000.0))
def test_the_range_of_a_beta_tells_how_strong_it_is(value: float, months: float) -> None:
    """But for Betas so weak that a stronger one of the same mean reaches as high."""
    a, b = value * months, (1.0 - value) * months
    found = strength(value, rate(a, b).high)
    assert found >= months * (1.0 - 1e-6)
    if value >= 0.1 or a >= 0.5:
        assert found == pytest.approx(months, rel=1e-5)


@given(st.floats(0.001, 0.9), st.floats(1.05, 2.9))
def test_the_narrower_the_stronger(value: float, factor: float) -> None:
    high = value + (1.0 - value) * (factor - 1.0) / 2.0
    nearer = value + (high - value) / 2.0
    assert strength(value, nearer) >= strength(value, high) > 0.0


def test_its_tail_is_a_tenth() -> None:
    months = strength(0.12, 0.22)
    assert beta_below(0.22, 0.12 * months, 0.88 * months) == pytest.approx(0.9, abs=1e-9)


def test_where_no_beta_reaches_the_widest_is_taken() -> None:
    high = 0.004
    widest = strength(0.001, high)
    assert widest > 2 * LEAST
    share = beta_below(high, 0.001 * widest, 0.999 * widest)
    for months in (widest / 2, widest * 2):
        assert beta_below(high, 0.001 * months, 0.999 * months) > share
    assert strength(0.5, 0.999999) == pytest.approx(LEAST)
    assert strength(0.3, 0.3 + 1e-6) == pytest.approx(MOST)
