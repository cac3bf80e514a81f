"""Each memory, with half-lives of one step: half of a departure is left after a step."""

import math

import numpy as np
import pytest

from sim.kernel.step import advance
from tests.kernel.hand import Hand, hand


def test_grievance_grows_by_unexpected_harm_and_fades() -> None:
    small = hand({"alp_harms": {"impacts": {"BET": -0.5}}})
    sore = small.state(grievance={"BET>ALP": 0.4})
    # 0.5 · 0.4 + 0.5 · 0.8, and 0.5 · 0.4 − 0.5 · 0.2 where the harm stays out
    harmed, spared = small.after(["alp_harms"], sore), small.after([], sore)
    assert small.value(harmed, "grievance", "BET>ALP") == pytest.approx(0.6)
    assert small.value(spared, "grievance", "BET>ALP") == pytest.approx(0.1)


def test_grievance_of_help_is_gratitude() -> None:
    small = hand({"alp_helps": {"impacts": {"BET": 0.5}}})
    after = small.after(["alp_helps"])
    assert small.value(after, "grievance", "BET>ALP") == pytest.approx(-0.4)
    assert small.value(after, "grievance", "ALP>BET") == 0.0


def test_expectation_moves_toward_what_is_seen() -> None:
    small = hand({"alp_acts": {}}, counts={"evidence": 0.4})
    # known: a window of 1 / (1 − 0.5) = 2 months and 0.4 / 0.2 = 2 more; of what was learned,
    # half is forgotten: 0.2 + 0.5 · (1 − 0.2) / 4, and 0.2 + 0.5 · (0 − 0.2) / 4
    assert small.value(small.after(["alp_acts"]), "expected", "alp_acts") == pytest.approx(0.3)
    assert small.value(small.after(), "expected", "alp_acts") == pytest.approx(0.175)


def test_what_is_rare_is_learned_slowly() -> None:
    small = hand({"alp_acts": {"rate": 0.01}}, counts={"evidence": 0.4})
    # known: 2 + 0.4 / 0.01 = 42 months; 0.01 + 0.5 · 0.99 / 42
    after = small.after(["alp_acts"])
    assert small.value(after, "expected", "alp_acts") == pytest.approx(0.01 + 0.495 / 42)


def test_what_was_learned_is_forgotten() -> None:
    small = hand({"alp_acts": {}}, counts={"evidence": 0.4}, half_lives={"forgetting": 2.0})
    used = small.state(expected={"alp_acts": 0.6})
    # seen as often as it is expected, it teaches nothing: 0.2 + √0.5 · (0.6 − 0.2)
    row = small.taken([])
    row[0] = 0.6
    after = advance(small.batch, used, 1, small.odds(used), row).after
    assert small.value(after, "expected", "alp_acts") == pytest.approx(0.2 + math.sqrt(0.5) * 0.4)


def test_expectation_of_the_impossible_stands_still() -> None:
    need = {"posture": "course", "at_least": "open"}
    small = hand(
        {"alp_acts": {"requires": [need]}}, postures={"course": {"levels": ["shut", "open"]}}
    )
    assert small.value(small.after(), "expected", "alp_acts") == 0.2


def test_surprise_is_remembered_for_a_step() -> None:
    small = hand({"alp_acts": {}})
    assert small.value(small.after(["alp_acts"]), "surprise", "alp_acts") == pytest.approx(0.8)


@pytest.mark.parametrize(("half_life", "left"), [(1.0, 0.5), (2.0, math.sqrt(0.5)), (0.5, 0.25)])
def test_half_lives(half_life: float, left: float) -> None:
    small = hand({"alp_acts": {}}, half_lives={"grievance": half_life})
    after = small.after([], small.state(grievance={"BET>ALP": 0.4}))
    assert small.value(after, "grievance", "BET>ALP") == pytest.approx(0.4 * left)


def courted(**off: tuple[str, ...]) -> Hand:
    """ALP draws BET to itself, whose other patron is GAM."""
    return hand(
        {"alp_courts": {"transfers": {"BET": 0.5}}},
        actors=("ALP", "BET", "GAM"),
        dyads={"BET>ALP.dependence": 0.2, "BET>GAM.dependence": 0.6},
        strengths={"patron_rivalry.displacement": 0.5},
        **off,
    )


