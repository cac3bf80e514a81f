"""U_o(k) = Σ_m a[o,m] · x[k,m]."""

import pytest

from tests.kernel.hand import Hand, hand


def interested() -> Hand:
    return hand(
        {"alp_acts": {"impacts": {"BET": 0.5, "DEL": -0.4}}},
        passive=("DEL",),
        traits={"ALP.precision": 2.0, "ALP.motives.interest": 0.6, "BET.motives.interest": 1.0},
        dyads={"ALP>BET.alignment": -0.3},
    )


def test_no_tilt_at_rest() -> None:
    assert interested().tilt("interest") == {}


def test_help_for_a_new_friend() -> None:
    small = interested()
    # 2 · 0.6 · (0.1 − −0.3) · 0.5
    friend = small.state(alignment={"ALP>BET": 0.1})
    assert small.tilt("interest", friend) == {"alp_acts": pytest.approx(0.24)}


def test_parties_add_up() -> None:
    small = interested()
    # 1.2 · (0.4 · 0.5 + 0.5 · −0.4)
    state = small.state(alignment={"ALP>BET": 0.1, "ALP>DEL": 0.5})
    assert small.tilt("interest", state).get("alp_acts", 0.0) == pytest.approx(0.0, abs=1e-12)


def test_only_the_owners_alignment_counts() -> None:
    small = interested()
    assert small.tilt("interest", small.state(alignment={"BET>ALP": 0.9})) == {}
