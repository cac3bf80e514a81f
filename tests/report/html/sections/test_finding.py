from dataclasses import replace
from html import unescape

import pytest

from sim.report.html.brief import Brief, brief
from sim.report.html.markup import text
from sim.report.html.sections.finding import finding, sentence
from sim.results import IndicatorRow, Results, ShiftRow
from tests.report.html.page import read
from tests.results.fake import meta, results

SHIFT = ShiftRow("RUS", "KOR", -0.4, -0.5, -0.4, -0.1, -0.2, 0.02, 0.01, -0.16, 5, 0.01)
CALM = ShiftRow("USA", "KOR", 0.8, 0.8, 0.8, 0.002, -0.01, 0.01, 0.002, 0.003, 3, 0.002)
LIKELIER = IndicatorRow("hedge", "South Korea hedges.", 0.31, 0.12, 0.19, 0.02)
SCRIPTED = IndicatorRow("aid", "Weapons go to Ukraine", 1.0, 0.1, 0.9, 0.01)


def of(**changes: object) -> Brief:
    return brief(results(**changes), {})


def said(told: Brief) -> str:
    return read(text(sentence(told))).text


def test_the_largest_effect_and_the_most_changed_indicator_with_their_doubt() -> None:
    assert said(of(shifts=(CALM, SHIFT), indicators=(LIKELIER,))) == (
        "After 18 months, the alignment of Russia toward South Korea is 0.10 lower than without "
        "the event, on a scale from −1 to +1 (the difference in 8 runs of 10: −0.20 to +0.02; "
        "sampling error ±0.010), and it is 19 points likelier that “South Korea hedges” comes "
        "true (31% of runs against 12%; sampling error ±2.0)."
    )


def test_either_alone() -> None:
    assert said(of(shifts=(SHIFT,), indicators=())).endswith("sampling error ±0.010).")
    alone = said(of(shifts=(), indicators=(replace(LIKELIER, difference=-0.19),)))
    assert alone.startswith("After 18 months, it is 19 points less likely that")


def test_what_the_script_decides_by_itself_is_no_finding() -> None:
    told = of(meta=meta(settled=("aid",)), indicators=(SCRIPTED, LIKELIER))
    assert "Weapons go to Ukraine" not in said(told)
    assert "South Korea hedges" in said(told)


def test_what_could_be_chance_among_so_many_is_no_finding() -> None:
    shaky = replace(LIKELIER, mc_error=0.08)
    assert said(of(shifts=(CALM,), indicators=(shaky,))) == (
        "Nothing stands out of chance at the end: the largest difference, United States toward "
        "South Korea, is +0.002 with a sampling error of ±0.002, too small to tell or to matter; "
        "and no indicator changes by more than 3 times its sampling error."
    )


def test_two_equal_arms() -> None:
    same = replace(CALM, effect=0.0, peak=0.0, mc_error=0.0)
    even = replace(LIKELIER, difference=0.0, mc_error=0.0)
    assert said(of(shifts=(same,), indicators=(even,))) == (
        "Nothing differs: the scenario and what it is compared with are the same, run by run."
    )


def test_arms_that_part_on_the_way_only_are_not_the_same() -> None:
    back = replace(CALM, effect=0.0, mc_error=0.0)
    assert said(of(shifts=(back,), indicators=())).startswith("Nothing stands out of chance")


def test_the_doubt_that_the_sentence_cannot_hold() -> None:
    told = read(finding(of(shifts=(SHIFT,), indicators=()))).text
    assert "The range includes zero" in told
    assert "Russia toward South Korea: −0.16 in Oct 2024, of which −0.10 is left" in told
    sure = replace(SHIFT, effect_p90=-0.01, peak=-0.1)
    told = read(finding(of(shifts=(sure,), indicators=()))).text
    assert "The range includes zero" not in told
    assert "on the way" not in told


@pytest.mark.parametrize("word", ["Alignment", "baseline", "same luck", "8 runs in 10", "point"])
def test_words_are_explained_where_they_are_first_used(word: str) -> None:
    assert word in [one.text for one in read(finding(of())).all("dfn")]


def test_warnings_stand_under_the_finding() -> None:
    assert "Warning: The tension of Ukraine" in read(finding(of())).text


def test_no_results_at_all() -> None:
    assert unescape(said(brief(Results(meta=meta()), {}))).startswith("Nothing differs")
