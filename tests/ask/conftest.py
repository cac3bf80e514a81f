from pathlib import Path

import pytest

import sim
from sim.ask.result import Result
from tests.app.cli import Sim


@pytest.fixture(scope="package")
def made() -> Result:
    """A small real result, just made."""
    return sim.run("lethal_aid", runs=40, seed=1, workers=1)


@pytest.fixture(scope="package")
def read(made: Result, tmp_path_factory: pytest.TempPathFactory) -> Result:
    """The same, saved and read back."""
    place: Path = made.save(tmp_path_factory.mktemp("results"))
    return sim.load(place)


@pytest.fixture
def sim_program(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Sim:
    """The command line, in an empty working directory."""
    monkeypatch.chdir(tmp_path)
    return Sim(capsys)
