"""U_o(k) = −Σ_m max(0, g[o,m]) · x[k,m]."""

import pytest

from tests.kernel.hand import Hand, hand


def provoked() -> Hand:
    return hand(
        {"alp_harms": {"impacts": {"BET": -0.5}}, "alp_helps": {"impacts": {"BET": 0.3}}},
        traits={"ALP.precision": 2.0, "ALP.motives.retaliation": 0.5},
    )


def test_no_tilt_at_rest() -> None:
    assert provoked().tilt("retaliation") == {}


def test_harm_is_paid_back_and_help_withheld() -> None:
    small = provoked()
    # 2 · 0.5 · −0.4 · −0.5 and 2 · 0.5 · −0.4 · 0.3
    assert small.tilt("retaliation", small.state(grievance={"ALP>BET": 0.4})) == {
        "alp_harms": pytest.approx(0.2),
        "alp_helps": pytest.approx(-0.12),
    }


def test_gratitude_is_reward() -> None:
    small = provoked()
    assert small.tilt("retaliation", small.state(grievance={"ALP>BET": -0.4})) == {}
