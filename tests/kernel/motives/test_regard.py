"""U_o(k) = Σ_j might_j · (base_o + d[o,j]) · ( x[k,j] + φ_j · Σ_m a[j,m] · x[k,m] )."""

from typing import Any

import pytest

from tests.kernel.hand import Hand, hand


def regarded(**said: Any) -> Hand:
    """ALP weighs whether to help BET; GAM looks on."""
    return hand(
        {"alp_helps": {"impacts": {"BET": 0.5}, **said}, "bet_waits": {}},
        actors=("ALP", "BET", "GAM"),
        traits={
            "ALP.precision": 2.0,
            "ALP.motives.regard": 0.5,
            "ALP.regard_base": 0.1,
            "BET.power": 0.8,
            "GAM.power": 0.5,
            "GAM.balance": 0.6,
        },
        dyads={"ALP>BET.dependence": 0.2, "ALP>GAM.dependence": 0.3},
    )


def test_no_tilt_at_rest() -> None:
    assert regarded().tilt("regard") == {}


def test_growing_dependence_makes_its_patrons_good_count() -> None:
    small = regarded()
    # 2 · 0.5 · 0.8 · (0.45 − 0.2) · 0.5
    dependent = small.state(dependence={"ALP>BET": 0.45})
    assert small.tilt("regard", dependent) == {"alp_helps": pytest.approx(0.1)}


def test_an_observer_reads_what_is_done_to_its_foe() -> None:
    small = regarded()
    # GAM's attention 0.5 · (0.1 + 0.3) = 0.2; 2 · 0.5 · 0.2 · 0.6 · −0.5 · 0.5
    hostile = small.state(alignment={"GAM>BET": -0.5})
    assert small.tilt("regard", hostile) == {"alp_helps": pytest.approx(-0.03)}


def test_both_together() -> None:
    small = regarded()
    # direct 0.1 and, with attention to GAM of 0.5 · (0.1 + 0.5) = 0.3: 0.3 · 0.6 · −0.5 · 0.5
    state = small.state(dependence={"ALP>BET": 0.45, "ALP>GAM": 0.5}, alignment={"GAM>BET": -0.5})
    assert small.tilt("regard", state) == {"alp_helps": pytest.approx(0.1 - 0.045)}


def test_the_owners_own_view_is_no_regard() -> None:
    small = regarded()
    assert small.tilt("regard", small.state(alignment={"ALP>BET": 0.9})) == {}


def test_who_does_not_see_it_reads_nothing_in_it() -> None:
    """As with both together, with the act seen by the one or the other alone."""
    changes = {
        "dependence": {"ALP>BET": 0.45, "ALP>GAM": 0.5},
        "alignment": {"GAM>BET": -0.5},
    }
    told = regarded(seen_by=["BET"])
    assert told.tilt("regard", told.state(**changes)) == {"alp_helps": pytest.approx(0.1)}
    # GAM would read what is done to BET, which does not know of it
    unknown = regarded(seen_by=["GAM"])
    assert unknown.tilt("regard", unknown.state(**changes)) == {}
    everybody = regarded(seen_by=["BET", "GAM"])
    assert everybody.tilt("regard", everybody.state(**changes)) == {
        "alp_helps": pytest.approx(0.1 - 0.045)
    }
