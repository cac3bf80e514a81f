"""z[i,j] −= ι_i · (z[i,j] − z_ref[i,j])."""

import math

import pytest

from tests.kernel.hand import Hand, hand


def pulled() -> Hand:
    return hand(
        {"alp_acts": {}},
        passive=("DEL",),
        dyads={"ALP>BET.alignment": math.tanh(0.6)},
        strengths={"structural_pull.iota": 0.05},
    )


def test_the_reference_is_at_rest() -> None:
    assert pulled().booked("structural_pull") == {}


def test_departures_are_drawn_back() -> None:
    small = pulled()
    state = small.state(alignment={"ALP>BET": math.tanh(1.0), "BET>ALP": math.tanh(-0.2)})
    # −0.05 · (1 − 0.6) and −0.05 · (−0.2 − 0); no deed is needed for it
    assert small.booked("structural_pull", [], state) == {
        "ALP>BET": pytest.approx(-0.02),
        "BET>ALP": pytest.approx(0.01),
    }


def test_deeds_do_not_matter() -> None:
    small = pulled()
    state = small.state(alignment={"ALP>BET": math.tanh(1.0)})
    assert small.booked("structural_pull", ["alp_acts"], state) == small.booked(
        "structural_pull", [], state
    )


def test_a_passive_party_is_not_drawn() -> None:
    small = pulled()
    assert small.booked("structural_pull", [], small.state(alignment={"DEL>ALP": 0.5})) == {}
