"""Scores by hand, and the properties that make them proper."""

import numpy as np
import pytest

from sim.study.backtest.scores import (
    Forecast,
    brier,
    log_score,
    ranked,
    reliability,
    score,
    skill,
    steps,
)


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


def test_ranked_by_hand() -> None:
    """Epstein: squared distance of cumulative chances, over the number of steps between counts."""
    assert ranked(np.array([0.0, 1.0, 0.0]), 1) == 0.0
    assert ranked(np.array([1.0, 0.0, 0.0]), 2) == pytest.approx(1.0)
    assert ranked(np.array([0.2, 0.5, 0.3]), 1) == pytest.approx((0.04 + 0.09) / 2)
    near, far = ranked(np.array([0.0, 1.0, 0.0]), 2), ranked(np.array([1.0, 0.0, 0.0]), 2)
    assert near < far


def test_skill_and_its_range() -> None:
    drawn = np.random.default_rng(3)
    month = np.repeat(np.arange(120), 2)
    theirs = drawn.random(240)
    half = skill(theirs / 2, theirs, month, "a", seed=0)
    assert half.value == half.low == half.high == pytest.approx(0.5)
    assert half.verdict == "better"
    assert skill(theirs * 2, theirs, month, "a", seed=0).verdict == "worse"
    other = skill(np.roll(theirs, 2), theirs, month, "a", seed=0)
    assert other.low < other.value < other.high
    assert other.value == pytest.approx(0.0)
    assert other.verdict == "not told apart"
    assert skill(theirs / 2, theirs, month, "a", seed=0) == half


def test_the_range_holds_what_it_says() -> None:
    """Of two forecasters that are equally good, 8 of 10 ranges or so hold 0."""
    drawn = np.random.default_rng(5)
    month = np.arange(240)
    held = 0
    for _ in range(60):
        one = skill(drawn.random(240) + 1.0, drawn.random(240) + 1.0, month, "a", seed=0)
        held += one.low <= 0.0 <= one.high
    assert 38 <= held <= 58


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
