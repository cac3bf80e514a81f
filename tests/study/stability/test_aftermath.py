"""Rungs: what one opens, what closes behind its climber, what still is closed."""

from typing import Any

import numpy as np
import pytest

from sim.binding import Case
from sim.study.stability.aftermath import (
    HORIZON,
    after_each,
    escalatory_actions,
    once,
    repeat,
    take,
)
from sim.study.stability.reproduction import next_generation, radius
from tests.kernel.hand import hand
from tests.study.retaliation import Feud

RATE = 0.1
MONTHS = HORIZON - 1  # in which there can be a reaction


def ladder(**second: Any) -> Case:
    """ALP opens a rung by its first action; its second stands on that rung."""
    return hand(
        {
            "alp_first": {
                "rate": RATE,
                "escalates": {"sea": 1.0},
                "requires": [{"posture": "rule", "at_most": "shut"}],
                "moves": {"rule": "open"},
            },
            "alp_second": {
                "rate": RATE,
                "escalates": {"sea": 1.0},
                "requires": [{"posture": "rule", "at_least": "open"}],
                **second,
            },
        },
        postures={"rule": {"levels": ["shut", "open", "done"], "start": "shut"}},
    ).case


def g(case: Case) -> np.ndarray:
    return next_generation(case, case.values.central(1), escalatory_actions(case))[0]


def test_an_opened_rung_is_set_off_as_often_as_it_is_taken() -> None:
    matrix = g(ladder())
    assert matrix[1, 0] == pytest.approx(MONTHS * RATE / (1.0 - RATE))
    assert radius(matrix) == 0.0


def test_a_rung_that_closes_behind_its_climber_is_taken_once_at_most() -> None:
    case = ladder(
        requires=[{"posture": "rule", "at_least": "open", "at_most": "open"}],
        moves={"rule": "done"},
    )
    assert once(case.frame).tolist() == [True, True]
    assert g(case)[1, 0] == pytest.approx((1.0 - (1.0 - RATE) ** MONTHS) / (1.0 - RATE))


def test_a_closed_rung_does_not_open_itself() -> None:
    """What opens the way is the offspring of what opened it, not of the rung that is climbed."""
    case = ladder(moves={"rule": "done"})
    assert once(case.frame).tolist() == [True, False]
    assert g(case)[1, 1] == 0.0


def test_histories_differ_by_their_one_action() -> None:
    case = Feud().case()
    actions, stated = escalatory_actions(case), case.values.central(1)
    steps = list(after_each(case, stated, actions, heeded=False))
    assert [after.step for after in steps] == list(range(1, HORIZON + 1))
    assert steps[0].group.size == 3
    assert steps[0].surprise == pytest.approx(np.array([[0.8, 0.9]]))
    assert (steps[0].difference(steps[0].odds.probability) == 0.0).all()
    before, after = steps[0].state, steps[1].state
    assert np.array_equal(after.grievance[2], before.grievance[2])  # nothing surprises
    felt = steps[1].difference(after.grievance)[0]
    pair = case.names.pairs.index
    assert felt[0, pair("BET>ALP")] == pytest.approx(0.4)
    assert felt[1, pair("ALP>BET")] == pytest.approx(0.6)
    assert felt[0, pair("ALP>BET")] == felt[1, pair("BET>ALP")] == 0.0


def test_states_are_taken_and_repeated_run_by_run() -> None:
    case = Feud().case()
    state = case.batch_of(case.values.central(3)).start
    shifted = repeat(take(state, slice(1, 3)), 2)
    assert shifted.runs == 4
    assert shifted.posture.dtype == state.posture.dtype
