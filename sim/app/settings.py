"""What ``--set`` says: paths or patterns of paths, and the value for each."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from sim.app.say import say
from sim.report.words import count

if TYPE_CHECKING:
    from sim.world import World


def settings(values: Sequence[str], world: "World") -> dict[str, str | float]:
    """Return what was typed, by path; a path wins over a pattern that means it too.

    How many values a pattern means is told on the error stream. Raises ``WorldError``.
    """
    from sim.world.paths import matching

    typed = _pairs(values)
    found: dict[str, str | float] = {}
    for path, value in sorted(typed.items(), key=lambda one: "*" not in one[0]):
        meant = matching(world, path)
        found |= dict.fromkeys(meant, value)
        if "*" in path:
            say(f"--set {path}: {count(len(meant), 'value')}.", err=True)
    return found


def _pairs(values: Sequence[str]) -> dict[str, str | float]:
    from sim.world import Problem, WorldError

    pairs: dict[str, str | float] = {}
    for text in values:
        path, equals, value = (part.strip() for part in text.partition("="))
        if not (path and equals and value):
            raise WorldError([Problem("", 0, f"--set {text}: no value", "Write --set path=value")])
        if path in pairs:
            said = f"--set {path}: given twice, the second time as {value}"
            raise WorldError([Problem("", 0, said, "Keep one of the two")])
        pairs[path] = _typed(value)
    return pairs


def _typed(value: str) -> str | float:
    """A number where a file would read one: no `1_0`, no digits of another script."""
    from sim.world.yaml_reader import MAX_DIGITS, plain

    found = plain(value) if len(value) <= MAX_DIGITS else value
    if isinstance(found, bool) or not isinstance(found, int | float):
        return value
    return float(found)
