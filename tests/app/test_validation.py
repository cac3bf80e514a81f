"""``sim validation``: the page is what the command writes."""

from pathlib import Path

import pytest

from tests.app.cli import Sim

PAGE = Path(__file__).parents[2] / "docs" / "validation.md"
CHEAP = ("--draws", 20, "--runs", 20, "--timeline-runs", 40, "--workers", 1)


def headings(text: str) -> list[str]:
    return [line for line in text.splitlines() if line.startswith("#")]


@pytest.mark.slow
def test_cheap_settings_give_the_same_sections(sim: Sim, desk: Path) -> None:
    told = sim("validation", *CHEAP, "--full")
    assert told.code == 0, told.err
    assert headings(told.out) == headings(PAGE.read_text(encoding="utf-8"))


@pytest.mark.slow
def test_the_page_is_as_the_command_writes_it(sim: Sim, desk: Path) -> None:
    told = sim("validation", "--out", "page.md")
    assert told.code == 0, told.err
    written = PAGE.read_text(encoding="utf-8")
    assert Path("page.md").read_text(encoding="utf-8") == written, (
        "run: sim validation --out docs/validation.md"
    )


def test_where_it_cannot_write_it_says_so_at_once(sim: Sim, desk: Path) -> None:
    (desk / "file").write_text("mine")
    told = sim("validation", "--out", "file/page.md")
    assert told.code == 2
    assert "file" in told.err
