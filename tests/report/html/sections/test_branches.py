"""The page of a scenario with branches: each by itself and all together, every number stored."""

import re
from pathlib import Path

import pytest

from sim.report.html.brief import brief
from sim.report.html.report import report
from sim.report.html.sections.branches import TITLE, branches, pointer
from sim.report.html.shell import NAME
from sim.results import BranchRow, facts
from tests.report.html.page import Node, read
from tests.report.html.test_html import LARGEST
from tests.report.html.test_numbers import looked_up, numbers
from tests.results.fake import inputs, results


def row(branch: str, kind: str, name: str, difference: float, error: float) -> BranchRow:
    told = (branch, f"The way {branch}", 0.5)
    with_ = 0.12 + difference
    return BranchRow(*told, kind, name, "", with_, 0.12, difference, error)  # type: ignore[arg-type]


def rows(*differences: tuple[float, float]) -> tuple[BranchRow, ...]:
    """One indicator in two branches that differ, the other and every alignment alike in both."""
    found: list[BranchRow] = []
    for branch, (difference, error) in zip("ab", differences, strict=True):
        found.append(row(branch, "indicator", "rok_hedges", difference, error))
        found.append(row(branch, "indicator", "test", 0.0, 0.0))
        pairs = [f"{one.source}>{one.target}" for one in results().shifts]
        found += [row(branch, "alignment", pair, 0.0, 0.0) for pair in pairs]
    return tuple(found)


def cells(*differences: tuple[float, float]) -> list[Node]:
    top = read(branches(brief(results(branches=rows(*differences)), {})) or "")
    (table,) = top.all("table")
    _, own = table.all("tr")
    return own.all("td")


def test_without_branches_nothing_is_told_of_them() -> None:
    told = brief(results(), {})
    assert branches(told) is None
    assert pointer(told) is None
    assert TITLE not in report(results(), facts(results(), inputs()))


def test_each_branch_stands_beside_all_together_and_chance_is_not_bold() -> None:
    first, second, together = cells((0.3, 0.01), (-0.01, 0.02))
    assert first.text == "42.0% (+30.0 ±1.0)"
    assert second.text == "11.0% (−1.0 ±2.0)"
    assert together.text == "31.0% (+19.0 ±1.0)"
    assert [len(one.all("strong")) for one in (first, second, together)] == [1, 0, 1]


def test_what_a_branch_leaves_as_it_is_says_so() -> None:
    _, second, _ = cells((0.3, 0.01), (0.0, 0.0))
    assert second.text == "12.0% (same)"


def test_where_no_branch_changes_anything_that_is_told() -> None:
    told = brief(results(branches=rows((0.0, 0.0), (0.01, 0.01))), {})
    said = read(branches(told) or "").text
    assert said.count("no branch changes one beyond chance") == 2


@pytest.fixture(scope="module")
def page(branched: Path) -> Node:
    text = (branched / NAME).read_text(encoding="utf-8")
    assert len(text.encode()) <= LARGEST
    return read(text)


def test_it_stands_right_after_the_question_and_the_finding_leads_to_it(page: Node) -> None:
    finding, _, third, *_ = page.all("section")
    assert third.get("id") == "branches"
    assert [one.get("href") for one in finding.all("a")] == ["#branches"]
    (nav,) = page.all("nav")
    assert [one.get("href") for one in nav.all("a")][2] == "#branches"


def test_every_number_is_stored_and_shown_as_it_is(branched: Path, page: Node) -> None:
    (told,) = [one for one in page.all("section") if one.get("id") == "branches"]
    shown = [one for one in told.all() if "data-value" in one.attributes]
    assert len(shown) > 100
    assert {one.csv.split()[0] for one in shown} == {"branches.csv", "indicators.csv", "shifts.csv"}
    for one in shown:
        value = float(one.get("data-value"))
        assert value == pytest.approx(looked_up(branched, one.csv.split()), rel=1e-6)
        ((number, half),) = numbers(one.text)
        near = (value, abs(value), 100 * value, 100 * abs(value))
        assert any(abs(number - size) <= half + 1e-9 for size in near), one.text


def test_branches_of_the_table_are_those_of_the_scenario(page: Node) -> None:
    (told,) = [one for one in page.all("section") if one.get("id") == "branches"]
    heads = [one.text for one in told.all("table")[0].all("thead")[0].all("th")]
    assert heads == [
        "what",
        "A first step back, 20%",
        "More of the same, 50%",
        "One more turn of the screw, 30%",
        "all",
    ]
    assert re.search(r"\d+ others: branches\.csv", told.text)
