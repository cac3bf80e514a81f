"""z[i,j] −= α_i · c[i,j] · h[k,i] · surprise_before[k] · silent[j,i]."""

import pytest

from sim.kernel.state import State
from tests.kernel.hand import Hand, hand


def attacked() -> Hand:
    """GAM harms ALP, to whose defence BET and GAM itself are pledged."""
    return hand(
        {
            "gam_harms": {"impacts": {"ALP": -0.5}},
            "bet_helps": {"impacts": {"ALP": 0.3}},
            "bet_scolds": {"impacts": {"ALP": -0.1, "GAM": 0.3}},
        },
        actors=("ALP", "BET", "GAM"),
        dyads={"ALP>BET.commitment": 0.7, "ALP>GAM.commitment": 0.5},
        strengths={"abandonment.alpha": 0.1},
    )


def after_harm(small: Hand, surprise: float = 0.8) -> State:
    return small.state(surprise={"gam_harms": surprise})


def test_silence_after_harm_estranges() -> None:
    small = attacked()
    # −0.1 · 0.7 · 0.5 · 0.8; the attacker's own promise is nobody's disappointment
    booked = small.booked("abandonment", [], after_harm(small))
    assert booked == {"ALP>BET": pytest.approx(-0.028)}


def test_help_is_an_answer() -> None:
    small = attacked()
    assert small.booked("abandonment", ["bet_helps"], after_harm(small)) == {}


def test_scolding_is_silence() -> None:
    small = attacked()
    booked = small.booked("abandonment", ["bet_scolds"], after_harm(small))
    assert booked == {"ALP>BET": pytest.approx(-0.028)}


def test_the_attackers_own_help_is_no_answer() -> None:
    small = attacked()
    booked = small.booked("abandonment", ["gam_harms"], after_harm(small))
    assert booked == {"ALP>BET": pytest.approx(-0.028)}


def test_harm_that_stayed_out_reconciles() -> None:
    small = attacked()
    # −0.1 · 0.7 · 0.5 · −0.2
    booked = small.booked("abandonment", [], after_harm(small, surprise=-0.2))
    assert booked == {"ALP>BET": pytest.approx(0.007)}


def test_harm_of_this_step_can_still_be_answered() -> None:
    assert attacked().booked("abandonment", ["gam_harms"]) == {}


def test_the_promise_of_today_counts() -> None:
    small = attacked()
    silent = small.state(surprise={"gam_harms": 0.8}, commitment={"ALP>BET": 0.35})
    assert small.booked("abandonment", [], silent) == {"ALP>BET": pytest.approx(-0.014)}
