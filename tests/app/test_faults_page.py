"""``sim faults``: the page is what the command writes."""

from pathlib import Path

import pytest

from tests.app.cli import Sim

DOCS = Path(__file__).parents[2] / "docs"
BEFORE = DOCS / "faults-before.json"


@pytest.mark.slow
def test_the_page_is_as_the_command_writes_it(sim: Sim, desk: Path) -> None:
    told = sim("faults", "--before", BEFORE, "--out", "page.md")
    assert told.code == 0, told.err
    assert Path("page.md").read_text(encoding="utf-8") == (DOCS / "faults.md").read_text(
        encoding="utf-8"
    ), "run: sim faults --before docs/faults-before.json --out docs/faults.md"


@pytest.mark.slow
def test_what_is_saved_can_be_set_beside_and_is_what_json_says(sim: Sim, desk: Path) -> None:
    told = sim("faults", "--runs", 20, "--save", "a.json", "--label", "first", "--json")
    assert told.code == 0, told.err
    assert Path("a.json").read_text(encoding="utf-8") == told.out
    told = sim("faults", "--runs", 20, "--before", "a.json", "--workers", 2, "--full")
    assert told.code == 0, told.err
    rows = [line.split(" | ") for line in told.out.splitlines() if line.startswith("| ")]
    assert len(rows) > 100
    assert all(row[-2] == row[-1].removesuffix(" |") for row in rows if row[-2] != "before")


def test_what_cannot_be_read_or_written_is_said_at_once(sim: Sim, desk: Path) -> None:
    (desk / "file").write_text("mine")
    told = sim("faults", "--before", "file")
    assert told.code == 2
    assert "file:1: this is no JSON" in told.err
    for option in ("--out", "--save"):
        told = sim("faults", option, "file/page.md")
        assert told.code == 2
        assert "file" in told.err
