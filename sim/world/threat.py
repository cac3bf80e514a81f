"""A declared threat: if you do this, we do that. And what it forbids."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, Self

from pydantic import Field, model_validator

from sim.world.posture import Requirement
from sim.world.quantity import Share
from sim.world.strict import Id, PartyId, Sourced, Sources, Text, fault

if TYPE_CHECKING:
    from sim.world.world import World


class Threat(Sourced):
    """What pulls it (`triggers`) and what was threatened (`promises`: action -> share).

    It stands from the start, unless an action declares it (`declared_by`) and it is not `standing`.
    What it is to end is a deed that goes on (`going_on`) or a posture held (`held`); it needs one
    of the three. `credibility` is the belief that its owner carries it out once it is pulled.
    """

    sources: Sources = Field(alias="source")
    title: Text
    owner: PartyId
    against: PartyId
    triggers: tuple[Id, ...] = ()
    going_on: tuple[Id, ...] = Field((), description="deeds that it is to end")
    held: tuple[Requirement, ...] = Field((), description="postures that it is to end")
    promises: dict[Id, Share] = Field(min_length=1)
    credibility: Share
    declared_by: Id | None = None
    standing: bool = True
    note: str = ""

    @model_validator(mode="before")
    @classmethod
    def _default(cls, data: Any) -> Any:
        if isinstance(data, dict) and "declared_by" in data and "standing" not in data:
            return {**data, "standing": False}
        return data

    @model_validator(mode="after")
    def _can_stand(self) -> Self:
        if not self.standing and self.declared_by is None:
            raise fault("the threat can never stand", "Name the action in `declared_by`")
        if not (self.triggers or self.going_on or self.held):
            raise fault("nothing pulls the threat", "Name an action in `triggers`")
        if self.owner == self.against:
            raise fault(f"{self.owner} threatens itself", "Name another party", ("against",))
        return self


def forbidden(threat: Threat, world: "World") -> tuple[str, ...]:
    """Return every action that a threat is meant to hold back, each once."""
    return tuple(dict.fromkeys((*threat.triggers, *threat.going_on, *_entering(threat, world))))


def _entering(threat: Threat, world: "World") -> Iterator[str]:
    """The actions that take a posture to a level which the threat is to end."""
    for held in threat.held:
        for name, action in world.actions.items():
            level = action.moves.get(held.posture)
            if level is not None and held.met(world.postures[held.posture], level):
                yield name
