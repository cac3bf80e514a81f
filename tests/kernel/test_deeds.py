"""Deeds of several, deeds that go on, and deeds that not all see.

Every action has a base rate of 0.2: taken, it surprises by 0.8, left out by −0.2.
"""

from typing import Any

import pytest

from sim.ledger import book
from tests.kernel.hand import Hand, hand

ALL = {
    "reciprocity.rho": 0.1,
    "investment.sigma": 0.05,
    "common_threat.kappa": 0.2,
    "entrapment.epsilon": 0.1,
    "patron_rivalry.omega": 0.1,
}


def joint(**keys: Any) -> Hand:
    """ALP does it, BET alongside answers for half of it; GAM and DEL suffer, BET gains too."""
    return hand(
        {
            "alp_acts": {
                "impacts": {"GAM": -0.4, "DEL": -0.2, "BET": 0.2},
                "alongside": {"BET": 0.5},
                "in_return": {"BET": 0.3},
                "escalates": {"sea": 1.0},
                **keys,
            }
        },
        actors=("ALP", "BET", "GAM", "DEL"),
        traits={"DEL.aversion.sea": 2.0},
        dyads={
            "BET>DEL.commitment": 0.5,
            "GAM>DEL.dependence": 0.6,
            "GAM>BET.dependence": 0.2,
            "BET>ALP.commitment": (0.1, 1.0),
            "GAM>BET.commitment": (0.0, 1.0),
        },
        strengths=ALL,
    )


# Done together


def test_who_does_it_too_is_answered_for_its_part() -> None:
    # 0.1 · 0.8 times what each does to whom, of BET's half of it
    assert joint().booked("reciprocity", ["alp_acts"]) == {
        "GAM>ALP": pytest.approx(-0.032),
        "GAM>BET": pytest.approx(-0.016),
        "DEL>ALP": pytest.approx(-0.016),
        "DEL>BET": pytest.approx(-0.008),
        "BET>ALP": pytest.approx(0.016),
        "ALP>BET": pytest.approx(0.024),  # the whole of what it gives in return
    }


def test_both_invest_in_whom_it_helps_and_turn_from_whom_it_harms() -> None:
    # 0.05 · 0.8 times the same
    assert joint().booked("investment", ["alp_acts"]) == {
        "ALP>GAM": pytest.approx(-0.016),
        "ALP>DEL": pytest.approx(-0.008),
        "ALP>BET": pytest.approx(0.008),
        "BET>GAM": pytest.approx(-0.008),
        "BET>DEL": pytest.approx(-0.004),
        "BET>ALP": pytest.approx(0.012),
    }


def test_the_ledger_tells_what_a_deed_did_by_all_of_its_doers() -> None:
    small = joint()
    columns = book(small.case)
    found = {
        (columns.entry(n).source, columns.entry(n).target)
        for n in range(columns.width)
        if columns.entry(n).mechanism == "reciprocity"
    }
    assert {("GAM", "ALP"), ("GAM", "BET"), ("ALP", "BET")} <= found
    assert {columns.entry(n).action for n in range(columns.width)} == {"alp_acts", ""}


def test_together_they_draw_their_victims_together_once() -> None:
    # 0.2 · 0.4 · 0.2 · 0.8 / 2
    assert joint().booked("common_threat", ["alp_acts"]) == {
        "GAM>DEL": pytest.approx(0.0064),
        "DEL>GAM": pytest.approx(0.0064),
    }


def test_an_ally_of_who_does_it_too_may_be_dragged_in() -> None:
    # 0.1 · 0.5 · 2 · 1 · 0.8 of BET's half
    assert joint().booked("entrapment", ["alp_acts"]) == {"DEL>BET": pytest.approx(-0.04)}


