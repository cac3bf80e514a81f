"""A party: a state that decides (an actor, seeds/actors/<ID>.yaml), or is only acted upon."""

from typing import Annotated

from pydantic import Field

from sim.world.quantity import Share, Weight
from sim.world.strict import Id, PartyId, Sourced, Strict, Text


class Party(Strict):
    """A state. Its slot is permanent, so that a further state moves nobody's luck."""

    name: Text
    slot: Annotated[int, Field(ge=0, le=999)]
    actor: bool


class Actor(Sourced):
    """How a state decides: what it weighs, what it shuns, how precisely it picks the better."""

    id: PartyId
    power: Share = Field(description="weight of this state in others' eyes and as a threat")
    precision: Weight = Field(description="lambda of the quantal response")
    balance: Weight = Field(description="phi: how much the fate of friends and foes counts")
    regard_base: Share = Field(description="attention paid to others it does not depend on")
    aversion: dict[Id, Weight] = Field(description="theatre -> aversion to escalation")
    motives: dict[Id, Weight]
    note: str = ""
