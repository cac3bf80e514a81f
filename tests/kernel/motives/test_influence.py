"""U_o(k) = Σ_m t[k,m] · ( 1 − d[m,o] + Σ_{i≠o} d[m,i] · (1 − a[o,i]) / 2 )."""

import pytest

from tests.kernel.hand import Hand, hand


def courting() -> Hand:
    """ALP may draw BET, or the passive DEL, to itself; BET may be the client of GAM, its rival."""
    return hand(
        {"alp_courts": {"transfers": {"BET": 0.5}}, "alp_feeds": {"transfers": {"DEL": 0.4}}},
        actors=("ALP", "BET", "GAM"),
        passive=("DEL",),
        traits={"ALP.precision": 2.0, "ALP.motives.influence": 0.5},
        dyads={"ALP>GAM.alignment": -0.5, "BET>GAM.dependence": (0.0, 1.0)},
    )


def test_no_tilt_at_rest() -> None:
    assert courting().tilt("influence") == {}


def test_a_rivals_client_is_worth_contesting() -> None:
    small = courting()
    # 0.5 · 0.6 · (1 + 0.5) / 2
    state = small.state(dependence={"BET>GAM": 0.6})
    assert small.tilt("influence", state) == {"alp_courts": pytest.approx(0.225)}


def test_a_friends_client_is_worth_less() -> None:
    small = courting()
    # 0.5 · 0.6 · (1 − 0.5) / 2
    state = small.state(dependence={"BET>GAM": 0.6}, alignment={"ALP>GAM": 0.5})
    assert small.tilt("influence", state) == {"alp_courts": pytest.approx(0.075)}


def test_a_client_already_won_is_worth_less() -> None:
    small = courting()
    # 0.4 · −0.25
    state = small.state(dependence={"DEL>ALP": 0.25})
    assert small.tilt("influence", state) == {"alp_feeds": pytest.approx(-0.1)}
