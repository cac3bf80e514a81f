import numpy as np
import pytest

from sim.results.card import verdict
from sim.study.scorecard.verdicts import (
    Readings,
    drawn_in,
    luck_share,
    outcome,
    score_of,
    share,
)
from sim.world.scorecard import CausalTest
from tests.study.scorecard.desk import FEW, few, rolled, told

DRAWS = 20_000


def noisy(true: np.ndarray, noise: float) -> np.ndarray:
    """(half, draw) two halves, each with twice the variance that their mean is to have."""
    rng = np.random.default_rng(7)
    return true + rng.normal(0.0, noise * np.sqrt(2.0), (2, len(true)))


@pytest.mark.parametrize("noise", [0.0, 0.5, 1.0, 2.0])
def test_luck_is_taken_out_of_a_probability(noise: float) -> None:
    """With noise up to four times the variance between draws the true share comes back."""
    true = np.random.default_rng(3).normal(1.0, 1.0, DRAWS)
    halves = noisy(true, noise)
    whole = halves.mean(axis=0)
    luck = luck_share(whole, halves)
    assert luck == pytest.approx(noise**2 / (1.0 + noise**2), abs=0.02)
    assert share(drawn_in(whole, luck)) == pytest.approx((true > 0.0).mean(), abs=0.02)
    if noise >= 1.0:
        assert share(whole) < share(drawn_in(whole, luck)) - 0.05  # what it would be otherwise


def test_drawing_in_keeps_the_mean_and_takes_the_variance() -> None:
    values = np.random.default_rng(1).normal(3.0, 2.0, 500)
    found = drawn_in(values, 0.75)
    assert found.mean() == pytest.approx(values.mean())
    assert found.var() == pytest.approx(0.25 * values.var())


def test_a_draw_in_which_nothing_moves_is_no_vote() -> None:
    assert share(np.zeros(10)) == 0.5
    assert share(np.array([1.0, 0.0, -1.0, 1.0])) == 0.625


@pytest.mark.parametrize(
    ("said", "with_", "without", "positive"),
    [
        ({"expect": "rises"}, 2.0, 1.0, True),
        ({"expect": "rises"}, 1.0, 2.0, False),
        ({"expect": "falls"}, 1.0, 2.0, True),
        ({"expect": "stays", "margin": 0.1}, 1.05, 1.0, True),
        ({"expect": "stays", "margin": 0.1}, 0.85, 1.0, False),
        ({"expect": "seldom", "margin": 0.1}, 0.09, 0.01, True),
        ({"expect": "seldom", "margin": 0.1}, 0.11, 0.11, False),
    ],
)
def test_scores_are_positive_where_the_model_agrees(
    said: dict[str, object], with_: float, without: float, positive: bool
) -> None:
    read = Readings(np.array([with_]), np.array([without]), np.zeros(1))
    test = told(alignment="KOR>USA", **said)
    assert bool(score_of(test, "difference", read)[0] > 0.0) is positive


def test_an_order_compares_what_both_change_by() -> None:
    test = told(alignment="PRK>RUS", expect="exceeds", than={"alignment": "PRK>CHN"})
    read = Readings(np.array([0.5, 0.5]), np.array([0.2, 0.2]), np.array([0.1, 0.4]))
    assert score_of(test, "difference", read) == pytest.approx([0.2, -0.1])


def test_acts_are_compared_as_a_ratio() -> None:
    found = outcome(few().bound[FEW.index("lethal_aid_brings_arms")], rolled(few()))
    assert found.measure == "ratio"
    assert found.effect == pytest.approx(found.with_ / found.without)
    assert found.quantile(0.1) < found.effect < found.quantile(0.9)


def test_levels_are_compared_as_a_difference() -> None:
    bound = few().bound[FEW.index("pyongyang_prefers_moscow")]
    read = rolled(few())
    found = outcome(bound, read)
    (arm, gauge), (base, base_gauge) = bound.with_, bound.without
    than = [read[a][g].mean() for a, g in bound.than or ()]
    wanted = read[arm][gauge].mean() - read[base][base_gauge].mean() - (than[0] - than[1])
    assert found.measure == "difference"
    assert found.effect == pytest.approx(wanted)


def test_words_for_probabilities() -> None:
    said = [verdict(p) for p in (1.0, 0.9, 0.89, 0.66, 0.65, 0.35, 0.34, 0.11, 0.1, 0.0)]
    assert said == [
        "agrees", "agrees", "leans to", "leans to", "undecided", "undecided",
        "leans against", "leans against", "contradicts", "contradicts",
    ]  # fmt: skip


def test_a_contrary_expectation_gives_the_contrary_verdict() -> None:
    """The same readings under the opposite expectation: the probabilities add up to 1."""
    bound = few().bound[FEW.index("seoul_moves_to_lift_its_ban")]
    read = rolled(few())
    turned = bound.test.model_copy(update={"expect": "falls"})
    assert isinstance(turned, CausalTest)
    other = outcome(type(bound)(turned, bound.with_, bound.without, None), read)
    assert other.probability == pytest.approx(1.0 - outcome(bound, read).probability)
