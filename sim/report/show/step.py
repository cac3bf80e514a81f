"""The one order of the step, as it runs: every law with its equation, part by part."""

from collections.abc import Iterator
from dataclasses import dataclass

from sim.kernel.order import SEGMENTS, Stage, stages
from sim.report.show.sheet import Sheet

NAME = "step"
"""What ``sim show`` calls it."""


@dataclass(frozen=True)
class Part:
    """A part of the step: its laws in order, by name, each with its equation."""

    name: str
    says: str
    laws: tuple[tuple[str, str], ...]


def order() -> tuple[Part, ...]:
    """Every part of the step, in the order in which they run."""
    running = stages()
    return tuple(
        Part(name, says, tuple(_laws([one for one in running if one.segment == name])))
        for name, says in SEGMENTS.items()
    )


def step_sheets() -> list[Sheet]:
    """A sheet for each part of the step."""
    return [Sheet(part.name, part.says, part.laws) for part in order()]


def _laws(running: list[Stage]) -> Iterator[tuple[str, str]]:
    """Name and equation; laws of which the same is said, one after another, share a line."""
    names: list[str] = []
    for number, stage in enumerate(running):
        names.append(stage.name)
        following = running[number + 1 :]
        if not following or following[0].says != stage.says:
            yield ", ".join(dict.fromkeys(names)), stage.says
            names = []
