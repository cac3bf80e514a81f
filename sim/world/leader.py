"""A leader: who decides for an actor from a date on, and what that changes.

Never another law: only values of the actor's own, drawn anew within the ranges that the world
states, since what is known of one leader is that he or she is one of those who might have been.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from pydantic import Field

from sim.world.dated import Dated
from sim.world.document import Place
from sim.world.month import months_between
from sim.world.page import Page
from sim.world.quantity import Quantity
from sim.world.settled import settled
from sim.world.strict import Inherited, PartyId, Reading, Text
from sim.world.world import World


class LeaderText(Dated):
    """From this date on another decides; what that changes, within the ranges as stated."""

    actor: PartyId
    name: Text
    overrides: dict[str, Any] = Field({}, alias="set")
    note: str = ""


@dataclass(frozen=True)
class Leader:
    """Who decides for an actor from a step on. ``set`` holds what that changes, by path."""

    step: int  # 1 is the world's date
    date: str
    actor: str
    name: str
    set: Mapping[str, Quantity]
    note: str
    sources: tuple[str, ...]


def leaders_in(texts: Sequence[LeaderText], world: World, page: Page) -> tuple[Leader, ...]:
    """The leaders of a file; ``world`` knows the file's sources. Marks what they may not change."""
    return tuple(_leader(one, ("leaders", n), world, page) for n, one in enumerate(texts))


def _leader(one: LeaderText, place: Place, world: World, page: Page) -> Leader:
    at = (*place, "set")
    reading = Reading(world.scales, world.register, Inherited(one.sources))
    given = settled(world, at, one.overrides, reading, page)
    stated = world.quantities()
    kept: dict[str, Quantity] = {}
    for path, value in given.items():
        if not _own(one.actor, path, world) or isinstance(value, str) or path not in stated:
            said = f"`{path}` is nothing that a leader of {one.actor} brings along"
            hint = f"Set values of {one.actor}'s own: of the actor, or base rates of its actions"
            page.mark((*at, path), said, hint)
        elif not stated[path].low <= value.low <= value.high <= stated[path].high:
            said = f"{value.low:g} to {value.high:g} goes beyond the range of `{path}`"
            hint = f"It is stated as {stated[path].low:g} to {stated[path].high:g}"
            page.mark((*at, path), said, hint)
        else:
            kept[path] = value
    step = months_between(world.date, one.month) + 1
    return Leader(step, one.date, one.actor, one.name, kept, one.note, one.sources)


def _own(actor: str, path: str, world: World) -> bool:
    """Whether a value is the actor's own to change."""
    match path.split("."):
        case ["actors", name, *_] | ["mechanisms", _, _, "by_actor", name]:
            return name == actor
        case ["actions", name, "base_rate"]:
            return world.actions[name].owner == actor
    return False
