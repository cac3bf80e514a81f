from pathlib import Path

from sim.report.html.brief import brief
from sim.report.html.sections.contingencies import TITLE
from sim.report.html.sections.indicators import indicators
from sim.report.html.shell import NAME
from sim.results import ContingencyRow
from tests.report.html.page import Node, read
from tests.report.html.test_numbers import looked_up
from tests.results.fake import results

SAYS = "South Korea sends lethal aid to Ukraine, once tension is at least 4.5, watched 2024-09"
ROW = ContingencyRow("aid", "with", "KOR", "kor_lethal_aid", SAYS, 0.254, 0.02, 0.4, 4)


def said(*rows: ContingencyRow) -> Node:
    return read(indicators(brief(results(contingencies=rows), {})))


def test_it_is_told_where_something_depends_and_nowhere_else() -> None:
    assert TITLE not in said().text
    *_, table = said(ROW).all("table")
    header, own = table.all("tr")
    assert [one.text for one in header.all("th")][-1] == "month"
    assert own.text.endswith("watched Sep 202425.4%±2.00.40Sep 2024")
    assert [one.get("scope") for one in own.all("th")] == ["row"]


def test_what_never_came_is_told_and_both_arms_are_told_apart() -> None:
    never = ContingencyRow("aid", "without", "KOR", "kor_lethal_aid", SAYS, 0.0, 0.0, 0.0, None)
    *_, table = said(ROW, never).all("table")
    assert [one.all("td")[0].text for one in table.all("tr")[1:]] == ["with", "without"]
    assert table.text.endswith("never")


def test_every_number_leads_to_the_table(branched: Path) -> None:
    page = read((branched / NAME).read_text(encoding="utf-8"))
    whole = [one for one in page.all() if "data-value" in one.attributes]
    shown = [one for one in whole if one.csv.startswith("contingencies.csv")]
    assert len(shown) == 3 * 10
    for one in shown:
        assert float(one.get("data-value")) == looked_up(branched, one.csv.split())
