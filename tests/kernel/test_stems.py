"""A mechanism or motive has one name in three places: seeds, code, tests."""

from pathlib import Path

import pytest

import sim.kernel
from sim.kernel.mechanisms import MECHANISMS
from sim.kernel.motives import MOTIVES, OF_ACTIONS, OF_PARTIES
from sim.world import seeds_dir
from tests.made_up import MECHANISMS as DECLARED_MECHANISMS
from tests.made_up import MOTIVES as DECLARED_MOTIVES

KERNEL, TESTS = Path(sim.kernel.__file__).parent, Path(__file__).parent


def stems(folder: Path, pattern: str) -> set[str]:
    return {path.stem.removeprefix("test_") for path in folder.glob(pattern)} - {"__init__"}


@pytest.mark.parametrize(
    ("folder", "code", "declared"),
    [
        ("mechanisms", set(MECHANISMS), set(DECLARED_MECHANISMS)),
        ("motives", set(MOTIVES), set(DECLARED_MOTIVES)),
    ],
)
def test_same_stems_everywhere(folder: str, code: set[str], declared: set[str]) -> None:
    assert stems(seeds_dir() / folder, "*.yaml") == declared
    assert stems(KERNEL / folder, "*.py") == declared
    assert stems(TESTS / folder, "test_*.py") == declared
    assert code == declared


@pytest.mark.parametrize("name", MECHANISMS)
def test_a_mechanism_has_its_face(name: str) -> None:
    assert callable(MECHANISMS[name].prepare)
    assert callable(MECHANISMS[name].contribution)
    assert MECHANISMS[name].__name__.endswith(name)


@pytest.mark.parametrize("name", MOTIVES)
def test_a_motive_has_its_face(name: str) -> None:
    assert callable(MOTIVES[name].prepare)
    assert hasattr(MOTIVES[name], "value") == (name in OF_PARTIES)
    assert hasattr(MOTIVES[name], "utility") == (name in OF_ACTIONS)
    assert MOTIVES[name].__name__.endswith(name)
