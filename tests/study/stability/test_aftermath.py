"""Rungs: what one opens, what closes behind its climber, what still is closed."""

from typing import Any

import numpy as np
import pytest

from sim.binding import Case, build_case
from sim.kernel.engine.keep import Path
from sim.kernel.step import Script, advance, odds
from sim.study.stability.aftermath import (
    HORIZON,
    Aftermath,
    escalatory_actions,
    follow,
    once,
    take,
)
from sim.study.stability.reproduction import next_generation, radius
from sim.study.stability.states import states_at
from sim.world import load_scenario, load_world
from tests.kernel.hand import hand
from tests.made_up import scenario
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
    after = followed(case, stated, actions)
    grievance, chance = after.kept["grievance"], after.kept["chance"]
    assert (len(grievance), len(chance)) == (HORIZON + 1, HORIZON)
    assert after.group.size == 3
    assert after.surprise == pytest.approx(np.array([[0.8, 0.9]]))
    assert (after.difference(chance[0]) == 0.0).all()
    assert np.array_equal(grievance[1][:, 2], grievance[0][:, 2])  # nothing surprises
    felt = after.difference(grievance[1])[0]
    pair = case.names.pairs.index
    assert felt[0, pair("BET>ALP")] == pytest.approx(0.4)
    assert felt[1, pair("ALP>BET")] == pytest.approx(0.6)
    assert felt[0, pair("ALP>BET")] == felt[1, pair("BET>ALP")] == 0.0


def followed(
    case: Case, drawn: np.ndarray, actions: np.ndarray, *, heeded: bool = False
) -> Aftermath:
    keep = {
        "grievance": Path(case.slots("g"), initial=True),
        "chance": Path(case.slots("chance")),
    }
    return follow(case, drawn, actions, keep, heeded=heeded)


@pytest.mark.parametrize("heeded", [False, True])
def test_whole_groups_go_as_they_go_step_by_step(heeded: bool) -> None:
    """The same with a hand on it: odds, chances for deeds, effects, one step after another."""
    world = load_world()
    case = build_case(world, load_scenario("baseline", world))
    actions = escalatory_actions(case)[::7]
    drawn = case.values.quantile(case.values.uniforms(3, 0, 2))
    after = followed(case, drawn, actions, heeded=heeded)
    open_ = np.flatnonzero(after.group.base == after.group.size - 1)  # whose way is not closed
    assert len(open_) > 3
    nobody = np.zeros(len(case.frame.lines), dtype=np.bool_)
    for draw in range(2):
        for n in open_:
            batch = case.batch_of(drawn[draw : draw + 1])
            s, history = batch.start, draw * after.group.size + n
            for step in range(HORIZON):
                likely = odds(batch, s)
                deeds = likely.probability.copy() if heeded else likely.possible * s.expected
                script = None
                if step == 0:
                    script = Script(np.eye(case.frame.actions)[actions[n]], nobody)
                    assert after.surprise[draw, n] == 1.0 - deeds[0, actions[n]]
                    deeds[0, actions[n]] = 1.0
                kept = after.kept["chance"][step, :, history]
                assert np.array_equal(kept, likely.probability[0])
                s = advance(batch, s, step + 1, likely, deeds, script).after


def test_states_are_taken_run_by_run() -> None:
    case = Feud().case()
    state = case.batch_of(case.values.central(3)).start
    assert take(state, slice(1, 3)).runs == 2
    assert take(state, np.array([2])).posture.dtype == state.posture.dtype


def asked(text: dict[str, Any]) -> Case:
    world = load_world()
    return build_case(world, scenario(world, text))


def test_what_a_rule_has_done_always_sets_off_nothing() -> None:
    case = asked({"rules": {"PRK": {"always": ["prk_border_provocation"]}}})
    actions = escalatory_actions(case)
    at = list(actions).index(case.names.actions.index("prk_border_provocation"))
    found = g(case)
    assert np.isfinite(found).all()
    assert not found[:, at].any()
    assert not found[at].any()  # nor does anything set it off


def test_an_answer_by_rule_is_set_off_for_certain() -> None:
    answer = {"action": "prk_border_provocation", "with": "kor_answers_provocation"}
    case = asked({"rules": {"KOR": {"answers": [answer]}}})
    names = [case.names.actions[k] for k in escalatory_actions(case)]
    shot, back = names.index("prk_border_provocation"), names.index("kor_answers_provocation")
    assert g(case)[back, shot] > g(asked({}))[back, shot]
    assert g(case)[back, shot] > 0.9


def test_what_is_due_once_is_left_out() -> None:
    """A deed that falls due in some runs is in store: what follows is asked without it."""
    case = asked({"events": [{"step": [2, 6], "action": "prk_nuclear_test"}]})
    actions = escalatory_actions(case)
    luck = case.luck(0, 0, 4, 3)
    drawn = case.values.quantile(luck.values)
    state = states_at(case, luck, [3])[3]
    found = next_generation(case, drawn, actions, state)
    assert np.isfinite(found).all()
