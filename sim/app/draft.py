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
    from sim.world.standing import movers, standing, unmet

    world = draft.world
    deeds = ((event.step, event.action) for event in draft.base.events)
    levels = standing(draft.base.outset(world), deeds, draft.step)[-1]
    lead: list[str] = []
    for need in unmet(world, action, levels):
        own = (one for one in movers(world, need) if world.actions[one].owner == draft.actor)
        way = next((one for one in own if one != action and not unmet(world, one, levels)), None)
        if way is None:
            now = levels[need.posture]
            raise RefusedError(
                f"`{action}` needs {need}, and it is {now}: script what brings it there"
            )
        lead.append(way)
    return lead
