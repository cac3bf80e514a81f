"""How far a threat is in the air, believed and pulled, with half-lives of one step.

Every action has a base rate of 0.2: taken, it surprises by 0.8, left out by −0.2.
"""

from typing import Any

import pytest

from tests.kernel.hand import Hand, hand

STRIKE = {"impacts": {"BET": -0.5}}


def threatened(**threat: Any) -> Hand:
    """ALP threatens BET. Four cases weigh as much as what was believed before."""
    return hand(
        {
            "alp_warns": {"impacts": {"BET": -0.2}},
            "alp_strikes": STRIKE,
            "alp_scolds": {},
            "bet_acts": {"impacts": {"ALP": -0.3}},
            "bet_starts": {"moves": {"course": "on"}},
            "bet_stops": {"moves": {"course": "off"}},
        },
        traits={
            f"BET.motives.{name}": weight
            for name, weight in (("deterrence", 1.0), ("retaliation", 2.0))
        },
        postures={"course": {"levels": ["off", "on"]}},
        threats={
            "line": {
                "owner": "ALP",
                "against": "BET",
                "triggers": ["bet_acts"],
                "promises": {"alp_strikes": 0.7, "alp_scolds": 0.4},
                **threat,
            }
        },
    )


# In the air


def test_a_warning_is_in_the_air_and_fades() -> None:
    small = threatened(declared_by="alp_warns")
    assert small.value(small.start, "voiced", "line") == 0.0
    warned = small.after(["alp_warns"])
    assert small.value(warned, "voiced", "line") == pytest.approx(0.8)
    # half of it, less by the warning that stays out: 0.4 − 0.2
    said = small.state(voiced={"line": 0.8})
    assert small.value(small.after([], said), "voiced", "line") == pytest.approx(0.2)


def test_what_was_never_said_is_not_in_the_air() -> None:
    small = threatened(declared_by="alp_warns")
    assert small.value(small.after(), "voiced", "line") == 0.0


def test_a_standing_threat_may_be_repeated_and_let_rest() -> None:
    small = threatened(declared_by="alp_warns", standing=True)
    assert small.value(small.start, "voiced", "line") == 1.0
    assert small.value(small.after(["alp_warns"]), "voiced", "line") == pytest.approx(1.8)
    assert small.value(small.after(), "voiced", "line") == pytest.approx(0.8)


def test_nothing_is_louder_than_twice_what_stands() -> None:
    small = threatened(declared_by="alp_warns", standing=True)
    loud = small.state(voiced={"line": 1.8})
    # 1 + 0.5 · 0.8 + 0.8
    assert small.value(small.after(["alp_warns"], loud), "voiced", "line") == 2.0


def test_a_threat_that_nobody_repeats_stands_as_it_is() -> None:
    small = threatened()
    assert small.value(small.after(["bet_acts"]), "voiced", "line") == 1.0


# Pulled


def test_a_trigger_pulls_a_threat_as_far_as_it_is_in_the_air() -> None:
    standing, undeclared = threatened(), threatened(declared_by="alp_warns")
    assert standing.value(standing.after(["bet_acts"]), "pulled", "line") == pytest.approx(0.8)
    assert undeclared.value(undeclared.after(["bet_acts"]), "pulled", "line") == 0.0
    half = undeclared.state(voiced={"line": 0.5})
    pulled = undeclared.value(undeclared.after(["bet_acts"], half), "pulled", "line")
    assert pulled == pytest.approx(0.4)


def test_a_trigger_that_stays_out_lets_it_rest() -> None:
    small = threatened()
    assert small.value(small.after(), "pulled", "line") == pytest.approx(-0.2)


