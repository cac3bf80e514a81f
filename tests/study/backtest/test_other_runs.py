"""Other runs: groups that add up, weights that spread shares as more runs would."""

import numpy as np
import pytest

from sim.study.backtest.chances import Chances, resampled
from sim.study.backtest.other_runs import GROUPS, gathered, groups, sizes, weights


@pytest.mark.parametrize("runs", [1, 20, 100, 101, 257, 2000])
def test_groups_hold_every_run_once(runs: int) -> None:
    assert sizes(runs).sum() == runs
    assert len(sizes(runs)) == min(runs, GROUPS)
    assert sizes(runs).max() - sizes(runs).min() <= 1
    assert (np.diff(groups(runs)) >= 0).all()
    figures = np.random.default_rng(0).random((runs, 3))
    assert gathered(figures).sum(axis=0) == pytest.approx(figures.sum(axis=0))


def test_weights_count_every_run_once_on_average() -> None:
    drawn = weights(250, 4000, 1)
    assert drawn @ sizes(250) == pytest.approx(250.0)
    assert drawn.mean(axis=0) == pytest.approx(1.0, abs=0.08)
    assert np.array_equal(drawn, weights(250, 4000, 1))
    assert not np.array_equal(drawn, weights(250, 4000, 2))


def arm(runs: int, share: float) -> Chances:
    hits = (np.arange(runs) * 7919 % runs < share * runs)[:, None].astype(float)
    return Chances(np.zeros((1, 1)), gathered(hits), runs)


@pytest.mark.parametrize("runs", [80, 2000])
def test_shares_spread_as_those_of_other_runs_would(runs: int) -> None:
    """The standard error of a share of independent runs, sqrt(p (1 - p) / n)."""
    (drawn,) = resampled([arm(runs, 0.2)], 10_000, 0)
    assert drawn.mean() == pytest.approx(0.2, abs=0.01)
    assert drawn.std() == pytest.approx((0.2 * 0.8 / runs) ** 0.5, rel=0.15)


def test_no_hit_is_not_certainty() -> None:
    """Jeffreys: Beta(1/2, n + 1/2) ends at 0.024 (97.5 per cent) for none of 100."""
    (none,) = resampled([arm(100, 0.0)], 10_000, 0)
    assert np.quantile(none, 0.975) == pytest.approx(0.0248, abs=0.003)
    (every,) = resampled([arm(100, 1.0)], 10_000, 0)
    assert np.quantile(every, 0.025) == pytest.approx(1 - 0.0248, abs=0.003)


def test_equal_arms_stay_equal() -> None:
    one, other = resampled([arm(300, 0.3), arm(300, 0.3)], 50, 0)
    assert np.array_equal(one, other)