def test_dependence_moves_to_the_owner_and_displaces_other_patrons() -> None:
    after = courted().after(["alp_courts"])
    # 0.2 + 0.5 · (0.5 · 0.8);  0.6 + 0.5 · (−0.5 · 0.4 · 0.6)
    assert courted().value(after, "dependence", "BET>ALP") == pytest.approx(0.4)
    assert courted().value(after, "dependence", "BET>GAM") == pytest.approx(0.54)


def test_a_transfer_that_stays_out_gives_back() -> None:
    after = courted().after()
    # 0.2 + 0.5 · (0.5 · −0.2);  0.6 + 0.5 · (−0.5 · −0.1 · 0.6)
    assert courted().value(after, "dependence", "BET>ALP") == pytest.approx(0.15)
    assert courted().value(after, "dependence", "BET>GAM") == pytest.approx(0.615)


def test_without_patron_rivalry_nobody_is_displaced() -> None:
    small = courted(off=("patron_rivalry",))
    after = small.after(["alp_courts"])
    assert small.value(after, "dependence", "BET>ALP") == pytest.approx(0.4)
    assert small.value(after, "dependence", "BET>GAM") == pytest.approx(0.6)


def test_dependence_fades_toward_its_reference_and_keeps_to_its_range() -> None:
    small = courted()
    raised = small.state(dependence={"BET>GAM": 1.0, "BET>ALP": 1.0})
    after = small.after(["alp_courts"], raised)
    # 0.2 + 0.5 · (1 + 0.4 − 0.2);  0.6 + 0.5 · (1 − 0.5 · 0.4 · 1 − 0.6)
    assert small.value(after, "dependence", "BET>ALP") == pytest.approx(0.8)
    assert small.value(after, "dependence", "BET>GAM") == pytest.approx(0.7)
    strong = hand(
        {"alp_courts": {"transfers": {"BET": 1.0}}},
        dyads={"BET>ALP.dependence": 0.9},
    )
    assert strong.value(strong.after(["alp_courts"]), "dependence", "BET>ALP") == 1.0


def pledged(**dyads: float) -> Hand:
    """ALP can pledge to defend BET, withdraw, and reassure."""
    return hand(
        {
            "alp_pledges": {"pledges": {"BET": 0.3}},
            "alp_withdraws": {"pledges": {"BET": -0.6}},
            "alp_assures": {"reassures": {"BET": 0.25}},
        },
        dyads={
            "BET>ALP.commitment": 0.5,
            "BET>ALP.assurance": 0.4,
            **{f"BET>ALP.{field}": value for field, value in dyads.items()},
        },
    )


def test_a_pledge_stands() -> None:
    small = pledged()
    after = small.after(["alp_pledges"])
    assert small.value(after, "commitment", "BET>ALP") == pytest.approx(0.8)
    assert small.value(small.after([], after), "commitment", "BET>ALP") == pytest.approx(0.8)


def test_a_promise_keeps_to_its_range() -> None:
    small = pledged()
    assert small.value(small.after(["alp_withdraws"]), "commitment", "BET>ALP") == 0.0
    strong = pledged(commitment=0.9)
    assert strong.value(strong.after(["alp_pledges"]), "commitment", "BET>ALP") == 1.0


def test_an_expected_pledge_that_does_not_come_changes_no_promise() -> None:
    small = pledged()
    assert small.value(small.after(), "commitment", "BET>ALP") == 0.5


def test_reassurance_is_believed_beyond_what_was_expected_and_fades() -> None:
    small = pledged()
    # 0.4 + 0.5 · 0.25 · 0.8, and 0.4 + 0.5 · 0.25 · −0.2
    assert small.value(small.after(["alp_assures"]), "assurance", "BET>ALP") == pytest.approx(0.5)
    assert small.value(small.after(), "assurance", "BET>ALP") == pytest.approx(0.375)


def test_a_new_promise_is_believed_as_far_as_the_two_are_aligned() -> None:
    small = pledged(alignment=0.6)
    after = small.after(["alp_pledges"])
    # reference 0.4 + 0.3 · (1 + 0.6) / 2 = 0.64;
    # held 0.4 − 0.25 · 0.2 (the usual reassurance stays out) = 0.35; 0.64 + 0.5 · (0.35 − 0.64)
    assert small.value(after, "assurance", "BET>ALP") == pytest.approx(0.495)


