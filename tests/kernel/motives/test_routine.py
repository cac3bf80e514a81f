"""U_o(k) = Σ_l routine[k,l] · surprise[l] of the step before."""

import pytest

from tests.kernel.hand import Hand, hand


def practised() -> Hand:
    return hand(
        {
            "alp_answers": {"routine": {"bet_strikes": 0.5, "bet_scolds": 0.25}},
            "alp_talks": {},
            "bet_strikes": {},
            "bet_scolds": {},
        },
        traits={"ALP.precision": 2.0, "ALP.motives.routine": 0.5},
    )


def test_no_tilt_at_rest() -> None:
    assert practised().tilt("routine") == {}


def test_practice_follows_the_deed() -> None:
    small = practised()
    # after a strike alone: 0.5 · 0.8 + 0.25 · −0.2
    after = small.after(["bet_strikes"])
    assert small.tilt("routine", after) == {"alp_answers": pytest.approx(0.35)}


def test_nothing_to_follow_is_followed_by_less() -> None:
    small = practised()
    # −0.2 · (0.5 + 0.25)
    assert small.tilt("routine", small.after()) == {"alp_answers": pytest.approx(-0.15)}


def test_practice_is_over_after_a_step() -> None:
    small = practised()
    used = small.state(expected={"bet_strikes": 0.0, "bet_scolds": 0.0})
    later = small.after([], used)
    assert small.tilt("routine", later) == {}
