"""U_o(k) = Σ_threats promise[k,t] · pulled[t]."""

import pytest

from tests.kernel.hand import Hand, hand


def threatening() -> Hand:
    threat = {"owner": "ALP", "against": "BET", "triggers": ["bet_acts"]}
    return hand(
        {"alp_strikes": {}, "alp_talks": {}, "bet_acts": {}},
        traits={"ALP.precision": 2.0, "ALP.motives.resolve": 0.5},
        threats={
            "first": {**threat, "promises": {"alp_strikes": 0.7}},
            "second": {**threat, "promises": {"alp_strikes": 0.2, "alp_talks": 0.3}},
        },
    )


def test_no_tilt_at_rest() -> None:
    assert threatening().tilt("resolve") == {}


def test_a_threat_that_is_due() -> None:
    small = threatening()
    due = small.state(pulled={"first": 1.0})
    assert small.tilt("resolve", due) == {"alp_strikes": pytest.approx(0.7)}  # 2 · 0.5 · 0.7


def test_fading_threats_add_up() -> None:
    small = threatening()
    # 0.7 · 0.5 + 0.2 · 1 and 0.3 · 1
    assert small.tilt("resolve", small.state(pulled={"first": 0.5, "second": 1.0})) == {
        "alp_strikes": pytest.approx(0.55),
        "alp_talks": pytest.approx(0.3),
    }
