from dataclasses import replace

from sim.report.html.brief import brief
from sim.report.html.sections.indicators import indicators
from sim.results import IndicatorRow
from tests.report.html.page import read
from tests.results.fake import meta, results

ROW = IndicatorRow("hedge", "South Korea hedges", 0.31, 0.12, 0.19, 0.02, 1, 18)


def said(**changes: object) -> str:
    return read(indicators(brief(results(**changes), {}))).text


def test_an_indicator_counts_at_any_time_or_in_its_months() -> None:
    text = said(indicators=(ROW, replace(ROW, title="Soon", from_=4, to=6)))
    assert "is true at some time within 18 months, or in the months in brackets" in text
    assert "South Korea hedges (" not in text
    assert "Soon (Sep 2024 to Nov 2024)" in text
    assert "Soon (Jul 2024)" in said(indicators=(replace(ROW, title="Soon", from_=2, to=2),))


def test_its_own_come_first_changed_or_not() -> None:
    own = replace(ROW, indicator="own", title="Own", with_=0.121, difference=0.001)
    text = said(meta=meta(own=("own",)), indicators=(ROW, own))
    assert text.index("Own") < text.index("What else changes") < text.index("South Korea hedges")
    assert "no change ±2.0" in text
    assert "What else" not in said(indicators=(ROW, own))


def test_differences_are_those_of_the_shares_as_printed() -> None:
    near = replace(ROW, with_=0.3149, without=0.1251, difference=0.1898)
    assert "31.5%12.5%+19.0±" in said(indicators=(near,)).replace("\n", "")
