"""z[i,j] −= χ_i · d[o,j] · h[k,i] · surprise[k],   j ≠ i, o."""

import pytest

from tests.kernel.hand import Hand, hand


def backed(**keys: object) -> Hand:
    """GAM, which rests on BET and less on DEL, harms ALP and BET."""
    return hand(
        {"gam_harms": {"impacts": {"ALP": -0.5, "BET": -0.2, "OTA": -0.9}, **keys}},
        actors=("ALP", "BET", "DEL", "GAM"),
        passive=("OTA",),
        dyads={
            "GAM>BET.dependence": 0.6,
            "GAM>DEL.dependence": 0.1,
            "ALP>BET.dependence": 0.8,
            "DEL>BET.dependence": (0.0, 0.5),
        },
        strengths={"complicity.chi": 0.1},
    )


def test_who_is_harmed_turns_from_the_patrons() -> None:
    # 0.1 · 0.8 times 0.5 · 0.6 and 0.5 · 0.1; of BET, a patron itself, only the other answers
    assert backed().booked("complicity", ["gam_harms"]) == {
        "ALP>BET": pytest.approx(-0.024),
        "ALP>DEL": pytest.approx(-0.004),
        "BET>DEL": pytest.approx(-0.0016),
    }


def test_harm_that_stays_out_clears_them() -> None:
    # 0.1 · −0.2 times the same
    assert backed().booked("complicity")["ALP>BET"] == pytest.approx(0.006)


def test_a_patron_answers_as_far_as_the_client_rests_on_it_today() -> None:
    small = backed()
    freed = small.state(dependence={"GAM>BET": 0.0, "GAM>DEL": 0.4})
    assert small.booked("complicity", ["gam_harms"], freed) == {
        "ALP>DEL": pytest.approx(-0.016),
        "BET>DEL": pytest.approx(-0.0064),
    }


def test_who_does_it_too_has_patrons_of_its_own() -> None:
    small = backed(alongside={"DEL": 0.5})
    resting = small.state(dependence={"DEL>BET": 0.5, "GAM>DEL": 0.0})
    # the owner's 0.1 · 0.8 · 0.5 · 0.6, and half of 0.1 · 0.8 · 0.5 · 0.5
    assert small.booked("complicity", ["gam_harms"], resting) == {"ALP>BET": pytest.approx(-0.034)}


def test_who_does_not_see_it_blames_nobody() -> None:
    small = backed(seen_by=["BET"])
    assert small.booked("complicity", ["gam_harms"]) == {"BET>DEL": pytest.approx(-0.0016)}
