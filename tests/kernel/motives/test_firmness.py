"""U_o(k) = Σ_m force[k,m] · hurt[o,m], hurt[o,m] = g[o,m] + Σ_i c[i,o] · g[i,m]."""

import pytest

from tests.kernel.hand import Hand, hand


def firm() -> Hand:
    """ALP shows force to GAM, and has promised to defend BET."""
    return hand(
        {"alp_parades": {"shows_force": {"GAM": 0.8, "DEL": 0.1}}, "alp_talks": {}},
        actors=("ALP", "BET", "GAM"),
        passive=("DEL",),
        traits={"ALP.precision": 2.0, "ALP.motives.firmness": 0.5},
        dyads={"BET>ALP.commitment": 0.5, "ALP>BET.commitment": 0.9},
    )


def test_no_tilt_at_rest() -> None:
    assert firm().tilt("firmness") == {}


def test_who_is_hurt_answers() -> None:
    small = firm()
    hurt = small.state(grievance={"ALP>GAM": 0.3})
    assert small.tilt("firmness", hurt) == {"alp_parades": pytest.approx(0.24)}  # 0.8 · 0.3


def test_whose_ally_is_hurt_answers_as_far_as_it_has_promised() -> None:
    small = firm()
    # 0.8 · (0.3 + 0.5 · 0.4); today's promise counts: 0.8 · (0.3 + 0.25 · 0.4)
    hurt = {"ALP>GAM": 0.3, "BET>GAM": 0.4}
    assert small.tilt("firmness", small.state(grievance=hurt)) == {
        "alp_parades": pytest.approx(0.4)
    }
    loose = small.state(grievance=hurt, commitment={"BET>ALP": 0.25})
    assert small.tilt("firmness", loose) == {"alp_parades": pytest.approx(0.32)}


def test_to_who_has_held_back_less_force_is_shown() -> None:
    small = firm()
    calm = small.state(grievance={"ALP>GAM": -0.3})
    assert small.tilt("firmness", calm) == {"alp_parades": pytest.approx(-0.24)}


def test_what_others_did_to_it_is_not_answered_by_force_shown_to_this_one() -> None:
    small = firm()
    assert small.tilt("firmness", small.state(grievance={"ALP>BET": 0.7, "GAM>ALP": 0.7})) == {}


def test_the_audience_need_not_decide() -> None:
    small = firm()
    hurt = small.state(grievance={"ALP>DEL": 0.5})
    assert small.tilt("firmness", hurt) == {"alp_parades": pytest.approx(0.05)}  # 0.1 · 0.5
