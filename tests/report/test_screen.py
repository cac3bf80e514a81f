import io

import pytest
from rich.text import Text

from sim.report.screen import NARROWEST, WIDTH, Grid, console, grid, hanging, paragraph

LONG = "Russia transfers satellite and long-range missile technology to North Korea"
ROWS = [(LONG, "Structural balance", "-0.016", "±0.001"), ("all together", "", "-0.036", "")]


def table(wrap: bool = False) -> Grid:
    return grid(("what is done", "mechanism", "shift", "error"), ROWS, right=(2, 3), wrap=wrap)


def shown(piece: object, columns: int | None, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    if columns is None:
        monkeypatch.delenv("COLUMNS", raising=False)
    else:
        monkeypatch.setenv("COLUMNS", str(columns))
    text = io.StringIO()
    console(text).print(piece)
    return text.getvalue().splitlines()


@pytest.mark.parametrize(
    ("columns", "width"), [(None, WIDTH), (60, 60), (300, WIDTH), (7, NARROWEST)]
)
def test_columns_are_heeded(
    columns: int | None, width: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    for piece in (paragraph("word " * 90), hanging("word " * 90, 8)):
        lines = shown(piece, columns, monkeypatch)
        assert width - 5 <= max(map(len, lines)) <= width
    assert lines[1].startswith(" " * 8 + "word")


def test_what_is_too_long_is_cut_or_wrapped(monkeypatch: pytest.MonkeyPatch) -> None:
    cut = shown(table(), None, monkeypatch)
    assert len(cut) == 3
    assert "…" in cut[1]
    assert "to North Korea  Structural balance" in cut[1]  # its end stays
    wrapped = shown(table(wrap=True), None, monkeypatch)
    assert len(wrapped) == 4
    first, more = wrapped[1:3]
    assert first.endswith("Structural balance  -0.016  ±0.001")
    assert " ".join([first.split("  Structural")[0].strip(), more.strip()]) == LONG


@pytest.mark.parametrize("columns", [80, 60, 45, 40])
def test_a_narrow_console_loses_nothing(columns: int, monkeypatch: pytest.MonkeyPatch) -> None:
    lines = shown(table(), columns, monkeypatch)
    assert max(map(len, lines)) <= columns
    said = " ".join(" ".join(lines).split()).replace("long- range", "long-range")
    assert "…" not in said
    for word in (*LONG.split(), "Structural balance", "-0.016", "±0.001", "-0.036", "mechanism"):
        assert word in said


def test_numbers_stay_below_each_other(monkeypatch: pytest.MonkeyPatch) -> None:
    for columns in (None, 80, 60, 45):
        lines = shown(table(), columns, monkeypatch)
        ends = {line.index(x) + len(x) for line in lines for x in ("-0.016", "-0.036") if x in line}
        assert len(ends) == 1


def test_styles_survive_the_layout() -> None:
    text = io.StringIO()
    coloured = grid(("", ""), [("a", Text("-0.1", style="red"))])
    console(text).print(coloured)
    assert text.getvalue() == "  a  -0.1\n"
