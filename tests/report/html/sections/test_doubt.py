"""The doubts that others compute: shown where the folder holds them, named where it does not."""

import json

import pytest

from sim.report.html.brief import brief
from sim.report.html.sections.doubt import doubt, figures
from sim.report.html.sections.reactions import ratio, times
from sim.results import LoadError, Reproduction, ShiftRow, csv_text
from sim.results.sensitivity import SensitivityRow, SensitivitySourceRow
from sim.results.uncertainty import VarianceRow, VariantRow
from tests.report.html.page import read
from tests.results.fake import results

VARIANCE = VarianceRow(
    *("RUS>KOR", "alignment", -0.11, 0.003, 0.02, 0.05, 0.01),
    *(0.2, 0.72, 0.08, 0.05),
)
VARIANTS = tuple(
    VariantRow(name, "RUS", "KOR", effect, -0.2, 0.01, 0.004, 0.0, 0.0, 100)
    for name, effect in (("as_it_is", -0.11), ("balance_only", -0.04))
)
VALUE = SensitivityRow(
    *("dyads.RUS>KOR.alignment", "claim:bi-01", 0.02, 0.03, 0.004, 0.001, 0.01),
    *(None, None, None, None, None, 1),
)
SOURCE = SensitivitySourceRow("claim:bi-01", 3, 0.05, None, "dyads.RUS>KOR.alignment", 1)
FURTHER = {
    "variance.csv": csv_text(VarianceRow, [VARIANCE]),
    "variants.csv": csv_text(VariantRow, VARIANTS),
    "sensitivity.csv": csv_text(SensitivityRow, [VALUE]),
    "sensitivity_sources.csv": csv_text(SensitivitySourceRow, [SOURCE]),
    "sensitivity.json": json.dumps({"of_title": "Russia toward South Korea"}),
}


def test_what_was_not_asked_is_said_plainly() -> None:
    said = read(doubt(brief(results(), {}))).text
    assert "has not been asked" in said
    assert "--variants" in said
    assert "sim sensitivity" in said
    assert set(figures(brief(results(), {}))) == {"effects"}


def test_what_was_asked_is_shown() -> None:
    told = brief(results(), {}, FURTHER)
    top = read(doubt(told))
    assert "has not been asked" not in top.text
    for said in ("72%", "balance only", "Russia toward South Korea: alignment", "claim:bi-01: So."):
        assert said in top.text
    assert set(figures(told)) == {"effects", "variance", "forms", "sensitivity"}


def test_every_number_of_it_has_its_trail() -> None:
    top = read(doubt(brief(results(), {}, FURTHER)))
    shown = {one.csv.split()[0] for one in top.all() if "data-value" in one.attributes}
    assert shown >= {"variance.csv", "variants.csv", "sensitivity.csv", "sensitivity_sources.csv"}


def test_escalation_is_told_before_the_event_and_at_its_highest_after_it() -> None:
    said = read(doubt(brief(results(), {}))).text
    assert "sets off: 0.82 at the start, at the stated values (over 20 draws of the values" in said
    assert "0.85 on average, 0.70 to 0.95 in 8 of 10)" in said
    assert "in Aug 2024, it is 1.16 on average, and 1 or more in 70% of 20 runs" in said
    assert "for a while, shocks feed on themselves" in said
    assert "sim diagnose lethal_aid" in said


def test_escalation_has_no_verdict_from_the_start_alone() -> None:
    said = read(doubt(brief(results(reproduction=Reproduction(0.54)), {}))).text
    assert "0.54 at the start, at the stated values. Month by month" in said
    assert "In words" not in said


def test_rival_forms_are_asked_of_the_pair_that_shifts_most_on_the_way() -> None:
    late = ShiftRow("USA", "KOR", 0.8, 0.9, 0.8, 0.05, 0.01, 0.1, 0.001, 0.05, 18, 0.001)
    gone = ShiftRow("RUS", "KOR", 0.5, 0.5, 0.5, 0.0, -0.01, 0.01, 0.001, -0.11, 3, 0.001)
    told = brief(results(shifts=(late, gone)), {}, FURTHER)
    assert "The effect on Russia toward South Korea under each form" in read(doubt(told)).text


def test_another_table_under_the_same_name() -> None:
    with pytest.raises(LoadError, match=r"variance\.csv cannot be read"):
        doubt(brief(results(), {}, {"variance.csv": "a,b\n1,2\n"}))


@pytest.mark.parametrize(
    ("value", "shown"),
    [(None, "new"), (2.96, "× 3.0"), (1.0, "× 1.0"), (0.72, "× 0.72"), (0.004, "× 0.004")],
)
def test_ratios(value: float | None, shown: str) -> None:
    assert ratio(value) == shown


def test_what_is_rare_never_reads_as_never() -> None:
    assert (times(0.0), times(0.002), times(0.4)) == ("0.00", "<0.01", "0.40")
