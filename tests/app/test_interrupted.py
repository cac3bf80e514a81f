"""``sim run`` as a process that is interrupted, killed and taken up again."""

import os
import signal
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path
from random import Random

import pytest

RUNS, INSTANTS = 6000, 20
ASK = ("run", "lethal_aid", "--steps", "6", "--quiet")


class Desk:
    """A folder to run ``sim`` in, as a process of its own."""

    def __init__(self, folder: Path, runs: int = RUNS) -> None:
        self.folder, self.runs = folder, runs

    def start(self, *more: str) -> subprocess.Popen[str]:
        command = [sys.executable, "-m", "sim", *ASK, "--runs", str(self.runs), *more]
        return subprocess.Popen(
            [*command, "--out", str(self.folder), "--workers", "2"],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )

    def whole(self, *more: str) -> dict[str, bytes]:
        """Run to the end; every file of the result but the manifest, which holds the time."""
        process = self.start(*more)
        out, err = process.communicate()
        assert process.returncode == 0, err
        files = {path.name: path.read_bytes() for path in Path(out.strip()).iterdir()}
        del files["manifest.json"]
        return files

    @property
    def hidden(self) -> list[str]:
        return [path.name for path in self.folder.glob("lethal_aid/.*")]


@pytest.fixture(scope="module")
def lasted() -> list[float]:
    return []


@pytest.fixture(scope="module")
def expected(tmp_path_factory: pytest.TempPathFactory, lasted: list[float]) -> dict[str, bytes]:
    began = time.monotonic()
    found = Desk(tmp_path_factory.mktemp("whole")).whole()
    lasted.append(time.monotonic() - began)
    return found


def until_it_works(process: subprocess.Popen[str], seconds: float) -> None:
    """Let the process come as far as it gets in so many seconds."""
    with suppress(subprocess.TimeoutExpired):
        process.wait(seconds)


@pytest.mark.slow
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL])
def test_at_any_instant_and_resumed_it_ends_on_equal_bytes(
    tmp_path: Path, expected: dict[str, bytes], lasted: list[float], number: signal.Signals
) -> None:
    luck = Random(int(number))
    for instant in range(INSTANTS):
        desk = Desk(tmp_path / str(instant))
        process = desk.start()
        until_it_works(process, 0.3 + luck.random() * lasted[0])
        process.send_signal(number)
        _, err = process.communicate()
        assert process.returncode in (0, 130, 143, -number), err
        assert "Traceback" not in err
        assert desk.whole("--resume") == expected
        assert desk.hidden == [] or number == signal.SIGKILL


@pytest.mark.slow
def test_interrupted_killed_and_resumed(tmp_path: Path) -> None:
    """Ctrl-C keeps a checkpoint that outlives a kill of the run that goes on from it."""
    desk, seconds = Desk(tmp_path, 200_000), 1.0
    while not desk.hidden:  # a machine with other work may not have come as far
        seconds *= 2.0
        process = desk.start()
        until_it_works(process, seconds)
        process.send_signal(signal.SIGINT)
        _, err = process.communicate()
        assert process.returncode == 130
    assert err == "Go on with the same command and --resume.\n"
    (checkpoint,) = desk.hidden
    kept = (tmp_path / "lethal_aid" / checkpoint).read_bytes()
    process = desk.start("--resume")
    assert process.stderr is not None
    assert process.stderr.readline().startswith("resumed at run ")
    process.kill()
    process.communicate()
    assert (tmp_path / "lethal_aid" / checkpoint).read_bytes() == kept


@pytest.mark.parametrize("second", [signal.SIGINT, signal.SIGTERM])
def test_a_second_signal_ends_at_once(tmp_path: Path, second: signal.Signals) -> None:
    process = Desk(tmp_path, 200_000).start()
    until_it_works(process, 2.0)
    began = time.monotonic()
    process.send_signal(signal.SIGINT)
    time.sleep(0.02)
    process.send_signal(second)
    _, err = process.communicate()
    assert process.returncode in (130, 128 + second)  # the first may have been enough
    assert "Traceback" not in err
    assert time.monotonic() - began < 2.0
    assert not list(tmp_path.rglob("*.draft"))


@pytest.mark.slow
def test_no_child_outlives_it(tmp_path: Path) -> None:
    process = Desk(tmp_path, 200_000).start()
    until_it_works(process, 2.0)
    children = Path(f"/proc/{process.pid}/task/{process.pid}/children")
    if children.exists():
        assert children.read_text() == ""
    os.kill(process.pid, signal.SIGKILL)
    process.communicate()
    assert process.returncode == -signal.SIGKILL
    assert list(tmp_path.rglob("manifest.json")) == []
