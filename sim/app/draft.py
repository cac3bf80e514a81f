"""What five answers make, step by step; and what has to come before the deed it is about."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sim.world import Scenario, World

NOTHING = "nothing"  # an option that scripts nothing


class RefusedError(Exception):
    """An answer cannot be used; the message says why and what could be."""


@dataclass(frozen=True)
class Draft:
    """What has been answered: ready to be written down."""

    world: "World"
    name: str
    actor: str
    choice: bool
    actions: tuple[str, ...]
    base: "Scenario"
    step: int = 2
    watched: tuple[tuple[str, str], ...] = ()

    @property
    def folder(self) -> str:
        """Where files of its kind are."""
        return "options" if self.choice else "scenarios"


def month(world: "World", step: int) -> str:
    """The month of a step, as YYYY-MM."""
    from sim.world.month import month_of

    return month_of(world.date, step)


def lead_up(draft: Draft, action: str) -> list[str]:
    """The deeds of the same actor that must come first, one a month, the first one first."""
    world, levels = draft.world, _levels(draft)
    lead: list[str] = []
    target = world.actions[action]
    for need in target.requires:
        posture = world.postures[need.posture]
        if need.met(posture, levels[need.posture]):
            continue
        ways = [
            one
            for one in world.actions.values()
            if one.owner == draft.actor
            and one.id != action
            and need.posture in one.moves
            and need.met(posture, one.moves[need.posture])
            and all(
                own.met(world.postures[own.posture], levels[own.posture]) for own in one.requires
            )
        ]
        if not ways:
            now = levels[need.posture]
            raise RefusedError(
                f"`{action}` needs {need}, and it is {now}: script what brings it there"
            )
        lead.append(ways[0].id)
    return lead


def _levels(draft: Draft) -> dict[str, str]:
    """The postures just before the deed, by what the base scripts."""
    outset = draft.base.outset(draft.world)
    levels = {name: posture.start for name, posture in outset.postures.items()}
    for event in draft.base.events:
        if event.step < draft.step:
            levels.update(draft.world.actions[event.action].moves)
    return levels
