from dataclasses import replace

from sim.report.html.brief import brief
from sim.report.html.sections.reactions import chain, reactions
from sim.results import ReactionRow
from sim.results.conventions import AGAIN, CROWDED_OUT, NOW_POSSIBLE
from tests.report.html.page import read
from tests.results.fake import results

ROW = ReactionRow("RUS", "arms", "Sends arms", 0.6, 0.2, 3.0, 0.5, 0.02, 2.0, "paying back harm")
OPENED = replace(ROW, action="ratify", title="Ratifies", because=NOW_POSSIBLE)
AGAIN_AND_AGAIN = replace(ROW, action="aid", title="Sends aid", because=AGAIN)
LESS = replace(ROW, action="less", title="Waits", rate=0.1, ratio=0.5, extra=-0.5)


def test_what_no_motive_does_has_its_own_list() -> None:
    rows = (ROW, OPENED, AGAIN_AND_AGAIN, replace(LESS, because=CROWDED_OUT))
    told = brief(results(reactions=rows), {})
    assert [row.action for row in chain(told)] == ["arms"]
    text = read(reactions(told)).text
    listed = text.partition("Made possible, or more of the same")[2]
    assert "Russia ratifies: 0.60 times per run against 0.20; it has become possible." in listed
    assert "Russia sends aid: 0.60 times per run against 0.20" in listed
    assert "Russia waits: 0.10 times per run against 0.20; another act takes its place." in listed


def test_times_per_run_say_what_they_count() -> None:
    text = read(reactions(brief(results(reactions=(ROW,)), {}))).text
    assert "times it is chosen in a run, on average over runs; scripted times are not" in text
    assert "in the 6 months from Aug 2024 on" in text
    assert "Made possible" not in text
