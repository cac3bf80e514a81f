"""What would turn a choice, on outcomes that are made up, and how outcomes are judged."""

from dataclasses import replace
from types import SimpleNamespace
from typing import Any, cast

import numpy as np
import pytest

from sim.binding.values import ValueTable, Way
from sim.kernel.arrays import Floats
from sim.study.options.design import Plan
from sim.study.options.judged import Judge, judge_of, paired_error
from sim.study.options.turns import TESTED, _chosen, _leads, _turn
from sim.study.options.worth import scale_of
from sim.world.choice import Choice

DRAWS = 100
NOISE = np.resize([1.0, -1.0], DRAWS)  # of mean 0, with an error of about a tenth
END = Way(0, "a.value", stated=1.0, end=3.0, low=0.5, high=3.0, logarithmic=False)


def means(*levels: float, noise: float = 0.0) -> Floats:
    """(1, option, 1, draw): the first option is the one that varies."""
    found = np.array(levels)[:, None] + noise * np.outer(np.arange(len(levels)) == 0, NOISE)
    return np.asarray(found[None, :, None, :])


def test_an_option_leads_where_it_is_clearly_better_than_every_other() -> None:
    assert _leads(means(1.0, 0.0, 0.5)) == [(0, 0, 0)]
    assert _leads(means(0.0, 1.0, 0.5)) == [(0, 0, 1)]
    assert _leads(means(1.0, 0.0, 0.9, noise=1.0)) == []  # as good as one of them
    assert _leads(means(1.0, 0.0, 0.7, noise=1.0)) == [(0, 0, 0)]
    assert _leads(means(1.0, 1.0, 0.0)) == []


@pytest.mark.parametrize(
    ("moved", "noise", "verdict"),
    [
        (-1.0, 0.0, "holds"),
        (-1.0, 1.0, "holds"),
        (-1.9, 1.0, "fades"),
        (-2.1, 1.0, "fades"),
        (-3.0, 1.0, "turns"),
    ],
)
def test_what_is_left_of_a_lead(moved: float, noise: float, verdict: str) -> None:
    """The first option leads by 2, give or take the noise; held, the value moves it by so much."""
    change = np.zeros((1, 3, 1, DRAWS))
    change[0, 0] = moved
    found = _turn((0, 0, 0), means(4.0, 1.0, 2.0, noise=noise), change, END)
    assert (found.verdict, found.option, found.rival) == (verdict, 0, 2)
    assert (found.lead, found.held) == (pytest.approx(2.0), pytest.approx(2.0 + moved))
    at = None if moved > -2.0 else pytest.approx(1.0 + 2.0 * 2.0 / -moved)  # of the way from 1 to 3
    assert found.turn == at


def test_the_rival_is_whoever_is_best_with_the_value_held() -> None:
    change = np.zeros((1, 3, 1, DRAWS))
    change[0, 1] = 4.0
    found = _turn((0, 0, 0), means(4.0, 1.0, 2.0), change, END)
    assert (found.rival, found.verdict) == (1, "turns")
    assert (found.lead, found.held, found.turn) == pytest.approx((3.0, -1.0, 1.0 + 0.75 * 2.0))


def test_rates_are_walked_by_logarithm() -> None:
    assert [END.at(share) for share in (0.0, 0.5, 1.0)] == [1.0, 2.0, 3.0]
    rate = replace(END, stated=0.01, end=0.16, logarithmic=True)
    assert [rate.at(s) for s in (0.0, 0.5, 1.0)] == pytest.approx([0.01, 0.04, 0.16])


def plan(values: int, *, mode: float = 0.0, logarithmic: bool = False) -> Plan:
    table = ValueTable(
        paths=tuple(f"value.{n}" for n in range(values)),
        keys=tuple(range(values)),
        mode=np.full(values, mode),
        low=np.full(values, 0.1 if logarithmic else -2.0),
        high=np.full(values, 10.0 if logarithmic else 2.0),
        logarithmic=np.full(values, logarithmic),
    )
    return cast(Plan, SimpleNamespace(cases=(SimpleNamespace(values=table),), options=2))


