"""U_o(k) = self_help[k] · (1 − max_j c[o,j] r[o,j]) · Σ_j might_j · proximity[o,j] · menace[j,o].

menace[j,o] = max(0, −a[j,o]) + max(0, g[o,j])
"""

import pytest

from tests.kernel.hand import Hand, hand


def threatened() -> Hand:
    """BET is pledged to defend ALP, whom GAM menaces. At rest ALP's need is 0.6 · 0.2 = 0.12."""
    return hand(
        {"alp_arms": {"self_help": 0.8}, "alp_talks": {}},
        actors=("ALP", "BET", "GAM"),
        traits={"ALP.motives.self_help": 1.0, "GAM.power": 0.5},
        dyads={
            "ALP>BET.commitment": 0.5,
            "ALP>BET.assurance": 0.8,  # protection 0.4
            "ALP>GAM.commitment": (0.0, 1.0),
            "GAM>ALP.alignment": -0.5,
            "ALP-GAM.proximity": 0.8,  # threat 0.5 · 0.8 · 0.5 = 0.2
        },
    )


def test_no_tilt_at_rest() -> None:
    assert threatened().tilt("self_help") == {}


def test_a_doubted_ally_is_replaced() -> None:
    small = threatened()
    # protection 0.5 · 0.4 = 0.2; need 0.8 · 0.2 = 0.16; 0.8 · (0.16 − 0.12)
    doubting = small.state(assurance={"ALP>BET": 0.4})
    assert small.tilt("self_help", doubting) == {"alp_arms": pytest.approx(0.032)}


def test_recent_harm_menaces() -> None:
    small = threatened()
    # menace 0.5 + 0.25; threat 0.3; need 0.6 · 0.3 = 0.18; 0.8 · (0.18 − 0.12)
    harmed = small.state(grievance={"ALP>GAM": 0.25})
    assert small.tilt("self_help", harmed) == {"alp_arms": pytest.approx(0.048)}


def test_the_best_protector_counts() -> None:
    small = threatened()
    # a second protection of 0.3 is no help; one of 0.7 leaves need 0.3 · 0.2 = 0.06
    weaker = small.state(commitment={"ALP>GAM": 0.3}, assurance={"ALP>GAM": 1.0})
    assert small.tilt("self_help", weaker) == {}
    stronger = small.state(commitment={"ALP>GAM": 0.7}, assurance={"ALP>GAM": 1.0})
    assert small.tilt("self_help", stronger) == {"alp_arms": pytest.approx(-0.048)}


def test_a_friend_is_no_threat() -> None:
    small = threatened()
    # menace 0, need 0: 0.8 · (0 − 0.12)
    friendly = small.state(alignment={"GAM>ALP": 0.5})
    assert small.tilt("self_help", friendly) == {"alp_arms": pytest.approx(-0.096)}
