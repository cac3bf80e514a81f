"""One file as plain values, with the line of each."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from sim.world.problems import Problem

Place = tuple[str | int, ...]
"""The keys and list positions that lead to a value of a file."""


@dataclass(frozen=True)
class Document:
    """One file as plain values: dict, tuple, str, int, float, bool."""

    file: str
    data: Mapping[str, Any] = field(repr=False)
    lines: Mapping[Place, int] = field(repr=False)

    def line(self, place: Place = ()) -> int:
        """The line of a value; if it is not in the file, of the nearest thing around it."""
        here: Place = ()
        for step in place:
            if (*here, step) in self.lines:
                here = (*here, step)
        return self.lines.get(here, 1)

    def problem(self, place: Place, message: str, hint: str = "") -> Problem:
        """A fault at a place of this file."""
        return Problem(self.file, self.line(place), message, hint)


def shown(path: Path) -> str:
    """A path as a person would type it: relative to the working directory if it is below it."""
    try:
        return str(path.resolve().relative_to(Path.cwd()))
    except (ValueError, RuntimeError, OSError):  # not below it; a link to itself; no directory
        return str(path)
