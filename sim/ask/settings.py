"""Values that were given instead of those of the world."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, TypeVar

from sim.ask.tell import tell
from sim.report.words import count

if TYPE_CHECKING:
    from sim.world import World

Item = TypeVar("Item")
Settings = Sequence[str] | Mapping[str, str | float]
"""Values by path: ``["actors.KOR.precision=1"]`` or ``{"actors.KOR.precision": 1}``."""


def listed(name: str, given: Sequence[Item]) -> tuple[Item, ...]:
    """Return what was given as a list; a single text is none, for it would be read by letters.

    Raises ``ValueError``.
    """
    if isinstance(given, str | bytes) or not isinstance(given, Sequence):
        raise ValueError(f"{name} must be a list, such as [{given!r:.40}], not {given!r:.40}")
    return tuple(given)


def settings(values: Settings, world: "World") -> dict[str, str | float]:
    """Return what was typed or given, by path; a path wins over a pattern that means it too.

    Raises ``WorldError`` for what is no value of the world, ``ValueError`` for what is no value.
    """
    from sim.world.paths import matching

    typed = _pairs(values)
    found: dict[str, str | float] = {}
    for path, value in sorted(typed.items(), key=lambda one: "*" not in one[0]):
        meant = matching(world, path)
        found |= dict.fromkeys(meant, value)
        if "*" in path:
            tell(f"--set {path}: {count(len(meant), 'value')}.")
    return found


def _pairs(values: Settings) -> dict[str, str | float]:
    from sim.world import Problem, WorldError

    if isinstance(values, Mapping):
        for path, value in values.items():
            if not isinstance(path, str):
                raise ValueError(f"values: a path must be a text, not {path!r}")
            if isinstance(value, bool) or not isinstance(value, str | int | float):
                raise ValueError(f"values: {path} must be a number or a word, not {value!r}")
        return {path: x if isinstance(x, str) else float(x) for path, x in values.items()}
    typed: dict[str, str | float] = {}
    for text in listed("values", values):
        path, equals, value = (part.strip() for part in text.partition("="))
        if not (path and equals and value):
            raise WorldError([Problem("", 0, f"--set {text}: no value", "Write --set path=value")])
        if path in typed:
            said = f"--set {path}: given twice, the second time as {value}"
            raise WorldError([Problem("", 0, said, "Keep one of the two")])
        typed[path] = _typed(value)
    return typed


def _typed(value: str) -> str | float:
    """A number where a file would read one: no `1_0`, no digits of another script."""
    from sim.world.yaml_reader import MAX_DIGITS, plain

    found = plain(value) if len(value) <= MAX_DIGITS else value
    if isinstance(found, bool) or not isinstance(found, int | float):
        return value
    return float(found)
