"""U_o(k) = −Σ_q aversion[o,q] · escalation[k,q] · e[q]."""

import pytest

from tests.kernel.hand import Hand, hand


def tense() -> Hand:
    return hand(
        {
            "alp_stirs": {"escalates": {"sea": 0.5, "border": 0.2}},
            "alp_calms": {"escalates": {"sea": -0.4}},
        },
        tension={"border": 2.0, "sea": 4.0},
        traits={
            "ALP.precision": 0.5,
            "ALP.motives.stability": 0.8,
            "ALP.aversion.sea": 1.5,
            "ALP.aversion.border": 1.0,
        },
    )


def test_no_tilt_at_rest() -> None:
    assert tense().tilt("stability") == {}


def test_rising_tension_deters_stirring_and_favours_calm() -> None:
    small = tense()
    # 0.4 · −(1.5 · 0.5 · 2) and 0.4 · (1.5 · 0.4 · 2)
    assert small.tilt("stability", small.state(tension={"sea": 6.0})) == {
        "alp_stirs": pytest.approx(-0.6),
        "alp_calms": pytest.approx(0.48),
    }


def test_theatres_add_up() -> None:
    small = tense()
    # 0.4 · −(1.5 · 0.5 · 2 − 1 · 0.2 · 1)
    state = small.state(tension={"sea": 6.0, "border": 1.0})
    assert small.tilt("stability", state)["alp_stirs"] == pytest.approx(-0.52)
