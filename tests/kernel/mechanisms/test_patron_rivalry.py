"""z[i,o] −= ω_i · Σ_m d[m,i] · t[k,m] · surprise[k], i ≠ o; base rates are 0.2."""

import pytest

from tests.kernel.hand import Hand, hand


def courted(**transfers: float) -> Hand:
    """BET courts clients of GAM."""
    return hand(
        {"bet_courts": {"transfers": transfers}},
        actors=("ALP", "BET", "GAM"),
        passive=("DEL",),
        dyads={"ALP>GAM.dependence": 0.6, "DEL>GAM.dependence": 0.25},
        strengths={"patron_rivalry.omega": 0.2},
    )


def test_a_patron_resents_who_takes_its_client() -> None:
    # −0.2 · 0.6 · 0.5 · 0.8
    booked = courted(ALP=0.5).booked("patron_rivalry", ["bet_courts"])
    assert booked == {"GAM>BET": pytest.approx(-0.048)}


def test_clients_add_up_passive_ones_too() -> None:
    # −0.2 · (0.6 · 0.5 + 0.25 · 0.4) · 0.8
    booked = courted(ALP=0.5, DEL=0.4).booked("patron_rivalry", ["bet_courts"])
    assert booked == {"GAM>BET": pytest.approx(-0.064)}


def test_a_client_given_back_is_welcome() -> None:
    # −0.2 · 0.6 · −0.5 · 0.8
    booked = courted(ALP=-0.5).booked("patron_rivalry", ["bet_courts"])
    assert booked == {"GAM>BET": pytest.approx(0.048)}


def test_courting_the_patron_itself_takes_no_client() -> None:
    assert courted(GAM=0.5).booked("patron_rivalry", ["bet_courts"]) == {}


def test_dependence_of_today_counts() -> None:
    small = courted(ALP=0.5)
    freed = small.state(dependence={"ALP>GAM": 0.3})
    booked = small.booked("patron_rivalry", ["bet_courts"], freed)
    assert booked == {"GAM>BET": pytest.approx(-0.024)}
