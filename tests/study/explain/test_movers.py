import numpy as np
import pytest

from sim.study.explain.movers import movers
from sim.study.explain.precursors import History
from sim.world.indicator import Indicator
from tests.study import desk

ACTIONS = desk.pairing().with_.names.actions


def done(**times: int) -> History:
    """One run in which each action is done so often; the first time is scripted."""
    taken = np.zeros((1, 5, len(ACTIONS)), dtype=np.bool_)
    for action, count in times.items():
        taken[0, :count, ACTIONS.index(action)] = True
    decided = np.ones((5, len(ACTIONS)), dtype=np.bool_)
    decided[0] = False
    return History(taken, decided, np.array([1]))


def moved_by(indicator: Indicator) -> dict[str, float]:
    found = movers(indicator, desk.world(), done(), done(), ACTIONS)
    return {mover.action: mover.weight for mover in found}


def test_a_posture_is_moved_by_what_sets_it_high_enough() -> None:
    weights = moved_by(
        Indicator(id="x", title="x", posture="rus_technology", at_least="satellites_and_missiles")
    )
    assert weights == {"rus_satellite_technology": 1.0, "rus_submarine_technology": 1.0}
    weights = moved_by(Indicator(id="x", title="x", posture="rus_technology", at_most="withheld"))
    assert weights == {"rus_halts_technology": 1.0}


def test_a_tension_is_moved_by_what_stirs_it() -> None:
    weights = moved_by(Indicator(id="x", title="x", tension="ukraine", at_least=8))
    stirs = {
        a.id: a.escalates["ukraine"].value
        for a in desk.world().actions.values()
        if "ukraine" in a.escalates
    }
    assert weights == stirs


@pytest.mark.parametrize(
    ("subject", "field"), [("dependence", "transfers"), ("assurance", "reassures")]
)
def test_a_belief_or_dependence_is_moved_by_the_other(subject: str, field: str) -> None:
    weights = moved_by(Indicator(id="x", title="x", **{subject: "KOR>USA"}, falls_by=0.1))
    for action in desk.world().actions.values():
        moves = action.owner == "USA" and "KOR" in getattr(action, field)
        assert (action.id in weights) == moves


def test_an_alignment_is_left_to_the_ledger() -> None:
    assert moved_by(Indicator(id="x", title="x", alignment="KOR>USA", falls_by=0.1)) == {}


def test_the_one_whose_choice_differs_most_comes_first() -> None:
    watched = Indicator(
        id="x", title="x", posture="rus_technology", at_least="satellites_and_missiles"
    )
    ours = done(rus_submarine_technology=1, rus_satellite_technology=3)
    first, second = movers(watched, desk.world(), ours, done(), ACTIONS)
    assert (first.action, first.with_, first.without, first.chosen) == (
        "rus_satellite_technology",
        3.0,
        0.0,
        2.0,
    )
    assert (second.with_, second.chosen) == (1.0, 0.0)  # its one time is scripted
