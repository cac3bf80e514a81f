"""Every broken input is refused with one problem, at its place, in words that help."""

import importlib.util
import os
import subprocess
import sys
from pathlib import Path

import pytest

from sim.binding.agreement import check_laws
from sim.world import World, WorldError, load_scenario, load_world, scenarios_dir, seeds_dir
from sim.world.read_choice import load_choice
from sim.world.read_history import load_history
from tests.broken.cases import Case, break_world, cases

WORLDS = cases("worlds")
SCENARIOS = cases("scenarios")
HISTORIES = cases("histories")
OPTIONS = cases("options")
ROOT = Path(__file__).resolve().parents[2]


def name(case: Case) -> str:
    return case.path.stem


def assert_one(case: Case, error: WorldError, at: Path, line: int) -> None:
    said = "\n".join(map(str, error.problems))
    assert len(error.problems) == 1, said
    problem = error.problems[0]
    assert case.expect in str(problem)
    assert Path(problem.file).resolve() == at.resolve(), said
    assert problem.line == line, said
    if line:
        assert str(problem).startswith(f"{problem.file}:{line}: ")


@pytest.mark.parametrize("case", WORLDS, ids=name)
def test_world_is_refused(case: Case, tmp_path: Path) -> None:
    at, line = break_world(case, seeds_dir(), tmp_path / "seeds")
    with pytest.raises(WorldError) as caught:
        check_laws(load_world(tmp_path / "seeds"))
    assert_one(case, caught.value, at, line)


@pytest.mark.parametrize("case", SCENARIOS, ids=name)
def test_scenario_is_refused(case: Case, world: World, tmp_path: Path) -> None:
    path, at = _scenario(case, tmp_path)
    with pytest.raises(WorldError) as caught:
        load_scenario(path, world)
    assert_one(case, caught.value, at, case.line_in(at))


@pytest.mark.parametrize("case", HISTORIES, ids=name)
def test_history_is_refused(case: Case, world: World) -> None:
    with pytest.raises(WorldError) as caught:
        load_history(case.path, world)
    assert_one(case, caught.value, case.path, case.line_in(case.path))


@pytest.mark.parametrize("case", OPTIONS, ids=name)
def test_choice_is_refused(case: Case, world: World) -> None:
    with pytest.raises(WorldError) as caught:
        load_choice(case.path, world)
    assert_one(case, caught.value, case.path, case.line_in(case.path))


def _scenario(case: Case, folder: Path) -> tuple[Path, Path]:
    path = case.path
    if "grow" in case.head:
        path = folder / path.name
        path.write_bytes(case.text())
    return path, path.parent / case.head.get("at", path.name)


def test_there_are_many() -> None:
    assert len(WORLDS) + len(SCENARIOS) + len(HISTORIES) >= 45
    assert len(OPTIONS) >= 15
    assert len({case.path.name for case in WORLDS}) == len(WORLDS)


def test_the_parents_of_broken_scenarios_are_whole(world: World) -> None:
    for path in sorted(scenarios_dir().glob("*.yaml")):
        load_scenario(path, world)


needs_app = pytest.mark.skipif(
    importlib.util.find_spec("sim.app") is None or not (ROOT / "sim" / "__main__.py").is_file(),
    reason="the command line is not there",
)


def check(path: Path, folder: Path, *command: str) -> subprocess.CompletedProcess[str]:
    place = {**os.environ, "PYTHONPATH": str(ROOT)}
    words = [sys.executable, "-m", "sim", *(command or ("check",)), str(path)]
    return subprocess.run(
        words, cwd=folder, env=place, capture_output=True, text=True, check=False, timeout=60
    )


@needs_app
@pytest.mark.parametrize("case", [*SCENARIOS[::20], *OPTIONS[::20]], ids=name)
def test_command_line_refuses_scenario(case: Case, tmp_path: Path) -> None:
    path, _ = _scenario(case, tmp_path)
    before = sorted(tmp_path.iterdir())
    _assert_refused(case, check(path, tmp_path, case.head.get("command", "check")))
    assert sorted(tmp_path.iterdir()) == before


@needs_app
@pytest.mark.parametrize("case", WORLDS[::40], ids=name)
def test_command_line_refuses_world(case: Case, tmp_path: Path) -> None:
    break_world(case, seeds_dir(), tmp_path / "seeds")
    before = sorted(tmp_path.rglob("*"))
    _assert_refused(case, check(tmp_path / "seeds", tmp_path))
    assert sorted(tmp_path.rglob("*")) == before


@needs_app
@pytest.mark.parametrize("case", HISTORIES[::40], ids=name)
def test_command_line_refuses_history(case: Case, tmp_path: Path) -> None:
    _assert_refused(case, check(case.path, tmp_path, "history", "check"))


def _assert_refused(case: Case, result: subprocess.CompletedProcess[str]) -> None:
    assert result.returncode == 2, result.stderr
    assert case.expect in result.stderr
    assert "Traceback" not in result.stderr


@needs_app
@pytest.mark.slow
@pytest.mark.parametrize("case", [*SCENARIOS, *HISTORIES, *OPTIONS, *WORLDS], ids=name)
def test_command_line_refuses_all(case: Case, tmp_path: Path) -> None:
    if case in HISTORIES:
        test_command_line_refuses_history(case, tmp_path)
    elif case not in WORLDS:
        test_command_line_refuses_scenario(case, tmp_path)
    else:
        test_command_line_refuses_world(case, tmp_path)


@pytest.mark.slow
def test_no_refusal_hangs_on_an_assert(tmp_path: Path) -> None:
    """With ``-O`` there are none."""
    done = subprocess.run(
        [sys.executable, "-O", "-m", "tests.broken.test_broken", str(tmp_path)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def unlike(folder: Path) -> list[str]:
    """The cases that are not refused as they should be."""
    world, found = load_world(), []
    for case in [*WORLDS, *SCENARIOS]:
        there = folder / case.path.parent.name / case.path.stem
        try:
            if case in WORLDS:
                break_world(case, seeds_dir(), there)
                check_laws(load_world(there))
            else:
                there.mkdir(parents=True)
                load_scenario(_scenario(case, there)[0], world)
        except WorldError as error:
            if len(error.problems) == 1 and case.expect in str(error.problems[0]):
                continue
        found.append(case.path.stem)
    return found


if __name__ == "__main__":
    sys.stdout.write(", ".join(unlike(Path(sys.argv[1]))))
