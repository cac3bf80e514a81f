"""z[i,j] += κ_i · h[k,i] · h[k,j] · surprise[k] · (1 + a[i,j]) / 2; base rates are 0.2."""

from typing import Any

import pytest

from tests.kernel.hand import Hand, hand


def harmed(actions: dict[str, Any]) -> Hand:
    return hand(
        actions,
        actors=("ALP", "BET", "GAM"),
        passive=("DEL",),
        dyads={"ALP>BET.alignment": 0.2, "BET>ALP.alignment": -0.5},
        strengths={"common_threat.kappa": 0.3},
    )


def test_those_harmed_together_draw_together() -> None:
    small = harmed({"gam_harms": {"impacts": {"ALP": -0.5, "BET": -0.4}}})
    # 0.3 · 0.5 · 0.4 · 0.8 = 0.048, times (1 + 0.2) / 2 and (1 − 0.5) / 2
    assert small.booked("common_threat", ["gam_harms"]) == {
        "ALP>BET": pytest.approx(0.0288),
        "BET>ALP": pytest.approx(0.012),
    }


def test_expected_harm_that_stays_out_loosens() -> None:
    small = harmed({"gam_harms": {"impacts": {"ALP": -0.5, "BET": -0.4}}})
    # 0.3 · 0.5 · 0.4 · −0.2 = −0.012
    assert small.booked("common_threat") == {
        "ALP>BET": pytest.approx(-0.0072),
        "BET>ALP": pytest.approx(-0.003),
    }


def test_help_is_no_threat() -> None:
    small = harmed({"gam_acts": {"impacts": {"ALP": -0.5, "BET": 0.4}}})
    assert small.booked("common_threat", ["gam_acts"]) == {}


def test_a_passive_party_is_drawn_to_but_does_not_move() -> None:
    small = harmed({"gam_harms": {"impacts": {"ALP": -0.5, "DEL": -0.4}}})
    # 0.048 · (1 + 0) / 2
    assert small.booked("common_threat", ["gam_harms"]) == {"ALP>DEL": pytest.approx(0.024)}


def test_harms_of_two_deeds_are_not_shared() -> None:
    small = harmed(
        {"gam_first": {"impacts": {"ALP": -0.5}}, "gam_second": {"impacts": {"BET": -0.4}}}
    )
    assert small.booked("common_threat", ["gam_first", "gam_second"]) == {}


def test_alignments_of_today_count() -> None:
    small = harmed({"gam_harms": {"impacts": {"ALP": -0.5, "BET": -0.4}}})
    close = small.state(alignment={"ALP>BET": 0.6})
    # 0.048 · (1 + 0.6) / 2
    booked = small.booked("common_threat", ["gam_harms"], close)
    assert booked["ALP>BET"] == pytest.approx(0.0384)
    assert booked["BET>ALP"] == pytest.approx(0.012)
