"""U_o(k) = Σ_m d[m,o] · ( max_i a[m,i] − a[m,o] ) · x[k,m] over those that see it."""

import pytest

from tests.kernel.hand import Hand, hand


def courted(**keys: object) -> Hand:
    """BET rests on ALP and on GAM. At rest ALP is the closer: 0.4 · (0.1 − 0.2) = −0.04."""
    return hand(
        {"alp_courts": {"impacts": {"BET": 0.5, "GAM": -0.1}, **keys}, "alp_talks": {}},
        actors=("ALP", "BET", "GAM", "DEL"),
        traits={"ALP.precision": 2.0, "ALP.motives.bidding": 0.5},
        dyads={
            "BET>ALP.dependence": 0.4,
            "BET>GAM.dependence": 0.3,
            "BET>ALP.alignment": 0.2,
            "BET>GAM.alignment": 0.1,
        },
    )


def test_no_tilt_at_rest() -> None:
    assert courted().tilt("bidding") == {}


def test_a_rival_that_comes_closer_is_outbid() -> None:
    small = courted()
    # 0.5 · 0.4 · ((0.6 − 0.2) − (0.1 − 0.2))
    closer = small.state(alignment={"BET>GAM": 0.6})
    assert small.tilt("bidding", closer) == {"alp_courts": pytest.approx(0.1)}


def test_a_client_that_is_close_is_courted_less() -> None:
    small = courted()
    # 0.5 · 0.4 · ((0.1 − 0.5) + 0.1)
    own = small.state(alignment={"BET>ALP": 0.5})
    assert small.tilt("bidding", own) == {"alp_courts": pytest.approx(-0.06)}


def test_a_rival_that_falls_out_is_a_rival_still() -> None:
    small = courted()
    # 0.5 · 0.4 · ((−0.6 − 0.2) + 0.1)
    far = small.state(alignment={"BET>GAM": -0.6})
    assert small.tilt("bidding", far) == {"alp_courts": pytest.approx(-0.14)}


def test_who_is_no_patron_is_no_rival() -> None:
    small = courted()
    assert small.tilt("bidding", small.state(alignment={"BET>DEL": 0.9})) == {}


def test_dependence_is_what_is_at_stake() -> None:
    small = courted()
    # 0.5 · (0.8 · −0.1 + 0.04)
    more = small.state(dependence={"BET>ALP": 0.8})
    assert small.tilt("bidding", more) == {"alp_courts": pytest.approx(-0.02)}


def test_nobody_is_courted_by_what_it_does_not_see() -> None:
    small = courted(seen_by=["GAM"])
    assert small.tilt("bidding", small.state(alignment={"BET>GAM": 0.6})) == {}
