"""U_o(k) = −Σ_m min(0, g[o,m]) · x[k,m]."""

import pytest

from tests.kernel.hand import Hand, hand


def helped() -> Hand:
    return hand(
        {"alp_harms": {"impacts": {"BET": -0.5}}, "alp_helps": {"impacts": {"BET": 0.3}}},
        traits={"ALP.precision": 2.0, "ALP.motives.reward": 0.5},
    )


def test_no_tilt_at_rest() -> None:
    assert helped().tilt("reward") == {}


def test_help_is_returned_and_harm_spared() -> None:
    small = helped()
    # 2 · 0.5 · 0.4 · −0.5 and 2 · 0.5 · 0.4 · 0.3
    assert small.tilt("reward", small.state(grievance={"ALP>BET": -0.4})) == {
        "alp_harms": pytest.approx(-0.2),
        "alp_helps": pytest.approx(0.12),
    }


def test_harm_is_for_retaliation() -> None:
    small = helped()
    assert small.tilt("reward", small.state(grievance={"ALP>BET": 0.4})) == {}
