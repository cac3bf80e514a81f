"""A mechanism or motive has one name in three places: its law, its file in the seeds, its test."""

from inspect import signature
from pathlib import Path

import pytest

import sim.kernel
from sim.kernel.law import law_of
from sim.kernel.order import MECHANISMS, MOTIVES
from sim.world import seeds_dir

KERNEL, TESTS = Path(sim.kernel.__file__).parent, Path(__file__).parent


def stems(folder: Path, pattern: str) -> set[str]:
    return {path.stem.removeprefix("test_") for path in folder.glob(pattern)} - {"__init__"}


@pytest.mark.parametrize(
    ("folder", "collected"), [("mechanisms", set(MECHANISMS)), ("motives", set(MOTIVES))]
)
def test_same_stems_everywhere(folder: str, collected: set[str]) -> None:
    written = stems(KERNEL / folder, "*.py")
    assert written
    assert stems(seeds_dir() / folder, "*.yaml") == written
    assert stems(TESTS / folder, "test_*.py") == written
    assert collected == written


@pytest.mark.parametrize("name", MECHANISMS)
def test_a_mechanism_is_a_law_of_deeds_or_of_states(name: str) -> None:
    text = law_of(MECHANISMS[name])
    assert text.__name__ == name
    assert tuple(signature(text).parameters) in {("deed", "s", "p"), ("s", "p")}
    assert text.__doc__


@pytest.mark.parametrize("name", MOTIVES)
def test_a_motive_is_a_law_of_parties_or_of_acts(name: str) -> None:
    text = law_of(MOTIVES[name])
    assert text.__name__ == name
    assert tuple(signature(text).parameters) in {("o", "s", "p"), ("act", "s", "p")}
    assert text.__doc__
