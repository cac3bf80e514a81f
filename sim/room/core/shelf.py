"""The rooms of a folder: found by their id, listed, taken away."""

import re
import shutil
from pathlib import Path

from sim.room.core.record import NAME
from sim.world import Problem, WorldError
from sim.world.problems import suggest

ID = re.compile(r"[a-z0-9][a-z0-9_-]{0,79}\Z")


def rooms(folder: Path) -> list[str]:
    """The ids of the rooms in a folder, the latest last."""
    return sorted(
        path.parent.name for path in folder.glob(f"*/{NAME}") if ID.match(path.parent.name)
    )


def found(folder: Path, name: str) -> Path:
    """The folder of a room. WorldError where there is none of that id: nothing else is a room."""
    if not ID.match(name) or not (folder / name / NAME).is_file():
        known = rooms(folder)
        raise WorldError(
            [Problem("", 0, f"there is no room {name!r:.80} in {folder}", suggest(name, known))]
        )
    return folder / name


def remove(folder: Path, name: str) -> None:
    """Take a room away, with everything that its seats have said."""
    shutil.rmtree(found(folder, name))
