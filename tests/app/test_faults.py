import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from shutil import copytree, ignore_patterns

import pytest

import sim
from sim.kernel.engine.library import built

LAW = "kernel/mechanisms/common_threat.py"


def _after(text: str) -> Callable[[str], str]:
    return lambda law: f"{law}\n{text}\n"


FAULTS: dict[str, Callable[[str], str]] = {
    "syntax": _after("def (:"),
    "import": _after("import no_such_module"),
    "fails": _after("1 / 0"),
    "another name": lambda law: law.replace("def common_threat", "def other"),
    "empty": lambda law: "",
    "yields three": lambda law: law.replace("yield (i, j),", "yield 1, (i, j),"),
    "no generator": lambda law: law.replace("yield (i, j),", "_ ="),
    "books twice": lambda law: law.replace("yield (i, j),", "yield (i, j), 0.0; yield (i, j),"),
}
ELSEWHERE = ("memory/tension.py", "deeds.py", "decide.py")


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_in_a_law_is_one_line(tmp_path: Path, fault: str) -> None:
    _is_one_line(tmp_path, LAW, FAULTS[fault])


@pytest.mark.parametrize("fault", ["syntax", "fails"])
@pytest.mark.parametrize("law", ELSEWHERE)
def test_so_is_one_in_a_memory_or_a_choice(tmp_path: Path, law: str, fault: str) -> None:
    _is_one_line(tmp_path, f"kernel/{law}", FAULTS[fault])


def _is_one_line(tmp_path: Path, name: str, fault: Callable[[str], str]) -> None:
    root = Path(sim.__file__).parent
    ignore = ignore_patterns("__pycache__")
    copytree(root, tmp_path / "sim", ignore=ignore)
    for folder in ("seeds", "scenarios", "timelines"):
        copytree(root.parent / folder, tmp_path / folder, ignore=ignore)
    law = tmp_path / "sim" / name
    law.write_text(fault(law.read_text(encoding="utf-8")), encoding="utf-8")
    command = [sys.executable, "-m", "sim", "check"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 2, done.stderr
    assert len(done.stderr.splitlines()) == 1, done.stderr
    assert f"{name}:" in done.stderr


@pytest.mark.skipif(built() is None, reason="nothing is compiled here")
def test_an_engine_that_there_is_not_is_wrong_input(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "sim", "run", "lethal_aid", "--out", str(tmp_path)]
    where = {**os.environ, "SIM_ENGINE": "3", "PYTHONPATH": str(Path(sim.__file__).parents[1])}
    done = subprocess.run(command, env=where, capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert done.stderr.startswith("error: SIM_ENGINE is '3'")
