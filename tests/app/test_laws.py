"""`sim laws` prints the laws, or writes them into the pages that mark a place for them."""

from pathlib import Path

from tests.app.cli import Sim

PAGE = "Words.\n<!-- table of motives -->\n<!-- end of table -->\n"


def test_the_laws_on_screen(sim: Sim) -> None:
    said = sim("laws").out
    assert said.startswith("| mechanism | title | says | contribution |\n")
    assert "| `retaliation` | Retaliation |" in said


def test_a_page_gets_its_table_and_keeps_its_words(sim: Sim, desk: Path) -> None:
    page = desk / "page.md"
    page.write_text(PAGE)
    assert sim("laws", page).code == 0
    assert page.read_text().startswith("Words.\n<!-- table of motives -->\n\n| motive |")


def test_a_page_without_a_place_stays_as_it_is(sim: Sim, desk: Path) -> None:
    page = desk / "page.md"
    page.write_text("Words.\n")
    found = sim("laws", page)
    assert found.code == 2
    assert "page.md: it marks no place for a table" in found.err
    assert page.read_text() == "Words.\n"
