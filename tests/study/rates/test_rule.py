"""The rule for base rates: by hand, and what must hold of it for any record."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sim.kernel.arrays import Floats
from sim.results.rates import HALF_LIFE, PRIOR
from sim.study.rates.rule import base_rate, enough, rates_ahead, weights
from sim.study.rates.series import Numbers

RECORDS = st.lists(st.sampled_from((0.0, 1.0)), min_size=18, max_size=160).map(np.array)


def ago(happened: Floats) -> Numbers:
    return np.arange(len(happened))[::-1]


def test_by_hand() -> None:
    """A month with it one half-life back counts half, this month without it fully."""
    found = base_rate(np.array([1.0, 0.0]), np.array([18, 0]), half_life=18.0, prior=0.5)
    assert found.value == pytest.approx((0.5 + 0.5) / (1.5 + 1.0))


@settings(max_examples=20, deadline=None)
@given(RECORDS)
def test_the_range_holds_the_value_and_keeps_to_chances(happened: Floats) -> None:
    found = base_rate(happened, ago(happened))
    assert 0.0 < found.low <= found.value <= found.high < 1.0


@settings(max_examples=20, deadline=None)
@given(RECORDS)
def test_draws_are_on_average_near_the_value(happened: Floats) -> None:
    """Runs draw rates from a triangle in the logarithm, with the value as the likeliest."""
    found = base_rate(happened, ago(happened))
    low, mode, high = np.log((found.low, found.value, found.high))
    turns = np.linspace(low, high, 4001)
    density = np.where(turns < mode, (turns - low) / (mode - low), (high - turns) / (high - mode))
    mean = float((np.exp(turns) * density).sum() / density.sum())
    assert 0.98 <= mean / found.value <= 1.25


@settings(max_examples=20, deadline=None)
@given(RECORDS, st.integers(0, 159))
def test_one_more_month_with_it_raises_the_rate_the_later_the_more(
    happened: Floats, at: int
) -> None:
    quiet = np.zeros(len(happened))
    early, late = quiet.copy(), quiet.copy()
    early[at % len(quiet)], late[-1] = 1.0, 1.0
    rates = [base_rate(one, ago(one)) for one in (quiet, early, late)]
    assert rates[0].value < rates[1].value <= rates[2].value
    more = happened.copy()
    more[at % len(more)] = 1.0
    assert base_rate(more, ago(more)).value >= base_rate(happened, ago(happened)).value


@settings(max_examples=20, deadline=None)
@given(RECORDS, st.floats(2.0, 60.0), st.sampled_from((0.25, 0.5)))
def test_the_rates_month_by_month_are_those_of_the_months_so_far(
    happened: Floats, half_life: float, prior: float
) -> None:
    at = np.cumsum(1 + (np.arange(len(happened)) % 7 == 3) * 5)  # with gaps
    told = rates_ahead(happened, at, half_life, prior)
    for n in (0, len(happened) // 2, len(happened) - 1):
        so_far = base_rate(happened[: n + 1], at[n] - at[: n + 1], half_life, prior)
        assert told[n] == pytest.approx(so_far.value)


def test_after_a_stop_the_rate_sinks_below_the_share_of_the_record() -> None:
    """Six years with it every fourth month, then as many without: no average of the two."""
    happened = np.concatenate([np.tile([1.0, 0.0, 0.0, 0.0], 18), np.zeros(72)])
    assert base_rate(happened, ago(happened)).value < happened.mean() / 4.0


def test_enough_is_the_last_half_life() -> None:
    months = int(HALF_LIFE)
    assert enough(weights(np.arange(months)))
    assert not enough(weights(np.arange(months - 1)))
    assert not enough(weights(np.arange(months, 200)))
    assert 0.0 < PRIOR <= 0.5
