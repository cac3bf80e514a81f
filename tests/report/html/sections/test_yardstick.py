from sim.report.html.brief import Brief, brief
from sim.report.html.markup import text
from sim.report.html.sections.yardstick import sized, sizes
from sim.results import ShiftRow
from tests.report.html.page import read
from tests.report.test_yardstick import row
from tests.results.fake import results

SHIFT = ShiftRow("KOR", "JPN", 0.3, 0.2, 0.3, -0.1, -0.2, 0.02, 0.01, -0.16, 5, 0.02)


def of(**changes: object) -> Brief:
    return brief(results(**changes), {})


def test_the_largest_shift_beside_years_and_a_shock() -> None:
    found = sized(of(shifts=(SHIFT,), yardstick=(row(0.5),)))
    told = read(text(found)).text
    assert told.startswith("How large is that? On average over the first 12 months it is −0.10, or")
    assert "2.0 ordinary years: in one, a pair moves 0.05, and nine in ten move less than" in told
    assert "It is about half of what the Dokdo quarrel did to the United States' view" in told
    assert "in 2012 (−0.20 ±0.07)." in told


def test_every_shift_told_has_a_row() -> None:
    told = read(text(sizes(of(shifts=(SHIFT,), yardstick=(row(None),)))))
    (line,) = told.all("tbody")[0].all("tr")
    assert line.text == "South Korea toward Japan−0.16−0.102.0"


def test_without_a_yardstick_nothing_is_said() -> None:
    assert sized(of(shifts=(SHIFT,))) is None
    assert sizes(of(shifts=(SHIFT,))) is None