def test_a_pulled_trigger_fades_until_it_is_made_good() -> None:
    small = threatened()
    pulled = small.state(pulled={"line": 0.8})

    def left(*taken: str) -> float:
        return small.value(small.after(taken, pulled), "pulled", "line")

    # half of 0.8, of which a strike leaves 0.3, a scolding 0.6 and both together nothing;
    # the trigger stays out: −0.2
    assert left() == pytest.approx(0.2)
    assert left("alp_strikes") == pytest.approx(0.12 - 0.2)
    assert left("alp_scolds") == pytest.approx(0.24 - 0.2)
    assert left("alp_strikes", "alp_scolds") == pytest.approx(-0.2)
    # pulled once more: 0.12 + 0.8, and at most 1
    assert left("alp_strikes", "bet_acts") == pytest.approx(0.92)
    assert left("bet_acts") == 1.0


def test_a_deed_that_goes_on_defies_a_threat_beyond_the_usual() -> None:
    small = threatened(triggers=[], going_on=["bet_acts"])

    def pulled(voiced: float, *taken: str) -> float:
        s = small.state(voiced={"line": voiced})
        return small.value(small.after(taken, s), "pulled", "line")

    # half of what is in the air fades in the step; 0.2 of 1 is usual: 0.5 · (1.6 − 0.2)
    assert pulled(1.6, "bet_acts") == pytest.approx(0.7)
    assert pulled(1.0, "bet_acts") == pytest.approx(0.4)
    assert pulled(0.4, "bet_acts") == pytest.approx(0.1)
    # where it is left for once, less than the usual goes on, however loud the threat
    assert pulled(1.6) == pulled(1.0) == pytest.approx(-0.1)


def test_where_no_threat_stood_nothing_was_usual() -> None:
    small = threatened(triggers=[], going_on=["bet_acts"], declared_by="alp_warns")
    assert small.value(small.after(["bet_acts"]), "pulled", "line") == 0.0
    warned = small.state(voiced={"line": 0.6})
    assert small.value(small.after(["bet_acts"], warned), "pulled", "line") == pytest.approx(0.3)
    assert small.value(small.after([], warned), "pulled", "line") == 0.0


def test_a_posture_that_is_kept_defies_a_warning() -> None:
    small = threatened(
        triggers=[], declared_by="alp_warns", held=[{"posture": "course", "at_least": "on"}]
    )
    warned = small.state(voiced={"line": 0.6}, posture={"course": 1.0})
    # the posture before the step counts: it is defied in the step in which it is left, too
    assert small.value(small.after([], warned), "pulled", "line") == pytest.approx(0.3)
    left = small.after(["bet_stops"], warned)
    assert small.value(left, "pulled", "line") == pytest.approx(0.3)
    # then the pull fades as any other
    assert small.value(small.after([], left), "pulled", "line") == pytest.approx(0.15)


def test_a_posture_that_is_kept_defies_no_threat_that_is_as_loud_as_usual() -> None:
    small = threatened(triggers=[], held=[{"posture": "course", "at_least": "on"}])
    on = {"course": 1.0}
    assert small.value(small.after([], small.state(posture=on)), "pulled", "line") == 0.0
    quiet = small.state(posture=on, voiced={"line": 0.4})
    assert small.value(small.after([], quiet), "pulled", "line") == pytest.approx(-0.3)


def test_a_warning_that_is_never_heeded_is_one_case() -> None:
    """What is defied of it step by step adds up to what was said."""
    small = threatened(triggers=[], held=[{"posture": "course", "at_least": "on"}])
    s, defied = small.state(voiced={"line": 1.6}, posture={"course": 1.0}), []
    for _ in range(40):
        before = small.value(s, "pulled", "line")
        s = small.after([], s)
        defied.append(small.value(s, "pulled", "line") - 0.5 * before)
    assert sum(defied) == pytest.approx(0.6)


def test_what_was_pulled_anew_and_what_is_defied_add_up() -> None:
    small = threatened(going_on=["bet_starts"])
    quiet = small.state(voiced={"line": 0.5})
    # pulled by 0.5 · 0.8, defied by half of 0.5 − 0.2
    after = small.after(["bet_acts", "bet_starts"], quiet)
    assert small.value(after, "pulled", "line") == pytest.approx(0.55)


# Believed


