"""How much a shift is, in words."""

import pytest

from sim.report import yardstick
from sim.results import YardstickRow
from tests.results.fake import NAMES, meta


def row(share: float | None, **changes: object) -> YardstickRow:
    fields: dict[str, object] = {
        "source": "KOR",
        "target": "JPN",
        "months": 12,
        "first_year": -0.1,
        "years": 2.0,
        "ordinary": 0.05,
        "high": 0.13,
        "shock": "dokdo",
        "title": "the Dokdo quarrel",
        "date": "2012-08-10",
        "shock_source": "USA",
        "shock_target": "JPN",
        "shock_change": -0.2,
        "shock_error": 0.07,
        "share": share,
    }
    return YardstickRow(**{**fields, **changes})  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("value", "told"),
    [
        (0.01, "hardly any of"),
        (0.1, "about a tenth of"),
        (0.48, "about half of"),
        (-0.35, "about a third of"),
        (0.97, "about as much as"),
        (1.9, "about twice"),
        (7.2, "about 7 times"),
    ],
)
def test_shares(value: float, told: str) -> None:
    assert yardstick.share(value) == told


def test_a_past_shock_in_words() -> None:
    told = yardstick.compared(row(0.5), NAMES)
    assert told == (
        "about half of what the Dokdo quarrel did to the United States' view of Japan in 2012"
    )
    assert yardstick.compared(row(-0.5), NAMES) == f"{told}, the other way"
    named = yardstick.compared(row(0.5, title="the row of 2012"), NAMES)
    assert named.endswith("did to the United States' view of Japan")
    assert yardstick.compared(row(None), NAMES) == ""


def test_what_the_years_count() -> None:
    told = yardstick.said(row(0.5), meta())
    assert told == "Years: the first 12 months in ordinary years, in which a pair moves 0.05."
    assert yardstick.years(None) == "–"
