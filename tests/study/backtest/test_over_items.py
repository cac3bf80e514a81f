"""Skill over items: by hand, and that the runs' own error is in its ranges."""

import numpy as np
import pytest

from sim.study.backtest.chances import Chances, resampled
from sim.study.backtest.other_runs import gathered
from sim.study.backtest.over_items import Told, apart
from sim.study.backtest.scores import DRAWS, Measure, brier, log_score

ITEMS = 12


def arm(runs: int, seed: int, share: float) -> Chances:
    """Every item has the same hits: a share of the runs, whichever they are."""
    hits = (np.random.default_rng(seed).permutation(runs) < share * runs).astype(float)
    return Chances(np.zeros((1, ITEMS)), gathered(np.tile(hits[:, None], ITEMS)), runs)


def told(runs: int, *, sure: bool = False) -> Told:
    """0.35 against 0.30 on twelve items that all happened, from other runs of each arm."""
    arms = arm(runs, 1, 0.35), arm(runs, 2, 0.30)
    said = np.full(ITEMS, 0.35), np.full(ITEMS, 0.30)
    ours, theirs = resampled(arms, DRAWS, 0)
    if sure:
        ours, theirs = (np.tile(p, (DRAWS, 1)) for p in said)
    return Told(tuple("abcdefghijkl"), said, (ours, theirs), np.ones(ITEMS))


@pytest.mark.parametrize("measure", [brier, log_score])
def test_the_error_of_the_runs_is_in_the_ranges(measure: Measure) -> None:
    """The items all say the same, so that only the runs leave a doubt."""
    assert told(40, sure=True).skill(measure, "a", 0).verdict == "better"
    few, many = (told(runs).skill(measure, "a", 0) for runs in (40, 20_000))
    assert (few.verdict, many.verdict) == ("not told apart", "better")
    assert few.value == many.value
    assert few.low < few.low80 < 0.0 < few.high80 < few.high


def test_a_gap_within_the_error_of_the_runs_is_none() -> None:
    assert apart(told(40).others, 0.95) == [False] * ITEMS
    assert apart(told(20_000).others, 0.95) == [True] * ITEMS


def test_by_hand() -> None:
    said = np.array([0.9, 0.5]), np.array([0.6, 0.4])
    others = tuple(np.tile(p, (DRAWS, 1)) for p in said)
    two = Told(("x", "y"), said, (others[0], others[1]), np.array([1.0, 0.0]))
    assert two.means(brier) == pytest.approx(((0.01 + 0.25) / 2, (0.16 + 0.16) / 2))
    found = two.skill(brier, "a", 0)
    assert found.value == pytest.approx(1 - 0.26 / 0.32)
    assert (found.low, found.high) == pytest.approx((1 - 0.25 / 0.16, 1 - 0.01 / 0.16))
    assert two.least(brier) == ("x", pytest.approx(1 - 0.25 / 0.16))
