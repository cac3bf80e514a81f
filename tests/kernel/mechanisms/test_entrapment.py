"""z[i,o] −= ε_i · c[o,i] · aversion[i,q] · escalation[k,q] · surprise[k]; base rates are 0.2."""

import pytest

from tests.kernel.hand import Hand, hand


def dragged(**escalates: float) -> Hand:
    """ALP, who wants quiet, is pledged to defend BET, who stirs."""
    return hand(
        {"bet_stirs": {"escalates": escalates}},
        actors=("ALP", "BET", "GAM"),
        tension={"sea": 4.0, "border": 2.0},
        traits={"ALP.aversion.sea": 2.0, "ALP.aversion.border": 0.5, "GAM.aversion.sea": 2.0},
        dyads={"BET>ALP.commitment": 0.5},  # ALP's promise to defend BET
        strengths={"entrapment.epsilon": 0.1},
    )


def test_an_ally_that_escalates_loses_its_protector() -> None:
    # −0.1 · 0.5 · 2 · 0.6 · 0.8
    booked = dragged(sea=0.6).booked("entrapment", ["bet_stirs"])
    assert booked == {"ALP>BET": pytest.approx(-0.048)}


def test_theatres_add_up() -> None:
    # −0.1 · 0.5 · (2 · 0.6 + 0.5 · −0.8) · 0.8
    booked = dragged(sea=0.6, border=-0.8).booked("entrapment", ["bet_stirs"])
    assert booked == {"ALP>BET": pytest.approx(-0.032)}


def test_restraint_draws_near() -> None:
    # −0.1 · 0.5 · 2 · 0.6 · −0.2
    assert dragged(sea=0.6).booked("entrapment") == {"ALP>BET": pytest.approx(0.012)}


def test_the_protected_does_not_recoil_from_its_protector() -> None:
    small = hand(
        {"alp_stirs": {"escalates": {"sea": 0.6}}},
        traits={"BET.aversion.sea": 2.0},
        dyads={"BET>ALP.commitment": 0.5},  # ALP's promise cannot drag BET in
        strengths={"entrapment.epsilon": 0.1},
    )
    assert small.booked("entrapment", ["alp_stirs"]) == {}


def test_the_promise_of_today_counts() -> None:
    small = dragged(sea=0.6)
    released = small.state(commitment={"BET>ALP": 0.25})
    booked = small.booked("entrapment", ["bet_stirs"], released)
    assert booked == {"ALP>BET": pytest.approx(-0.024)}
