"""z[i,o] += ρ_i φ_i · Σ_m a[i,m] · x[k,m] · surprise[k], m ≠ i; base rates are 0.2 unless said."""

import pytest

from tests.kernel.hand import Hand, hand


def watched(**impacts: float) -> Hand:
    """ALP acts; GAM, who dislikes BET and likes DEL, looks on."""
    return hand(
        {"alp_acts": {"impacts": impacts}},
        actors=("ALP", "BET", "GAM"),
        passive=("DEL",),
        traits={"GAM.balance": 0.6},
        dyads={"GAM>BET.alignment": -0.4, "GAM>DEL.alignment": 0.3},
        strengths={"reciprocity.rho": 0.1},
    )


def test_help_for_a_foe_estranges() -> None:
    # 0.1 · 0.6 · (−0.4 · 0.5 · 0.8)
    assert watched(BET=0.5).booked("balance", ["alp_acts"]) == {"GAM>ALP": pytest.approx(-0.0096)}


def test_friends_and_foes_add_up() -> None:
    # 0.06 · 0.8 · (−0.4 · 0.5 + 0.3 · −0.2) = 0.048 · −0.26
    booked = watched(BET=0.5, DEL=-0.2).booked("balance", ["alp_acts"])
    assert booked == {"GAM>ALP": pytest.approx(-0.01248)}


def test_restraint_toward_a_foe_estranges() -> None:
    # harm to the foe was expected and stays out: 0.06 · (−0.4 · −0.5 · −0.2)
    assert watched(BET=-0.5).booked("balance") == {"GAM>ALP": pytest.approx(-0.0024)}


def test_what_is_done_to_oneself_is_reciprocity() -> None:
    assert watched(GAM=0.5).booked("balance", ["alp_acts"]) == {}


def test_alignments_of_today_count() -> None:
    small = watched(BET=0.5)
    reconciled = small.state(alignment={"GAM>BET": 0.4})
    booked = small.booked("balance", ["alp_acts"], reconciled)
    assert booked == {"GAM>ALP": pytest.approx(0.0096)}
