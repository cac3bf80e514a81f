"""One file as plain values, with the line of each."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

from sim.world.lookalike import in_message
from sim.world.problems import Problem

Place = tuple[str | int, ...]
"""The keys and list positions that lead to a value of a file."""


@dataclass(frozen=True)
class Document:
    """One file as plain values: dict, tuple, str, int, float, bool."""

    file: str
    data: Mapping[str, Any] = field(repr=False)
    lines: Mapping[Place, int] = field(repr=False)
    text: str = field(default="", repr=False)

    def line(self, place: Place = ()) -> int:
        """The line of a value; if it is not in the file, of the nearest thing around it."""
        here: Place = ()
        for step in place:
            if (*here, step) in self.lines:
                here = (*here, step)
        return self.lines.get(here, 1)

    def problem(self, place: Place, message: str, hint: str = "") -> Problem:
        """A fault at a place of this file; a character that only looks right is named."""
        line = self.line(place)
        found = None
        if not (self.text.isascii() or (message.isascii() and "\\" not in message)):
            found = in_message(message, self.rows, line)
        if found is not None:
            return Problem(self.file, line, f"{message}: {found[0]}", found[1])
        return Problem(self.file, line, message, hint)

    @cached_property
    def rows(self) -> list[str]:
        """The lines of the file as YAML counts them."""
        return self.text.split("\n")


def shown(path: Path) -> str:
    """A path as a person would type it: relative to the working directory if it is below it."""
    try:
        return str(path.resolve().relative_to(Path.cwd()))
    except (ValueError, RuntimeError, OSError):  # not below it; a link to itself; no directory
        return str(path)
