"""``sim options``: a screen, a folder, a page; the same bytes for the same inputs."""

import json
from pathlib import Path

import pytest

from sim.world.locate import options_dir
from tests.app.cli import Sim
from tests.choice import write


@pytest.fixture
def choice(desk: Path) -> Path:
    return write(desk)


def place(desk: Path, out: str = "results") -> Path:
    (found,) = (desk / out / "options").iterdir()
    return found


def test_it_prints_a_screen_and_writes_a_folder(sim: Sim, desk: Path, choice: Path) -> None:
    found = sim("options", "seoul", "--runs", 40, "--full")
    assert found.code == 0, found.err
    for said in (
        "What should Seoul do?",
        "What comes of it",
        "If the others answer otherwise",
        "How sure is that",
        "What would turn it",
        "What to find out next",
        "Warning: only 10 draws",
        f"Files: results/options/{place(desk).name}",
    ):
        assert said in found.out
    names = {path.name for path in place(desk).iterdir()}
    assert {"options.csv", "learning.csv", "report.html", "lethal-arms.resolved.yaml"} <= names


def test_same_inputs_same_bytes(sim: Sim, desk: Path, choice: Path) -> None:
    for out, workers in (("one", 1), ("two", 2)):
        asked = ("options", choice, "--runs", 16, "--quiet", "--out", out, "--workers", workers)
        assert sim(*asked).out.strip() == f"{out}/options/{place(desk, out).name}"
    one, two = place(desk, "one"), place(desk, "two")
    assert one.name == two.name
    for path in one.iterdir():
        if path.name != "manifest.json":
            assert path.read_bytes() == (two / path.name).read_bytes()


def test_what_is_set_changes_every_option_alike(sim: Sim, desk: Path, choice: Path) -> None:
    values = ("--set", "actors.KOR.precision=1.25", "--off", "balance")
    found = json.loads(sim("options", choice, "--runs", 8, "--json", *values).out)
    assert (found["set_values"], found["off"]) == ({"actors.KOR.precision": "1.25"}, ["balance"])
    rows = {(r["answer"], r["objective"], r["option"]): r for r in found["options"]}
    assert rows["arms", "heat", "hold"]["mean"] == rows["arms", "heat", "wait"]["mean"]


def test_an_unknown_choice_and_a_broken_one_are_refused(sim: Sim, desk: Path, choice: Path) -> None:
    found = sim("options", "seol")
    assert (found.code, found.err) == (2, "error: unknown choice `seol`. Did you mean `seoul`?\n")
    choice.write_text(choice.read_text().replace("direction: up, ", ""))
    for command in ("options", "check"):
        found = sim(command, choice)
        assert found.code == 2
        assert "options/seoul.yaml:6: the key `direction` is missing" in found.err
    assert not (desk / "results").exists()


def test_check_and_list_know_choices(sim: Sim, desk: Path, choice: Path) -> None:
    found = sim("check", choice)
    assert (
        "options/seoul.yaml: KOR decides, 4 options, 2 answers, 4 objectives, 8 steps" in found.out
    )
    assert "What should Seoul do?" in sim("list", "options").out
    shipped = sim("check", *(path.stem for path in options_dir().glob("*.yaml")))
    assert (shipped.code, shipped.out.count(": ok")) == (0, 5)  # the world too
