"""U_o(k) = −Σ_t feared[t,o] over the threats that k pulls, + over those that it satisfies.

feared[t,o] = voiced[t] · credible[t] · the harm to o of what was promised, averaged over it
"""

from collections.abc import Sequence
from typing import Any

import pytest

from sim.kernel.state import State
from tests.kernel.hand import Hand, hand

EVERYBODY = ("ALP", "BET", "GAM")


def forbidden(
    start: str = "off",
    *,
    strike_seen_by: Sequence[str] = EVERYBODY,
    warning_seen_by: Sequence[str] = EVERYBODY,
    **threat: Any,
) -> Hand:
    """ALP threatens BET with (0.6 · 0.5 + 0.2 · 0.1) / 0.8 = 0.4, and is half believed: 0.2."""
    return hand(
        {
            "alp_warns": {"seen_by": [*warning_seen_by]},
            "alp_strikes": {"impacts": {"BET": -0.5, "GAM": 0.3}, "seen_by": [*strike_seen_by]},
            "alp_scolds": {"impacts": {"BET": -0.1}},
            "bet_acts": {},
            "bet_starts": {"moves": {"course": "on"}},
            "bet_stops": {"moves": {"course": "off"}},
            "gam_acts": {},
        },
        actors=("ALP", "BET", "GAM"),
        traits={
            "BET.precision": 2.0,
            "BET.motives.deterrence": 0.5,
            "GAM.motives.deterrence": 1.0,
        },
        postures={"course": {"levels": ["off", "on"], "start": start}},
        threats={
            "line": {
                "owner": "ALP",
                "against": "BET",
                "promises": {"alp_strikes": 0.6, "alp_scolds": 0.2},
                **threat,
            }
        },
    )


def louder(small: Hand, **changes: Any) -> State:
    return small.state(voiced={"line": 2.0}, **changes)


def test_no_tilt_at_rest() -> None:
    assert forbidden(triggers=["bet_acts", "gam_acts"]).tilt("deterrence") == {}


def test_a_louder_threat_deters() -> None:
    small = forbidden(triggers=["bet_acts", "gam_acts"])
    # −(2 · 0.5 · 0.4 − 0.2); what is promised does GAM no harm
    assert small.tilt("deterrence", louder(small)) == {"bet_acts": pytest.approx(-0.2)}


def test_a_threat_that_is_believed_deters() -> None:
    small = forbidden(triggers=["bet_acts"])
    # −(0.9 · 0.4 − 0.2), and as much the other way for a bluffer
    known, bluff = (small.state(credibility={"line": x}) for x in (0.9, 0.1))
    assert small.tilt("deterrence", known) == {"bet_acts": pytest.approx(-0.16)}
    assert small.tilt("deterrence", bluff) == {"bet_acts": pytest.approx(0.16)}


def test_a_threat_that_is_over_is_feared_no_more() -> None:
    small = forbidden(triggers=["bet_acts"])
    over = small.state(voiced={"line": 0.0})
    assert small.tilt("deterrence", over) == {"bet_acts": pytest.approx(0.2)}


def test_what_it_is_to_end_is_deterred_too() -> None:
    small = forbidden(going_on=["bet_acts"])
    assert small.tilt("deterrence", louder(small)) == {"bet_acts": pytest.approx(-0.2)}


def test_to_enter_a_posture_that_it_is_to_end_pulls_it() -> None:
    small = forbidden(held=[{"posture": "course", "at_least": "on"}])
    # where the posture is not held there is nothing to leave
    assert small.tilt("deterrence", louder(small)) == {"bet_starts": pytest.approx(-0.2)}


def test_to_leave_a_posture_that_it_is_to_end_is_a_relief() -> None:
    small = forbidden(start="on", held=[{"posture": "course", "at_least": "on"}])
    assert small.tilt("deterrence", louder(small)) == {
        "bet_starts": pytest.approx(-0.2),
        "bet_stops": pytest.approx(0.2),
    }
    # once it is left, the 0.2 that leaving it was worth at rest is gone
    left = small.state(posture={"course": 0.0})
    assert small.tilt("deterrence", left) == {"bet_stops": pytest.approx(-0.2)}


def test_a_threat_that_promises_nothing_deters_nobody() -> None:
    small = forbidden(triggers=["bet_acts"], promises={"alp_strikes": 0.0})
    assert small.tilt("deterrence", louder(small)) == {}


def test_what_would_not_be_seen_is_not_feared() -> None:
    small = forbidden(triggers=["bet_acts"], strike_seen_by=["GAM"])
    # of the promises BET would feel the scolding alone: 0.5 · 0.2 · 0.1 / 0.8
    assert small.tilt("deterrence", louder(small)) == {"bet_acts": pytest.approx(-0.0125)}


def test_a_threat_is_feared_by_those_who_hear_of_it() -> None:
    warned = {"triggers": ["bet_acts"], "declared_by": "alp_warns"}
    heard = forbidden(**warned, warning_seen_by=["BET"])
    unheard = forbidden(**warned, warning_seen_by=["GAM"])
    known = forbidden(**warned, warning_seen_by=["GAM"], standing=True)
    assert heard.tilt("deterrence", louder(heard)) == {"bet_acts": pytest.approx(-0.4)}
    assert unheard.tilt("deterrence", louder(unheard)) == {}
    # it knows that it stands, and not that it was said again
    assert known.tilt("deterrence", louder(known)) == {}
    bluff = known.state(credibility={"line": 0.1})
    assert known.tilt("deterrence", bluff) == {"bet_acts": pytest.approx(0.16)}


def test_threats_add_up() -> None:
    one = {"owner": "ALP", "against": "BET", "triggers": ["bet_acts"]}
    small = hand(
        {"alp_strikes": {"impacts": {"BET": -0.5}}, "bet_acts": {}},
        traits={"BET.motives.deterrence": 1.0},
        threats={
            "first": {**one, "promises": {"alp_strikes": 0.6}},
            "second": {**one, "promises": {"alp_strikes": 0.1}, "credibility": 0.2},
        },
    )
    # −0.5 · (0.5 · 0.5 + 1 · 0.2): how far an act carries a threat out only weighs it among others
    heard = small.state(voiced={"first": 1.5, "second": 2.0})
    assert small.tilt("deterrence", heard) == {"bet_acts": pytest.approx(-0.225)}
