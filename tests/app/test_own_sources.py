"""Evidence of one's own, from the scenario's file to the screen, the page and the tables."""

import json
from pathlib import Path

from sim.results import SourceRow, parsed
from tests.app.cli import Sim

OWN = """title: Seoul sends arms, as a poll would have it
why: To see own evidence cited.
extends: pact
claims: [bi-33]
sources:
  kinu_2024: {kind: data, citation: "KINU Unification Survey 2024", date: "2024-06"}
events:
  - {step: 2, action: kor_reviews_lethal_ban, source: "data:kinu_2024#question 12"}
set:
  actors.KOR.precision: {value: 1.5, range: [1, 2], source: "data:kinu_2024#question 14"}
"""


def test_it_is_cited_everywhere(sim: Sim, desk: Path) -> None:
    (desk / "own.yaml").write_text(OWN, encoding="utf-8")
    assert "own.yaml: 2 scripted, 1 source of its own, 18 steps" in sim("check", "own.yaml").out
    said = "data:kinu_2024#question 12: KINU Unification Survey 2024"
    screen = " ".join(sim("run", "own.yaml", "--runs", 2).out.split())
    assert f"Its own source {said}" in screen
    (place,) = Path("results/own").iterdir()
    page = (place / "report.html").read_text(encoding="utf-8")
    assert page.count("KINU Unification Survey 2024 (question") == 2
    assert page.count("(declared in the scenario)") == 2
    rows = parsed(SourceRow, (place / "sources.csv").read_text(encoding="utf-8"))
    assert {row.source: row.cited_by for row in rows if row.own} == {
        "data:kinu_2024#question 12": "events",
        "data:kinu_2024#question 14": "set",
    }
    told = json.loads(sim("run", "own.yaml", "--runs", 2, "--json").out)["sources"]
    assert {"claim:bi-33", "data:kinu_2024#question 12"} < {row["source"] for row in told}
    shown = " ".join(sim("show", "own.yaml", "--full").out.split())
    assert "Data kinu_2024: KINU Unification Survey 2024 Here: question 12" in shown
    again = sim("explain", place, "--run", 0, "--sources", "--json")
    assert again.code == 0, again.err


def test_a_name_is_the_same_source_in_all_that_is_compared(sim: Sim, desk: Path) -> None:
    (desk / "own.yaml").write_text(OWN, encoding="utf-8")
    other = OWN.replace("Survey 2024", "Survey 2023")
    (desk / "other.yaml").write_text(other, encoding="utf-8")
    said = "`kinu_2024` is one source in other and another in own. Give one of the two another name"
    found = sim("compare", "own.yaml", "other.yaml", "--runs", 2)
    assert (found.code, said in found.err) == (2, True)
    found = sim("run", "own.yaml", "--against", "other.yaml", "--runs", 2)
    assert (found.code, "is one source in other and another in own" in found.err) == (2, True)


def test_the_example_of_the_page_is_read(sim: Sim, desk: Path) -> None:
    docs = Path(__file__).parents[2] / "docs" / "extending.md"
    text = docs.read_text(encoding="utf-8")
    block = "sources:\n  kinu" + text.split("```yaml\nsources:\n  kinu")[1].split("```")[0]
    (desk / "own.yaml").write_text(f"title: X\nwhy: Y\nextends: pact\n{block}", encoding="utf-8")
    found = sim("check", "own.yaml")
    assert "1 source of its own" in found.out, found.err