def test_both_are_held_to_account() -> None:
    small = joint()
    after = small.after(["alp_acts"])
    # 0.8 · 0.4, half of it, and what is given in return as gratitude
    assert small.value(after, "grievance", "GAM>ALP") == pytest.approx(0.32)
    assert small.value(after, "grievance", "GAM>BET") == pytest.approx(0.16)
    assert small.value(after, "grievance", "ALP>BET") == pytest.approx(-0.24)
    assert small.value(after, "tension", "sea") == pytest.approx(4.8)  # it is stirred once


def test_both_may_take_over_a_client() -> None:
    small = joint(transfers={"GAM": 0.5})
    # 0.1 · 0.6 · 0.5 · 0.8, half of it, and of each other's part what they had of it: of BET's 0.2
    # it resents ALP, and ALP had none
    assert small.booked("patron_rivalry", ["alp_acts"]) == {
        "DEL>ALP": pytest.approx(-0.024),
        "DEL>BET": pytest.approx(-0.012),
        "BET>ALP": pytest.approx(-0.008),
    }
    after = small.after(["alp_acts"])
    # 0 + 0.5 · 0.5 · 0.8, and 0.2 + 0.5 · half of 0.5 · 0.8
    assert small.value(after, "dependence", "GAM>ALP") == pytest.approx(0.2)
    assert small.value(after, "dependence", "GAM>BET") == pytest.approx(0.3)


def test_both_may_pledge_to_defend_another() -> None:
    small = joint(pledges={"GAM": 0.4, "BET": 0.3})
    after = small.after(["alp_acts"])
    assert small.value(after, "commitment", "GAM>ALP") == pytest.approx(0.4)
    assert small.value(after, "commitment", "GAM>BET") == pytest.approx(0.2)  # half of it
    assert small.value(after, "commitment", "BET>ALP") == pytest.approx(0.4)  # 0.1 + 0.3


# Going on


def going_on(start: str = "off") -> Hand:
    """ALP goes to war, which it may then wage month after month; to stop takes another deed."""
    return hand(
        {
            "alp_wages_war": {"impacts": {"BET": -0.5}, "moves": {"war": "on"}},
            "alp_stops": {"moves": {"war": "off"}},
        },
        postures={"war": {"levels": ["off", "on"], "start": start}},
        counts={"evidence": 0.4},
    )


def test_a_deed_that_leaves_a_posture_where_it_stands_surprises_nobody() -> None:
    small = going_on()
    first = small.after(["alp_wages_war"])
    assert small.value(first, "surprise", "alp_wages_war") == pytest.approx(0.8)
    assert small.value(first, "grievance", "BET>ALP") == pytest.approx(0.4)
    again = small.after(["alp_wages_war"], first)
    assert small.value(again, "surprise", "alp_wages_war") == 0.0
    assert small.value(again, "grievance", "BET>ALP") == pytest.approx(0.2)  # fades all the same
    paused = small.after([], first)
    assert small.value(paused, "surprise", "alp_wages_war") == 0.0


def test_what_goes_on_teaches_nothing() -> None:
    small = going_on()
    first = small.after(["alp_wages_war"])
    # 0.2 + 0.5 · 0.8 / 4 for the first time; then half of what was learned is forgotten
    assert small.value(first, "expected", "alp_wages_war") == pytest.approx(0.3)
    for taken in (["alp_wages_war"], []):
        later = small.after(taken, first)
        assert small.value(later, "expected", "alp_wages_war") == pytest.approx(0.25)


def test_once_it_was_stopped_it_is_news_again() -> None:
    small = going_on()
    stopped = small.after(["alp_stops"], small.after(["alp_wages_war"]))
    expected = small.value(stopped, "expected", "alp_wages_war")
    again = small.after(["alp_wages_war"], stopped)
    assert small.value(again, "surprise", "alp_wages_war") == pytest.approx(1.0 - expected)


