"""Scores by hand, and the properties that make them proper."""

import numpy as np
import pytest

from sim.kernel.arrays import Floats
from sim.results.backtest import Skill
from sim.study.backtest.scores import (
    Forecast,
    Ints,
    brier,
    in_blocks,
    judged,
    log_score,
    reliability,
    score,
    steps,
)
from sim.study.backtest.scores import skill as skill_in_blocks


def skill(ours: Floats, theirs: Floats, month: Ints, rival: str, seed: int) -> Skill:
    return skill_in_blocks(in_blocks(ours, month), in_blocks(theirs, month), rival, seed)


def test_by_hand() -> None:
    found = score(Forecast("x", np.array([0.8, 0.3])), np.array([1.0, 0.0]))
    assert found.brier == pytest.approx((0.04 + 0.09) / 2)
    assert found.log == pytest.approx(-(np.log(0.8) + np.log(0.7)) / 2)


def test_the_truth_scores_best() -> None:
    """Expected over an event of chance 0.3, no probability scores below 0.3 itself."""
    said = np.linspace(0.01, 0.99, 99)
    for measure in (brier, log_score):
        expected = 0.3 * measure(said, np.ones(99)) + 0.7 * measure(said, np.zeros(99))
        assert said[np.argmin(expected)] == pytest.approx(0.3)


def test_a_certainty_that_fails_is_finite() -> None:
    assert np.isfinite(log_score(np.array([0.0, 1.0]), np.array([1.0, 0.0]))).all()


def test_blocks_are_added_up_round_the_ring() -> None:
    """Months out of order, one with two events; a block goes on with the first month."""
    losses = np.arange(1.0, 31.0)
    month = np.append(np.arange(29)[::-1], 28)
    by_month = np.append(np.arange(29.0, 1.0, -1.0), 1.0 + 30.0)
    blocks = in_blocks(losses, month)
    assert (blocks.length, blocks.mean) == (12, losses.mean())
    wanted = [np.roll(by_month, -first)[:12].sum() for first in range(29)]
    assert blocks.sums == pytest.approx(np.array(wanted))
    alone = in_blocks(losses, month, 1)
    assert (alone.length, list(alone.sums)) == (1, list(by_month))


def test_skill_and_its_range() -> None:
    drawn = np.random.default_rng(3)
    month = np.repeat(np.arange(120), 2)
    theirs = drawn.random(240)
    half = skill(theirs / 2, theirs, month, "a", seed=0)
    assert half.value == half.low == half.high == half.low80 == half.high80 == pytest.approx(0.5)
    assert half.verdict == "better"
    assert skill(theirs * 2, theirs, month, "a", seed=0).verdict == "worse"
    other = skill(np.roll(theirs, 2), theirs, month, "a", seed=0)
    assert other.low < other.low80 < other.value < other.high80 < other.high
    assert other.value == pytest.approx(0.0)
    assert other.verdict == "not told apart"
    assert skill(theirs / 2, theirs, month, "a", seed=0) == half


@pytest.mark.parametrize("months", [48, 144])
def test_the_ranges_hold_what_they_say(months: int) -> None:
    """Of two forecasters that are equally good, 95 and 80 of 100 ranges or so hold 0.

    Losses of neighbouring months are alike; without the widening 80 of 100 ranges that are said to
    hold 95 do in four blocks.
    """
    drawn = np.random.default_rng(5)
    wide = narrow = 0
    for _ in range(100):
        shock = drawn.normal(size=months + 1)
        ours, theirs = 5.0 + shock[1:] + 0.5 * shock[:-1], 5.0 + drawn.normal(size=months)
        one = skill(ours, theirs, np.arange(months), "a", seed=0)
        wide += one.low <= 0.0 <= one.high
        narrow += one.low80 <= 0.0 <= one.high80
    assert wide >= 90
    assert 68 <= narrow <= 92


def test_the_wide_range_decides() -> None:
    drawn = np.random.default_rng(1).normal(0.1, 0.06, 10_000)
    one = judged("a", 0.1, drawn, units=1_000, fewest=10)
    assert one.low < 0.0 < one.low80
    assert one.verdict == "not told apart"
    assert judged("a", 0.2, drawn + 0.1, units=1_000, fewest=10).verdict == "better"
    assert judged("a", -0.3, drawn - 0.4, units=1_000, fewest=10).verdict == "worse"
    assert one.low == pytest.approx(0.1 - 1.96 * 0.06, abs=0.01)
    assert one.high80 == pytest.approx(0.1 + 1.2816 * 0.06, abs=0.01)


def test_few_units_widen_and_are_not_judged() -> None:
    drawn = np.random.default_rng(1).normal(0.5, 0.06, 10_000)
    many, few = (judged("a", 0.5, drawn, units=n, fewest=10) for n in (1_000, 9))
    assert (many.verdict, few.verdict) == ("better", "too few to tell")
    assert few.low < many.low < many.high < few.high


def test_three_years_are_too_few() -> None:
    drawn = np.random.default_rng(3)
    theirs = 1.0 + drawn.random(48)
    for months, verdict in ((47, "too few to tell"), (48, "better")):
        one = skill(theirs[:months] / 2, theirs[:months], np.arange(months), "a", seed=0)
        assert one.verdict == verdict


def test_bins() -> None:
    said = np.array([0.1, 0.15, 0.5, 1.0])
    bins = reliability(said, np.array([0.0, 1.0, 1.0, 1.0]))
    assert [(b.low, b.events, round(b.said, 3), b.happened) for b in bins] == [
        (0.0, 2, 0.125, 0.5),
        (0.4, 1, 0.5, 1.0),
        (0.8, 1, 1.0, 1.0),
    ]


def test_months_count_up() -> None:
    assert np.diff(steps(["2023-11", "2023-12", "2024-01", "2025-01"])).tolist() == [1, 1, 12]
