"""`--values FILE`: as several `--set`, with ranges and sources, kept with the result."""

import json
from pathlib import Path

import pytest

from tests.app.cli import Sim

VALUES = """\
sources:
  mine: {kind: data, citation: "My own events"}
set:
  actions.kor_lethal_aid.base_rate: {value: 0.02, range: [0.01, 0.03], source: "data:mine#2 of 99"}
  actors.KOR.precision: {value: 1.0, range: [0.8, 1.2], source: "data:mine#a guess at it"}
"""
RATE, PRECISION = "actions.kor_lethal_aid.base_rate", "actors.KOR.precision"


@pytest.fixture
def values(desk: Path) -> Path:
    path = desk / "values.yaml"
    path.write_text(VALUES)
    return path


def run(sim: Sim, *more: object) -> Path:
    told = sim("run", "pact", "--runs", 4, "--steps", 6, "--quiet", *more)
    assert told.code == 0, told.err
    return Path(told.out.strip())


def test_a_run_has_the_values_their_ranges_and_sources(sim: Sim, values: Path) -> None:
    place = run(sim, "--values", values)
    rows = (place / "values.csv").read_text().splitlines()
    (row,) = [row for row in rows if row.startswith(f"{RATE},")]
    assert row.split(",")[1:4] == ["0.02", "0.01", "0.03"]
    assert "My own events" in (place / "sources.csv").read_text()
    manifest = json.loads((place / "manifest.json").read_text())
    assert manifest["set_values"] == {RATE: "0.02 (0.01 to 0.03)", PRECISION: "1 (0.8 to 1.2)"}
    assert place != run(sim)


def test_set_wins_over_a_file_and_a_later_file_over_an_earlier(sim: Sim, values: Path) -> None:
    other = values.parent / "other.yaml"
    other.write_text(f'set: {{{RATE}: {{value: 0.01, range: [0.01, 0.01], source: "data:icews"}}}}')
    place = run(sim, "--values", values, "--values", other, "--set", f"{PRECISION}=0.5")
    manifest = json.loads((place / "manifest.json").read_text())
    assert manifest["set_values"] == {RATE: "0.01 (0.01 to 0.01)", PRECISION: "0.5"}


@pytest.mark.slow
def test_a_result_is_explained_with_the_values_it_was_made_with(sim: Sim, values: Path) -> None:
    place = run(sim, "--values", values, "--set", "actors.JPN.precision=1")
    values.unlink()
    told = sim("explain", place)
    assert told.code == 0, told.err
    assert "another version of the program" not in told.out


def test_a_faulty_file_is_told_with_its_line_and_nothing_is_written(
    sim: Sim, desk: Path, values: Path
) -> None:
    values.write_text(VALUES.replace("0.01, 0.03", "0.03, 0.01"))
    told = sim("run", "pact", "--values", values)
    assert told.code == 2
    assert "values.yaml:4: the range [0.03, 0.01] is upside down" in told.err
    assert not (desk / "results").exists()


@pytest.mark.parametrize(
    "line",
    [
        ("compare", "pact", "lethal_aid", "--runs", 4, "--steps", 6, "--json"),
        ("diagnose", "baseline", "--steps", 1, "--draws", 1, "--json"),
        ("backtest", "--timeline", "after_the_pact", "--runs", 20, "--json"),
    ],
)
def test_other_commands_take_values_too(line: tuple[object, ...], sim: Sim, values: Path) -> None:
    plain, changed = sim(*line), sim(*line, "--values", values)
    assert (plain.code, changed.code) == (0, 0), changed.err
    assert plain.out != changed.out