def test_a_pulled_threat_that_is_kept_is_believed_the_more() -> None:
    small = threatened()
    pulled = small.state(pulled={"line": 0.8})
    # kept 0.8 · 0.7 = 0.56, unkept 0.5 · 0.8 · 0.3 = 0.12; 0.5 + (0.56 · 0.5 − 0.12 · 0.5) / 4
    kept = small.after(["alp_strikes"], pulled)
    assert small.value(kept, "credibility", "line") == pytest.approx(0.555)


def test_a_pulled_threat_that_is_let_lapse_makes_a_bluffer() -> None:
    small = threatened()
    # half of 0.8 lapses: 0.5 − 0.4 · 0.5 / 4
    lapsed = small.after([], small.state(pulled={"line": 0.8}))
    assert small.value(lapsed, "credibility", "line") == pytest.approx(0.45)


def test_a_pull_that_lapses_altogether_is_one_case() -> None:
    """The parts that lapse step by step add up to the whole."""
    small = threatened(triggers=[], held=[{"posture": "course", "at_least": "on"}])
    s, lapsed = small.state(pulled={"line": 1.0}), []
    for _ in range(40):
        before = small.value(s, "credibility", "line")
        s = small.after([], s)
        lapsed.append(4.0 * (before - small.value(s, "credibility", "line")) / before)
    assert sum(lapsed) == pytest.approx(1.0)


def test_a_threat_that_nobody_pulled_is_neither_kept_nor_broken() -> None:
    small = threatened()
    for pull in (0.0, -0.2):
        s = small.state(pulled={"line": pull})
        assert small.value(small.after(["alp_strikes"], s), "credibility", "line") == 0.5
        assert small.value(small.after([], s), "credibility", "line") == 0.5


def test_belief_does_not_fade() -> None:
    small = threatened()
    known = small.state(credibility={"line": 0.9})
    assert small.value(small.after([], known), "credibility", "line") == 0.9


def test_belief_keeps_to_its_range_where_one_case_is_all_that_counts() -> None:
    small = hand(
        {"alp_strikes": STRIKE, "bet_acts": {}},
        counts={"cases": 1.0},
        threats={
            "line": {
                "owner": "ALP",
                "against": "BET",
                "triggers": ["bet_acts"],
                "promises": {"alp_strikes": 1.0},
            }
        },
    )
    pulled = small.state(pulled={"line": 1.0})
    assert small.value(small.after(["alp_strikes"], pulled), "credibility", "line") == 1.0
    # half of the pull lapses: 0.5 − 0.5 · 0.5
    assert small.value(small.after([], pulled), "credibility", "line") == pytest.approx(0.25)


# Together


def test_a_warning_deters_and_provokes() -> None:
    """The target fears what was promised, and has been hurt by the warning itself."""
    small = threatened(declared_by="alp_warns")
    warned = small.after(["alp_warns"])
    # voiced 0.8 · believed 0.5 · (0.7 · 0.5 + 0.4 · 0) / 1.1
    fear = 0.8 * 0.5 * 0.35 / 1.1
    # hurt by the warning 0.2 · 0.8, spared by the strike that stays out 0.5 · 0.2; 0.3 back
    anger = 2.0 * (0.16 - 0.1) * 0.3
    assert small.tilt("deterrence", warned) == {"bet_acts": pytest.approx(-fear)}
    assert small.tilt("retaliation", warned) == {"bet_acts": pytest.approx(anger)}
    assert small.odds(warned).tilt[0, small.case.names.actions.index("bet_acts")] == (
        pytest.approx(anger - fear)
    )


def test_a_warner_who_kept_his_word_is_feared_more_than_a_bluffer() -> None:
    small = threatened(declared_by="alp_warns")
    pulled = small.state(pulled={"line": 0.8}, voiced={"line": 1.0})
    kept, bluffed = small.after(["alp_strikes"], pulled), small.after([], pulled)
    tilts = [small.tilt("deterrence", s)["bet_acts"] for s in (kept, bluffed)]
    assert tilts[0] < tilts[1] < 0.0
