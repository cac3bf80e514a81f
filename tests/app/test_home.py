"""A folder of seeds beside the user's scenarios is read, or it is said that it is not, and why."""

import shutil
from pathlib import Path

import pytest

from sim.ask.home import beside, here
from sim.world import seeds_dir
from tests.app.cli import Sim

SAID = "seeds (--world DIR reads another)"


@pytest.fixture
def own(desk: Path) -> Path:
    """A world of the user's own, in which South Korea has another name."""
    shutil.copytree(seeds_dir(), desk / "seeds")
    file = desk / "seeds" / "world.yaml"
    text = file.read_text(encoding="utf-8")
    assert "name: South Korea" in text
    file.write_text(text.replace("name: South Korea", "name: Our Korea"), encoding="utf-8")
    (desk / "scenarios").mkdir()
    return desk


def test_seeds_where_the_program_is_called_are_read(sim: Sim, own: Path) -> None:
    found = sim("show", "KOR")
    assert found.out.startswith("Our Korea (KOR)")
    assert f"world: {SAID}" in found.err


def test_another_world_can_be_named(sim: Sim, own: Path) -> None:
    found = sim("show", "KOR", "--world", seeds_dir())
    assert found.out.startswith("South Korea (KOR)")
    assert SAID not in found.err


def test_seeds_beside_a_scenario_are_read(
    sim: Sim, own: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    mine = own / "scenarios" / "mine.yaml"
    mine.write_text("title: A try\nwhy: to see\nextends: pact\n")
    (own / "elsewhere").mkdir()
    monkeypatch.chdir(own / "elsewhere")
    found = sim("check", mine)
    assert found.code == 0, found.err
    assert found.err == f"world: {own.resolve() / SAID}\n"


def test_half_a_world_is_named(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (desk / "seeds" / "actors").mkdir(parents=True)
    assert here() is None  # no scenarios: these seeds may be of plants
    assert capsys.readouterr().err == ""
    (desk / "scenarios").mkdir()
    assert here() is None
    said = capsys.readouterr().err
    assert "seeds is not read, it has no world.yaml" in said
    assert str(seeds_dir()) in said


def test_the_programs_own_seeds_are_not_worth_a_word(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(seeds_dir().parent)
    assert here() is None
    assert beside(Path("scenarios/pact.yaml").resolve()) is None
    assert capsys.readouterr().err == ""
