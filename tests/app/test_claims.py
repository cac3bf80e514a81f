"""``sim claims`` on a world with one test."""

import csv
import json
import shutil
from pathlib import Path

import pytest

from sim.world import load_world, scenarios_dir, seeds_dir
from tests.app.cli import Sim

CARD = """\
source: "assumption: a card of one test"
negligible:
  {alignment: 0.01, dependence: 0.01, assurance: 0.01, tension: 0.1, stake: 0.05,
   posture: 0.01, acts: 0.05}
tests:
  - id: safer
    title: The pact makes North Korea trust in Russia's promise
    claims: [fp-08]
    scenario: pact
    assurance: PRK>RUS
    from: 2
    to: 4
    expect: rises
"""
DOCS = Path(__file__).parents[2] / "docs" / "claims.md"


@pytest.fixture
def seeds(desk: Path) -> Path:
    shutil.copytree(seeds_dir(), desk / "seeds")
    (desk / "seeds" / "scorecard.yaml").write_text(CARD)
    return desk / "seeds"


def test_a_screen_and_a_folder(sim: Sim, desk: Path, seeds: Path) -> None:
    found = sim("claims", "--world", seeds, "--draws", 20)
    assert found.code == 0, found.err
    assert (
        "agrees         100%      The pact makes North Korea trust in Russia's promise" in found.out
    )
    assert "Claims of cause and effect without a test: bi-01" in " ".join(found.out.split())
    (place,) = (desk / "results" / "claims").iterdir()
    assert {path.name for path in place.iterdir()} == {
        "claims.csv", "forms.csv", "flips.csv", "answers.csv", "manifest.json",
    }  # fmt: skip
    (row,) = csv.DictReader((place / "claims.csv").read_text().splitlines())
    assert (row["test"], row["verdict"], row["claims"]) == ("safer", "agrees", "fp-08")
    manifest = json.loads((place / "manifest.json").read_text())
    assert (manifest["kind"], manifest["draws"]) == ("scorecard", 20)


def test_it_is_added_to_the_folder_of_a_run_and_to_its_page(sim: Sim, seeds: Path) -> None:
    shutil.copytree(scenarios_dir(), seeds.parent / "scenarios")
    made = sim("run", "pact", "--world", seeds, "--runs", 2, "--steps", 6, "--quiet")
    assert made.code == 0, made.err
    place = Path(made.out.strip())
    assert "has not been asked" in (page := (place / "report.html").read_text())
    assert "trust in Russia" not in page
    found = sim("claims", place, "--world", seeds, "--draws", 20, "--quiet")
    assert (found.code, found.out.strip()) == (0, str(place)), found.err
    assert (place / "claims.csv").is_file()
    page = (place / "report.html").read_text()
    assert "What this scenario answers" in page
    assert "trust in Russia" in page
    before = page
    assert sim("report", place).code == 0
    assert (place / "report.html").read_text() == before


def test_a_folder_that_is_none(sim: Sim, seeds: Path) -> None:
    found = sim("claims", "results/nothing", "--world", seeds, "--draws", 20)
    assert found.code == 2
    assert "is not a result folder" in found.err


@pytest.mark.slow
def test_the_same_inputs_give_the_same_bytes(sim: Sim, desk: Path, seeds: Path) -> None:
    first = sim("claims", "--world", seeds, "--draws", 20, "--quiet", "--out", "one")
    again = sim(
        "claims", "--world", seeds, "--draws", 20, "--quiet", "--out", "two", "--workers", 2
    )
    other = sim("claims", "--world", seeds, "--draws", 20, "--quiet", "--out", "one", "--seed", 1)
    one, two = Path(first.out.strip()), Path(again.out.strip())
    assert one.name == two.name != Path(other.out.strip()).name
    for path in one.glob("*.csv"):
        assert path.read_bytes() == (two / path.name).read_bytes()


def test_json_and_docs(sim: Sim, desk: Path, seeds: Path) -> None:
    found = sim("claims", "--world", seeds, "--draws", 20, "--json", "--docs", "page.md")
    told = json.loads(found.out)
    assert told["claims"][0]["probability"] == 1.0
    assert Path(told["results_dir"], "claims.csv").is_file()
    assert (desk / "page.md").read_text().startswith("# Claims: does the model agree")


def test_bad_input_is_told_before_any_work(sim: Sim, desk: Path, seeds: Path) -> None:
    assert sim("claims", "--draws", 5).code == 2
    (desk / "file").write_text("")
    found = sim("claims", "--world", seeds, "--out", "file")
    assert found.code == 2
    assert "'file' is a file" in found.err
    found = sim("claims", "--world", seeds, "--draws", 20, "--docs", "file/page.md")
    assert found.code == 2
    assert not (desk / "results").exists()


def test_a_world_without_tests_says_so(sim: Sim, desk: Path, seeds: Path) -> None:
    (seeds / "scorecard.yaml").unlink()
    found = sim("claims", "--world", seeds)
    assert found.code == 2
    assert "this world has no tests" in found.err
    assert not (desk / "results").exists()


def test_a_scenario_that_does_not_load_is_told(sim: Sim, desk: Path, seeds: Path) -> None:
    (desk / "scenarios").mkdir()
    (desk / "scenarios" / "mine.yaml").write_text("title: Mine\nwhy: to see\nextend: pact\n")
    card = seeds / "scorecard.yaml"
    card.write_text(CARD.replace("scenario: pact", "scenario: mine"))
    found = sim("claims", "--world", seeds, "--draws", 20)
    assert found.code == 2
    assert "mine.yaml:3: unknown key `extend`" in found.err


def test_a_claim_shows_what_tests_it(sim: Sim) -> None:
    assert "pyongyang_feels_safer" in sim("show", "fp-08").out


def test_the_page_of_the_docs_is_of_these_tests() -> None:
    """A page of an older scorecard would mislead; the numbers are written by the command."""
    card = load_world().scorecard
    assert card is not None
    said = DOCS.read_text(encoding="utf-8")
    for test in card.tests:
        assert f"| {test.id} |" in said, f"{DOCS.name} is old: sim claims --docs docs/claims.md"
        assert f"| {test.title} |" in said, f"{DOCS.name} is old: sim claims --docs docs/claims.md"
