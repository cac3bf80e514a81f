"""A small whole world: three states that decide, one that does not."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from sim.world import World, load_world

SMALL = Path(__file__).resolve().parent / "small"


@pytest.fixture(scope="session")
def small() -> World:
    return load_world(SMALL / "seeds")


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A copy of the small world's seeds and scenarios, to be changed at will."""
    shutil.copytree(SMALL, tmp_path / "copy")
    return tmp_path / "copy"


@pytest.fixture
def write(tmp_path: Path) -> Callable[..., Path]:
    def _write(text: str | bytes, name: str = "file.yaml") -> Path:
        path = tmp_path / name
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return path

    return _write
