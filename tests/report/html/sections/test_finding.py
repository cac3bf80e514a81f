from dataclasses import replace

import pytest

from sim.report.html.brief import Brief, brief
from sim.report.html.sections.finding import finding
from sim.results import ShiftRow, csv_text
from sim.results.uncertainty import VarianceRow
from tests.report.html.page import read
from tests.results.fake import meta, results

SHIFT = ShiftRow("RUS", "KOR", -0.4, -0.5, -0.4, -0.1, -0.2, 0.02, 0.01, -0.16, 5, 0.02)


def of(**changes: object) -> Brief:
    return brief(results(**({"reactions": ()} | changes)), {})


def test_the_page_leads_with_the_same_sentences_and_traces_their_numbers() -> None:
    first, *_ = (one for one in read(finding(of())).all("p") if one.get("class") == "finding")
    assert first.text == "Likelier by Nov 2025, from 12% to 31%: South Korea hedges toward a bomb."
    without, with_ = first.all("data")
    assert without.csv == "indicators.csv indicator=rok_hedges without"
    assert (without.get("data-value"), with_.get("data-value")) == ("0.12", "0.31")


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