def leaning(slopes: list[float], drawn: Floats) -> Floats:
    """Two options: the lead of the first is 4, and rises with each value by its slope."""
    lead = 4.0 + (drawn - drawn.mean(axis=0)) @ np.array(slopes)
    return np.stack([lead, np.zeros(len(lead))])[None, :, None, :]


def drawn(values: int) -> Floats:
    return np.random.default_rng(1).uniform(-2.0, 2.0, (2000, values))


def test_values_are_held_at_the_end_to_which_their_line_leads_furthest_down() -> None:
    slopes, own = [1.0, -1.5, 0.0], drawn(3)
    found = _chosen(plan(3), leaning(slopes, own), [(0, 0, 0)], np.arange(3), own)
    assert [(one.path, one.end) for one in found[:2]] == [("value.1", 2.0), ("value.0", -2.0)]
    assert all(one.stated == 0.0 and not one.logarithmic for one in found)


def test_no_more_than_a_few_are_tried_and_none_that_stands_at_that_end() -> None:
    many = TESTED + 3
    own = drawn(many)
    slopes = [-0.5 - 0.2 * n for n in range(many)]
    found = _chosen(plan(many), leaning(slopes, own), [(0, 0, 0)], np.arange(many), own)
    assert [one.path for one in found] == [f"value.{n}" for n in range(many - 1, 2, -1)]
    stuck = _chosen(plan(many, mode=2.0), leaning(slopes, own), [(0, 0, 0)], np.arange(many), own)
    assert not [one for one in stuck if one.end == 2.0]


def test_lines_of_rates_run_over_their_logarithm() -> None:
    own = np.log(10.0) * drawn(1) / 2.0  # of its logarithm, to both ends
    found = _chosen(
        plan(1, mode=1.0, logarithmic=True), leaning([1.0], own), [(0, 0, 0)], np.arange(1), own
    )
    assert [(one.end, one.logarithmic) for one in found] == [(0.1, True)]


# How outcomes are judged


def judged(weights: tuple[float, ...] | None) -> tuple[Judge, Floats]:
    """Three options under two answers, by an objective to be raised and one to be lowered."""
    outcomes = np.random.default_rng(2).normal(size=(2, 3, 2, 5, 4))
    objectives = [SimpleNamespace(sign=1.0), SimpleNamespace(sign=-1.0)]
    choice: Any = SimpleNamespace(objectives=objectives, weights=weights)
    return judge_of(cast(Choice, choice), outcomes), outcomes


def test_more_is_better_of_what_is_good() -> None:
    judge, outcomes = judged(None)
    good = judge.good(outcomes)
    assert np.array_equal(good[:, :, 0], outcomes[:, :, 0])
    assert np.array_equal(good[:, :, 1], -outcomes[:, :, 1])
    assert [judge.turned(m) for m in range(2)] == [1.0, -1.0]


def test_the_weighted_sum_of_scores_stands_last() -> None:
    judge, outcomes = judged((3.0, 1.0))
    good = judge.good(outcomes)
    assert good.shape == (2, 3, 3, 5, 4)
    scale = scale_of(good[:, :, :2].mean(axis=(3, 4)))
    levels = [(good[:, :, m] - scale.low[m]) / (scale.high[m] - scale.low[m]) for m in range(2)]
    np.testing.assert_allclose(good[:, :, 2], 0.75 * levels[0] + 0.25 * levels[1])
    assert judge.turned(2) == 1.0


def test_the_error_of_a_mean_over_draws() -> None:
    assert paired_error(np.array([[1.0, 2.0, 3.0, 4.0], [5.0] * 4])) == pytest.approx(
        [np.sqrt(5.0 / 3.0) / 2.0, 0.0]
    )
    assert np.isnan(paired_error(np.array([[1.0], [2.0]]))).all()
