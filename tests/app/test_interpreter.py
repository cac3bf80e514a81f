"""What is said does not hang on how Python was started."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
ALONE = f"import runpy, sys; sys.path.insert(0, {str(ROOT)!r}); sys.argv[0] = 'sim'; "
STARTED = {
    "without docstrings or asserts": ["-OO", "-m", "sim"],
    "warnings are errors": ["-W", "error", "-m", "sim"],
    "isolated": ["-I", "-c", ALONE + "runpy.run_module('sim', run_name='__main__')"],
}
COMMANDS = {
    "help": "--help",
    "help of a command": "results open --help",
    "laws in order": "show step",
    "schemas": "schema scenario",
    "checked": "check lethal_aid",
    "run": "run lethal_aid --runs 20",
    "reasons": "explain lethal_aid --run 3 --month 2024-08 --pair RUS>KOR --arithmetic",
}


def said(started: list[str], command: str, folder: Path) -> tuple[int, str, str]:
    folder.mkdir()
    place = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run(
        [sys.executable, *started, *command.split()],
        cwd=folder,
        env=place,
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    return done.returncode, done.stdout, done.stderr


@pytest.mark.slow
@pytest.mark.parametrize("command", COMMANDS.values(), ids=COMMANDS)
def test_it_says_the_same_however_python_is_started(command: str, tmp_path: Path) -> None:
    code, out, err = usual = said(["-m", "sim"], command, tmp_path / "usual")
    assert (code, "Traceback" in err) == (0, False)
    assert out
    for name, started in STARTED.items():
        assert said(started, command, tmp_path / name) == usual, name
