from dataclasses import replace

from sim.report import selection
from sim.results import IndicatorRow, ReactionRow, Script, ShiftRow
from sim.results.conventions import AGAIN, NO_MORE, NOW_POSSIBLE
from tests.results.fake import meta

SHIFT = ShiftRow("RUS", "KOR", -0.4, -0.5, -0.4, -0.1, -0.2, 0.02, 0.01, -0.16, 5, 0.02)
REACTION = ReactionRow("RUS", "arms", "Sends arms", 0.6, 0.2, 3.0, 0.5, 0.02, 2.0, "x")


def test_the_same_pair_leads_everywhere() -> None:
    late = replace(SHIFT, source="USA", effect=0.12, peak=0.12)
    gone = replace(SHIFT, effect=0.0)
    rows = (late, gone)
    assert selection.shifts(rows, 1) == [gone]
    assert selection.doubted(rows)[0] == gone
    assert selection.leading(rows) == gone


def test_only_a_sure_shift_leads() -> None:
    shaky = replace(SHIFT, peak_error=0.06)
    assert selection.shifts([shaky], 1) == [shaky]
    assert selection.leading([shaky]) is None


def test_a_reaction_is_the_largest_change_either_way() -> None:
    less = replace(REACTION, action="less", rate=0.1, baseline_rate=0.7, ratio=0.14, extra=-0.6)
    assert selection.reaction([REACTION, less], ()) == less
    assert selection.reaction([], ()) is None
    opened = replace(less, because="it is no longer possible")
    assert selection.reaction([REACTION, opened], ()) == REACTION


def test_what_no_motive_does_is_no_reaction_and_is_kept_apart() -> None:
    opened, again = (replace(REACTION, action=why, because=why) for why in (NOW_POSSIBLE, AGAIN))
    less = replace(REACTION, action="less", rate=0.1, baseline_rate=0.7, ratio=0.14, extra=-0.6)
    done = replace(less, because=AGAIN)
    closed = replace(less, action="closed", because=NO_MORE)
    rows = [REACTION, opened, again, less, closed, done]
    assert selection.more_often(rows, 9) == [REACTION]
    assert selection.less_often(rows, 9) == [less]
    assert selection.no_reaction(rows, 9) == [closed, opened, again]


def test_own_indicators_are_told_changed_or_not_but_not_what_the_script_decides() -> None:
    row = IndicatorRow("a", "A", 0.3, 0.1, 0.2, 0.01, 1, 18)
    same, decided, other = (replace(row, indicator=name) for name in "bcd")
    same = replace(same, with_=0.1, difference=0.0)
    asked = meta(own=("a", "b", "c"), settled=("c",))
    rows = [row, same, decided, other]
    assert selection.own(rows, asked) == [row, same]
    assert selection.others(rows, asked) == [other]
    assert selection.headlines(rows, asked, 1) == [row]


def test_the_event_is_the_act_that_the_title_names_else_the_first_difference() -> None:
    script = tuple(
        Script(step, f"2024-0{step}", "KOR", name, name) for step, name in ((7, "a"), (8, "b"))
    )
    assert meta(script=script).event == script[0]
    assert meta(script=script, about="b").event == script[1]
    assert meta(script=script, about="elsewhere").event == script[0]
    assert meta(script=()).event is None


def test_the_event_is_the_first_scripted_difference() -> None:
    found = meta().event
    assert found is not None
    assert found.action == "kor_lethal_aid"
