"""U_o(k) = −Σ_q aversion[o,q] · escalation[k,q] · heat[o,q].

heat[o,q] = e_ref[q] + ( e[q] − e_ref[q] ) · ( 1 − the largest hurt of o, from 0 to 1 )
"""

import pytest

from tests.kernel.hand import Hand, hand


def tense() -> Hand:
    return hand(
        {
            "alp_stirs": {"escalates": {"sea": 0.5, "border": 0.2}},
            "alp_calms": {"escalates": {"sea": -0.4}},
        },
        tension={"border": 2.0, "sea": 4.0},
        traits={
            "ALP.precision": 0.5,
            "ALP.motives.stability": 0.8,
            "ALP.aversion.sea": 1.5,
            "ALP.aversion.border": 1.0,
        },
    )


def test_no_tilt_at_rest() -> None:
    assert tense().tilt("stability") == {}


def test_rising_tension_deters_stirring_and_favours_calm() -> None:
    small = tense()
    # 0.4 · −(1.5 · 0.5 · 2) and 0.4 · (1.5 · 0.4 · 2)
    assert small.tilt("stability", small.state(tension={"sea": 6.0})) == {
        "alp_stirs": pytest.approx(-0.6),
        "alp_calms": pytest.approx(0.48),
    }


def test_theatres_add_up() -> None:
    small = tense()
    # 0.4 · −(1.5 · 0.5 · 2 − 1 · 0.2 · 1)
    state = small.state(tension={"sea": 6.0, "border": 1.0})
    assert small.tilt("stability", state)["alp_stirs"] == pytest.approx(-0.52)


@pytest.mark.parametrize(
    ("hurt", "felt"), [(0.25, 0.75), (1.0, 0.0), (1.7, 0.0), (0.0, 1.0), (-0.4, 1.0)]
)
def test_who_is_hurt_counts_the_heat_that_came_with_it_less(hurt: float, felt: float) -> None:
    small = tense()
    # 0.4 · −(1.5 · 0.5 · 2) as far as it is felt
    state = small.state(tension={"sea": 6.0}, grievance={"ALP>BET": hurt})
    tilts = small.tilt("stability", state)
    assert tilts.get("alp_stirs", 0.0) == pytest.approx(-0.6 * felt)
    assert tilts.get("alp_calms", 0.0) == pytest.approx(0.48 * felt)
    # who has not been hurt itself is a bystander
    theirs = small.state(tension={"sea": 6.0}, grievance={"BET>ALP": hurt})
    assert small.tilt("stability", theirs)["alp_stirs"] == pytest.approx(-0.6)