def test_belief_in_a_new_promise_follows_the_alignment_of_today() -> None:
    small = pledged(alignment=0.6)
    after = small.after(["alp_pledges"], small.state(alignment={"BET>ALP": 0.2}))
    # reference 0.4 + 0.3 · (1 + 0.2) / 2 = 0.58; 0.58 + 0.5 · (0.35 − 0.58)
    assert small.value(after, "assurance", "BET>ALP") == pytest.approx(0.465)


def test_silence_after_harm_breeds_doubt() -> None:
    def abandoned(off: tuple[str, ...] = ()) -> Hand:
        return hand(
            {"gam_harms": {"impacts": {"ALP": -0.5}}},
            actors=("ALP", "BET", "GAM"),
            dyads={"ALP>BET.commitment": 0.7, "ALP>BET.assurance": 0.6},
            strengths={"abandonment.doubt": 0.25},
            off=off,
        )

    small = abandoned()
    harmed = small.state(surprise={"gam_harms": 0.8})
    # 0.6 + 0.5 · (−0.25 · 0.7 · 0.5 · 0.8)
    assert small.value(small.after([], harmed), "assurance", "ALP>BET") == pytest.approx(0.565)
    trusting = abandoned(("abandonment",))
    assert trusting.value(trusting.after([], harmed), "assurance", "ALP>BET") == pytest.approx(0.6)


def stirred() -> Hand:
    return hand(
        {"alp_stirs": {"escalates": {"sea": 1.5}}, "bet_calms": {"escalates": {"sea": -0.5}}},
        tension={"sea": 4.0, "border": 2.0},
    )


def test_tension_moves_by_unexpected_escalation() -> None:
    small = stirred()
    # 4 + 1.5 · 0.8 − 0.5 · −0.2, and 4 + 1.5 · −0.2 − 0.5 · 0.8
    assert small.value(small.after(["alp_stirs"]), "tension", "sea") == pytest.approx(5.3)
    assert small.value(small.after(["bet_calms"]), "tension", "sea") == pytest.approx(3.3)
    assert small.value(small.after(["alp_stirs"]), "tension", "border") == 2.0


def test_tension_calms_toward_its_reference() -> None:
    small = hand({"alp_acts": {}}, tension={"sea": 4.0})
    after = small.after([], small.state(tension={"sea": 6.0}))
    assert small.value(after, "tension", "sea") == pytest.approx(5.0)  # 4 + 0.5 · 2


def test_rungs_are_harder_the_nearer_the_end_of_the_scale() -> None:
    small = stirred()
    high = small.state(tension={"sea": 6.0})
    # up: 4 + 0.5 · 2 + (1.2 + 0.1) · (10 − 6) / (10 − 4)
    up = small.value(small.after(["alp_stirs"], high), "tension", "sea")
    assert up == pytest.approx(5.0 + 1.3 * 4 / 6)
    # down: 4 + 0.5 · 2 − (0.3 + 0.4) · 6 / 4
    down = small.value(small.after(["bet_calms"], high), "tension", "sea")
    assert down == pytest.approx(5.0 - 0.7 * 6 / 4)


def test_tension_keeps_to_its_range() -> None:
    small = hand(
        {"alp_stirs": {"escalates": {"sea": 3.0}}, "bet_calms": {"escalates": {"border": -3.0}}},
        tension={"sea": 9.5, "border": 0.5},
    )
    after = small.after(["alp_stirs", "bet_calms"])
    assert after.tension[0].tolist() == [10.0, 0.0]


def test_postures_ratchet() -> None:
    levels = ["first", "second", "third"]
    small = hand(
        {
            "alp_moves": {"moves": {"course": "third"}},
            "alp_returns": {"moves": {"course": "first"}},
        },
        postures={"course": {"levels": levels}, "other": {"levels": levels, "start": "second"}},
    )
    moved = small.after(["alp_moves"])
    assert moved.posture[0].tolist() == [2, 1]
    assert small.after([], moved).posture[0].tolist() == [2, 1]
    assert small.after(["alp_returns"], moved).posture[0].tolist() == [0, 1]
    assert small.start.posture[0].tolist() == [0, 1]


def test_each_run_moves_its_own_posture() -> None:
    small = hand(
        {"alp_moves": {"moves": {"course": "second"}, "rate": 0.5}},
        postures={"course": {"levels": ["first", "second"]}},
    )
    last = list(small.case.roll(small.case.luck(1, 0, 200, 1)))[-1]
    assert np.array_equal(last.after.posture, last.taken.astype(np.int8))
    assert 50 < last.after.posture.sum() < 150
