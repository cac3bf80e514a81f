"""The forecasters know what they should, and nothing after the origin."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sim.kernel.arrays import Floats
from sim.study.backtest.rivals import FORECASTERS, base_rate, persistence, slow_level, the_rule
from sim.study.rates.rule import rates_ahead
from sim.study.rates.series import Series
from sim.world.month import next_month


def made(happened: Floats, gap: int = 0) -> Series:
    """A series from 2000 on, with a gap of so many months in the middle."""
    half = len(happened) // 2
    months = [next_month("2000-01", n + gap * (n >= half)) for n in range(len(happened))]
    return Series("a", tuple(months), happened)


@settings(max_examples=20, deadline=None)
@given(
    st.lists(st.sampled_from((0.0, 1.0)), min_size=30, max_size=60).map(np.array),
    st.integers(2, 28), st.integers(0, 3), st.sampled_from((1, 3)),
)  # fmt: skip
def test_what_comes_later_changes_nothing(happened: Floats, at: int, gap: int, lead: int) -> None:
    other = happened.copy()
    other[at + 1 :] = 1.0 - other[at + 1 :]
    for say in FORECASTERS.values():
        before = say(made(happened, gap), lead)[: at + 1]
        assert np.array_equal(before, say(made(other, gap), lead)[: at + 1])
        assert ((before > 0.0) & (before < 1.0)).all()


def test_base_rate_forgets_nothing() -> None:
    assert base_rate(made(np.array([1.0, 1.0, 0.0, 0.0])), 1)[-1] == pytest.approx(2.5 / 5.0)


def test_slow_level_follows_a_change() -> None:
    happened = np.concatenate([np.zeros(60), np.ones(60)])
    assert slow_level(made(happened), 1)[-1] > 0.9
    assert slow_level(made(1.0 - happened), 1)[-1] < 0.1


def test_persistence_is_a_table_of_what_followed() -> None:
    one = made(np.tile([1.0, 0.0], 60))  # after a month without always one with
    assert persistence(one, 1)[-1] == pytest.approx(59.5 / 60)
    assert persistence(one, 2)[-1] == pytest.approx(0.5 / 60)


def test_the_rule_is_that_of_the_worlds_rates() -> None:
    one = made(np.tile([1.0, 0.0, 0.0], 20), gap=5)
    assert np.array_equal(the_rule(one, 3), rates_ahead(one.happened, one.at))
