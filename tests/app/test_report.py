import json
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest

from sim.results import load
from tests.app.cli import Sim


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where two results are."""
    import sim as library

    out = tmp_path_factory.mktemp("made")
    for name in ("pact", "nuclear_test"):
        library.run(name, "baseline", runs=8).save(out)
    return out


@pytest.fixture
def places(made: Path, tmp_path: Path) -> list[Path]:
    """Two results that a test may change."""
    import shutil

    shutil.copytree(made, tmp_path / "results")
    return sorted((tmp_path / "results").glob("*/*"))


def test_run_writes_the_page(sim: Sim, desk: Path) -> None:
    found = sim("run", "pact", "--runs", 4, "--quiet")
    place = desk / found.out.strip()
    assert (place / "report.html").read_text(encoding="utf-8").startswith("<!doctype html>")
    assert "report.html" in json.loads((place / "manifest.json").read_text())["files"]


def test_a_page_that_stands_is_left_alone(sim: Sim, places: list[Path]) -> None:
    before = {path: path.stat().st_mtime_ns for path in places[0].iterdir()}
    found = sim("report", places[0])
    assert (found.code, found.err) == (0, "")
    assert found.out == f"{places[0] / 'report.html'}\n"
    assert {path: path.stat().st_mtime_ns for path in places[0].iterdir()} == before


def test_a_page_of_an_earlier_program_is_written_anew(sim: Sim, places: list[Path]) -> None:
    from sim.results import add

    page = places[0] / "report.html"
    wanted = page.read_bytes()
    add(places[0], {"report.html": "an old page"})
    found = sim("report", *places)
    assert found.code == 0
    assert found.out.splitlines() == [str(place / "report.html") for place in places]
    assert page.read_bytes() == wanted
    load(places[0])  # whole and sealed


@pytest.mark.slow
def test_figures(sim: Sim, places: list[Path]) -> None:
    found = sim("report", places[0], "--figures")
    assert (found.code, found.err) == (0, "")
    folder = places[0] / "figures"
    svg = {path.stem for path in folder.glob("*.svg")}
    assert {"network-end", "alignments-end"} <= svg
    if find_spec("resvg_py"):
        assert {path.stem for path in folder.glob("*.png")} == svg
    again = sim("report", places[0], "--figures")
    assert (again.code, again.out) == (0, found.out)
    load(places[0])


def test_figures_without_the_library_for_png(
    sim: Sim, places: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "resvg_py", None)
    found = sim("report", places[0], "--figures")
    assert found.code == 0
    assert "PNG files need resvg-py: pip install" in found.err
    folder = places[0] / "figures"
    assert list(folder.glob("*.svg"))
    assert not list(folder.glob("*.png"))


def test_a_folder_too_far_up(sim: Sim, places: list[Path]) -> None:
    found = sim("report", places[0].parent)
    assert (found.code, found.out) == (2, "")
    assert "is not a result folder" in found.err
    assert f"Did you mean {places[0]}?" in found.err


def test_one_that_is_damaged_stops_all_before_anything_is_written(
    sim: Sim, places: list[Path]
) -> None:
    from sim.results import add

    add(places[0], {"report.html": "an old page"})
    (places[1] / "shifts.csv").write_text("x")
    found = sim("report", *places)
    assert (found.code, found.out) == (2, "")
    assert "is damaged: shifts.csv is not as it was written" in found.err
    assert (places[0] / "report.html").read_text() == "an old page"


def test_nothing_named(sim: Sim) -> None:
    found = sim("report")
    assert found.code == 2
    assert "RESULT" in found.err


def test_a_place_that_cannot_be_written(
    sim: Sim, places: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    from sim.results import add

    add(places[0], {"report.html": "an old page"})

    def refuse(*_args: object, **_more: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "mkdir", refuse)  # root may write anywhere: so it is said, not done
    monkeypatch.setattr(Path, "write_text", refuse)
    monkeypatch.setattr(Path, "write_bytes", refuse)
    found = sim("report", places[0])
    assert found.code == 2
    assert "cannot write" in found.err
