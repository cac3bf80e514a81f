"""z[i,o] += ρ_i · x[k,i] · surprise[k]; base rates are 0.2 unless said."""

import pytest

from tests.kernel.hand import hand

STRENGTHS = {"reciprocity.rho": 0.1}


def test_help_beyond_the_expected_draws_near() -> None:
    small = hand({"alp_helps": {"impacts": {"BET": 0.5}}}, strengths=STRENGTHS)
    # surprise 1 − 0.2 = 0.8; 0.1 · 0.5 · 0.8
    assert small.booked("reciprocity", ["alp_helps"]) == {"BET>ALP": pytest.approx(0.04)}


def test_expected_help_that_does_not_come_estranges() -> None:
    small = hand({"alp_helps": {"impacts": {"BET": 0.5}}}, strengths=STRENGTHS)
    # surprise 0 − 0.2; 0.1 · 0.5 · −0.2
    assert small.booked("reciprocity") == {"BET>ALP": pytest.approx(-0.01)}


def test_deeds_add_up() -> None:
    small = hand(
        {
            "alp_helps": {"impacts": {"BET": 0.5}},
            "alp_harms": {"impacts": {"BET": -0.3}, "rate": 0.4},
        },
        strengths=STRENGTHS,
    )
    # 0.1 · (0.5 · 0.8 − 0.3 · 0.6)
    both = small.booked("reciprocity", ["alp_helps", "alp_harms"])
    assert both == {"BET>ALP": pytest.approx(0.022)}


def test_only_actors_that_are_affected_answer() -> None:
    small = hand(
        {"alp_helps": {"impacts": {"BET": 0.5, "DEL": 0.5}}},
        actors=("ALP", "BET", "GAM"),
        passive=("DEL",),
        strengths=STRENGTHS,
    )
    assert set(small.booked("reciprocity", ["alp_helps"])) == {"BET>ALP"}


def test_the_impossible_surprises_nobody() -> None:
    small = hand(
        {
            "alp_helps": {
                "impacts": {"BET": 0.5},
                "requires": [{"posture": "course", "at_least": "open"}],
            }
        },
        postures={"course": {"levels": ["closed", "open"]}},
        strengths=STRENGTHS,
    )
    assert small.booked("reciprocity") == {}
