"""How often an option is best once luck is taken out, on outcomes that are made up."""

import numpy as np
import pytest

from sim.kernel.arrays import Floats
from sim.study.options.draws import over_draws, without_luck


def made_up(values: float, luck: float, lead: float, *, seed: int = 1) -> Floats:
    """Two options: the first leads by so much, give or take what values and luck do."""
    draws, courses = 400, 4
    source = np.random.default_rng(seed)
    gap = lead + values * source.standard_normal((draws, 1))
    noise = luck * source.standard_normal((draws, courses))
    return np.stack([gap + noise, np.zeros((draws, courses))])


@pytest.mark.parametrize(("values", "luck", "truth"), [(0.0, 2.0, 1.0), (0.5, 2.0, 0.726)])
def test_luck_is_taken_out_of_how_often_an_option_is_best(
    values: float, luck: float, truth: float
) -> None:
    found, plainly, covered = [], [], []
    for seed in range(12):
        good = made_up(values, luck, lead=0.3, seed=seed)
        of_first = over_draws(good)
        found.append(of_first.best[0])
        covered.append(abs(of_first.best[0] - truth) <= 2 * of_first.best_error[0])
        plainly.append((good.mean(axis=2)[0] > 0.0).mean())
    assert np.mean(found) == pytest.approx(truth, abs=0.08)
    assert np.mean(plainly) < truth - 0.1  # what luck would feign
    assert np.mean(covered) >= 0.7


def test_what_values_do_stays() -> None:
    good = made_up(values=1.0, luck=1.0, lead=0.0)
    moved = without_luck(good)
    assert (moved[0] - moved[1]).std() == pytest.approx(1.0, rel=0.1)
    assert over_draws(good).best[0] == pytest.approx(0.5, abs=0.06)


def test_means_stay_as_they_are() -> None:
    good = made_up(values=1.0, luck=3.0, lead=0.2)
    assert without_luck(good).mean(axis=1) == pytest.approx(good.mean(axis=(1, 2)))


def test_regret_is_what_perfect_knowledge_gains() -> None:
    good = made_up(values=1.0, luck=0.0, lead=0.0)
    gap = good[0, :, 0]
    assert over_draws(good).regret == pytest.approx(
        [np.maximum(-gap, 0.0).mean(), np.maximum(gap, 0.0).mean()]
    )


def test_two_that_are_the_same_share_every_draw() -> None:
    good = made_up(values=1.0, luck=1.0, lead=0.5)
    found = over_draws(good[[0, 0, 1]])
    assert found.best[0] == found.best[1]
    assert found.best.sum() == pytest.approx(1.0)
    assert found.regret[0] == pytest.approx(found.regret[1])


def test_what_never_varies_has_no_doubt() -> None:
    found = over_draws(np.ones((2, 50, 4)) * np.array([[[2.0]], [[1.0]]]))
    assert found.best.tolist() == [1.0, 0.0]
    assert found.regret.tolist() == [0.0, 1.0]
    assert not found.best_error.any()


def test_where_eight_in_ten_draws_lie_is_told_from_the_best_on_average() -> None:
    """In every draw the same one, though another may be better in it."""
    good = made_up(values=1.0, luck=0.0, lead=0.2)
    found = over_draws(good)
    gap = good[0, :, 0]
    assert gap.mean() > 0.0 > np.quantile(gap, 0.1)
    assert found.low == pytest.approx([0.0, np.quantile(-gap, 0.1)])
    assert found.high == pytest.approx([0.0, np.quantile(-gap, 0.9)])


def test_errors_are_those_of_the_mean_over_draws() -> None:
    good = made_up(values=1.0, luck=0.0, lead=0.0)
    lost = np.maximum(-good[0, :, 0], 0.0)
    found = over_draws(good)
    assert found.regret_error[0] == pytest.approx(lost.std() / np.sqrt(len(lost)), rel=0.35)
    best = found.best[0]
    assert found.best_error[0] == pytest.approx(np.sqrt(best * (1 - best) / len(lost)), rel=0.35)