def test_where_things_stood_from_the_start_the_base_rate_says_what_is_usual() -> None:
    small = going_on(start="on")
    after = small.after(["alp_wages_war"])
    assert small.value(after, "surprise", "alp_wages_war") == pytest.approx(0.8)
    # to stop is what goes on once it has been stopped
    assert small.value(small.after(["alp_stops"]), "surprise", "alp_stops") == pytest.approx(0.8)
    stopped = small.state(posture={"war": 0.0})
    assert small.value(small.after(["alp_stops"], stopped), "surprise", "alp_stops") == 0.0


def test_a_deed_goes_on_where_all_its_postures_stand() -> None:
    levels = {"levels": ["off", "on"]}
    small = hand(
        {"alp_acts": {"moves": {"war": "on", "draft": "on", "peace": "off"}}},
        postures={"war": levels, "draft": levels, "peace": levels},
    )
    # peace is off from the start, and so says nothing
    for posture, surprise in (
        ({"war": 1.0, "draft": 1.0}, 0.0),
        ({"war": 1.0}, 0.8),
        ({"peace": 1.0, "war": 1.0, "draft": 1.0}, 0.0),
    ):
        after = small.after(["alp_acts"], small.state(posture=posture))
        assert small.value(after, "surprise", "alp_acts") == pytest.approx(surprise)


# Seen by some


def seen_by(*parties: str) -> Hand:
    return hand(
        {"alp_acts": {"impacts": {"BET": -0.5, "GAM": -0.2, "DEL": 0.3}, "seen_by": [*parties]}},
        actors=("ALP", "BET", "GAM", "DEL"),
        traits={"ALP.motives.interest": 1.0, "DEL.balance": 0.5},
        dyads={"BET>DEL.commitment": 0.5, "DEL>BET.alignment": 0.8},
        strengths={"abandonment.alpha": 0.1, **ALL},
    )


def test_who_does_not_see_a_deed_does_not_answer_it() -> None:
    small = seen_by("GAM", "DEL")
    assert small.booked("reciprocity", ["alp_acts"]) == {
        "GAM>ALP": pytest.approx(-0.016),
        "DEL>ALP": pytest.approx(0.024),
    }
    assert small.booked("common_threat", ["alp_acts"]) == {}
    after = small.after(["alp_acts"])
    assert small.value(after, "grievance", "BET>ALP") == 0.0
    assert small.value(after, "grievance", "GAM>ALP") == pytest.approx(0.16)


def test_nobody_takes_sides_over_what_the_other_has_not_seen() -> None:
    # DEL would side with BET: 0.1 · 0.5 · 0.8 · −0.5 · 0.8
    assert seen_by("BET").booked("balance", ["alp_acts"])["DEL>ALP"] == pytest.approx(-0.016)
    assert "DEL>ALP" not in seen_by("GAM", "DEL").booked("balance", ["alp_acts"])


def test_what_an_ally_has_not_seen_it_cannot_leave_unanswered() -> None:
    shown, hidden = seen_by("BET"), seen_by("GAM")
    for small, silence in ((shown, {"BET>DEL": pytest.approx(-0.02)}), (hidden, {})):
        harmed = small.state(surprise={"alp_acts": 0.8})
        assert small.booked("abandonment", [], harmed) == silence  # 0.1 · 0.5 · 0.5 · 0.8


def test_the_doer_knows_what_it_does() -> None:
    small = seen_by("DEL")
    # what BET suffers is worth as much to ALP whether or not BET sees it
    closer = small.state(alignment={"ALP>BET": 0.4})
    assert small.tilt("interest", closer) == {"alp_acts": pytest.approx(-0.2)}
    assert small.booked("investment", ["alp_acts"]) == {"ALP>DEL": pytest.approx(0.012)}


def test_without_an_audience_all_see_it() -> None:
    plain = hand({"alp_acts": {"impacts": {"BET": -0.5}}}, strengths={"reciprocity.rho": 0.1})
    assert plain.booked("reciprocity", ["alp_acts"]) == {"BET>ALP": pytest.approx(-0.04)}
