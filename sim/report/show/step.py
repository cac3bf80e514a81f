"""The one order of the step, as it runs: every law with its equation, part by part."""

from collections.abc import Iterator
from dataclasses import dataclass

from sim.kernel.order import SEGMENTS, Stage, stages
from sim.report.show.sheet import Sheet

NAME = "step"
"""What ``sim show`` calls it."""

LETTERS = (
    ("i, j, m, n, o", "parties: [i,j] is how i stands to j; o is the owner of the action"),
    ("k, l, q, t, v, w", "two actions, a theatre, a threat, a capability, a posture"),
    ("z, a", "alignment of i with j: without bounds, and as tanh z from −1 to 1"),
    ("d", "dependence of the first on the second, 0 to 1"),
    ("c, r", "the second's promise to defend the first, and the first's belief in it, 0 to 1"),
    (
        "g, e",
        "grievance of the first at the second (below 0: gratitude); tension of a theatre, 0 to 10",
    ),
    ("x, h", "what k does to a party, −1 to 1; its harm, max(0, −x)"),
    ("t[k,m]", "how much of m's dependence k moves to its owner"),
    ("U_o(k)", "what k is worth to its owner o, by one motive; its distance from rest counts"),
    ("s[j,k]", "how j takes action k: what it does to j, and to j's friends and foes"),
    ("b, ref, rest", "the base rate of an action; the reference state; what holds in it"),
    ("Greek letters", "a state's own strength of that law, from its file"),
    ("surprise", "what was done beyond what had come to be expected"),
)
"""What the letters of the equations stand for."""


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
    """A sheet for each part of the step, and one for the letters."""
    parts = [Sheet(part.name, part.says, part.laws) for part in order()]
    return [*parts, Sheet("letters", "what the equations count and speak of", LETTERS)]


def _laws(running: list[Stage]) -> Iterator[tuple[str, str]]:
    """Name and equation; laws of which the same is said, one after another, share a line."""
    names: list[str] = []
    for number, stage in enumerate(running):
        names.append(stage.name)
        following = running[number + 1 :]
        if not following or following[0].says != stage.says:
            yield ", ".join(dict.fromkeys(names)), stage.says
            names = []
