from dataclasses import replace
from html import unescape

import pytest

from sim.report.html.brief import Brief, brief
from sim.report.html.markup import text
from sim.report.html.sections.finding import finding, sentences
from sim.results import IndicatorRow, ReactionRow, Results, Script, ShiftRow, csv_text
from sim.results.uncertainty import VarianceRow
from tests.report.html.page import read
from tests.results.fake import meta, results

SHIFT = ShiftRow("RUS", "KOR", -0.4, -0.5, -0.4, -0.1, -0.2, 0.02, 0.01, -0.16, 5, 0.02)
CALM = ShiftRow("USA", "KOR", 0.8, 0.8, 0.8, 0.002, -0.01, 0.01, 0.002, 0.003, 3, 0.002)
LIKELIER = IndicatorRow("hedge", "South Korea hedges.", 0.31, 0.12, 0.19, 0.02, 1, 18)
SCRIPTED = IndicatorRow("aid", "Weapons go to Ukraine", 1.0, 0.1, 0.9, 0.01, 1, 18)
ARMS_SENT = ReactionRow("RUS", "arms", "Sends arms", 0.6, 0.2, 3.0, 0.5, 0.02, 2.0, "x")


def of(**changes: object) -> Brief:
    return brief(results(**({"reactions": ()} | changes)), {})


def said(told: Brief) -> str:
    return read(text(sentences(told))).text


def test_shift_and_reaction_in_one_sentence_then_what_becomes_likelier() -> None:
    told = of(shifts=(CALM, SHIFT), reactions=(ARMS_SENT,), indicators=(LIKELIER,))
    assert said(told) == (
        "The largest shift of an alignment is that of Russia toward South Korea: −0.16 (±0.020) in "
        "Oct 2024 on a scale from −1 to +1, of which −0.10 is left after 18 months; of all "
        "reactions, this one changes most: Russia sends arms, 0.60 times per run instead of 0.20 "
        "in the 6 months from Aug 2024 on (× 3.0). At some time within 18 months it is 19 points "
        "likelier that “South Korea hedges” comes true (31% of runs against 12%; sampling error "
        "±2.0)."
    )


def test_each_alone() -> None:
    none = {"shifts": (), "reactions": (), "indicators": ()}
    assert said(of(**none | {"shifts": (SHIFT,)})).endswith("is left after 18 months. ")
    less = replace(LIKELIER, difference=-0.19)
    assert said(of(**none | {"indicators": (less,)})).startswith(
        "At some time within 18 months it is 19 points less likely that"
    )
    assert said(of(**none | {"reactions": (ARMS_SENT,)})).startswith(
        "Of all reactions, this one changes most: Russia sends arms"
    )


@pytest.mark.parametrize(
    ("effect", "error", "end"),
    [
        (-0.10, 0.01, "of which −0.10 is left after 18 months"),
        (0.01, 0.001, "of which nothing is left after 18 months"),  # a small rest turned round
        (-0.01, 0.02, "of which nothing is left after 18 months"),  # no more than chance
        (0.08, 0.01, "but after 18 months it is +0.08, the other way"),
    ],
)
def test_what_is_left_of_the_peak(effect: float, error: float, end: str) -> None:
    shift = replace(SHIFT, effect=effect, mc_error=error)
    assert f"from −1 to +1, {end}" in said(of(shifts=(shift,), indicators=()))


def test_a_peak_at_the_end_is_all_there_is() -> None:
    shift = replace(SHIFT, peak=-0.1, peak_step=18)
    assert said(of(shifts=(shift,), indicators=())).endswith("Nov 2025 on a scale from −1 to +1. ")


@pytest.mark.parametrize(
    ("first", "last", "when"),
    [
        (1, 6, "At some time within 6 months it is"),
        (4, 6, "Between Sep 2024 and Nov 2024 it is"),
        (2, 2, "In Jul 2024 it is"),
    ],
)
def test_an_indicator_counts_in_its_own_window(first: int, last: int, when: str) -> None:
    row = replace(LIKELIER, from_=first, to=last)
    assert said(of(shifts=(), indicators=(row,))).startswith(when)


def test_a_scripted_act_is_no_reaction_nor_is_what_could_be_chance() -> None:
    script = (Script(2, "2024-07", "RUS", "arms", "Sends arms"),)
    assert "reactions" not in said(of(meta=meta(script=script), reactions=(ARMS_SENT,)))
    shaky = replace(ARMS_SENT, mc_error=0.2)
    assert "reactions" not in said(of(reactions=(shaky,)))


def test_a_state_has_its_article_within_a_sentence() -> None:
    row, shift = replace(ARMS_SENT, actor="USA"), replace(SHIFT, target="USA")
    told = said(of(shifts=(shift,), reactions=(row,), indicators=()))
    assert "that of Russia toward the United States: −0.16" in told
    assert "changes most: the United States sends arms" in told


def test_what_the_script_decides_by_itself_is_no_finding() -> None:
    told = of(meta=meta(settled=("aid",)), indicators=(SCRIPTED, LIKELIER))
    assert "Weapons go to Ukraine" not in said(told)
    assert "South Korea hedges" in said(told)


def test_what_could_be_chance_among_so_many_is_no_finding() -> None:
    shaky = replace(LIKELIER, mc_error=0.08)
    assert said(of(shifts=(CALM,), indicators=(shaky,))) == (
        "Nothing stands out of chance: the largest difference on the way, the United States toward "
        "South Korea, is +0.003 with a sampling error of ±0.002, too small to tell or to matter; "
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
    assert "left at the end lies between −0.20 and +0.02 in 8 runs of 10" in told
    assert "its mean is −0.10, with a sampling error of ±0.010" in told
    assert "The range includes zero" in told
    assert "Other values" not in told
    sure = replace(SHIFT, effect_p90=-0.01)
    told = read(finding(of(shifts=(sure,), indicators=()))).text
    assert "The range includes zero" not in told


def test_how_far_unsure_values_move_it_where_that_was_asked() -> None:
    row = VarianceRow(
        "RUS>KOR", "alignment", -0.1, 0.01, 0.034, 0.1, 0.02, 0.194, 0.775, 0.031, 0.06
    )
    further = {"variance.csv": csv_text(VarianceRow, [row])}
    told = brief(results(shifts=(SHIFT,), reactions=()), {}, further)
    assert "would move that mean by 0.034 (one standard deviation)" in read(finding(told)).text


@pytest.mark.parametrize("word", ["Alignment", "baseline", "same luck", "8 runs in 10", "point"])
def test_words_are_explained_where_they_are_first_used(word: str) -> None:
    assert word in [one.text for one in read(finding(of())).all("dfn")]


def test_one_run_was_run_once() -> None:
    nan = float("nan")
    single = replace(SHIFT, mc_error=nan, peak_error=nan)
    told = read(finding(of(meta=meta(runs=1), shifts=(single,), indicators=()))).text
    assert "One pair of runs tells a story and no more" in told
    assert "Each was run once, in pairs" in told
    assert "nan" not in told


def test_warnings_stand_under_the_finding() -> None:
    assert "Warning: The tension of Ukraine" in read(finding(of())).text


def test_no_results_at_all() -> None:
    assert unescape(said(brief(Results(meta=meta()), {}))).startswith("Nothing differs")
