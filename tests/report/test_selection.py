from dataclasses import replace

from sim.report import selection
from sim.results import ReactionRow, ShiftRow
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


def test_the_event_is_the_first_scripted_difference() -> None:
    found = meta().event
    assert found is not None
    assert found.action == "kor_lethal_aid"
