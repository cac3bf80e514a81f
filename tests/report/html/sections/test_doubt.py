"""The doubts that others compute: shown where the folder holds them, named where it does not."""

import json

import pytest

from sim.report.html.brief import brief
from sim.report.html.sections.doubt import doubt, figures
from sim.report.html.sections.reactions import ratio, times
from sim.results import LoadError, csv_text
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
