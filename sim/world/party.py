"""A party: a state that decides (an actor), or one that is only acted upon."""

from typing import Annotated

from pydantic import Field

from sim.world.strict import Strict, Text


class Party(Strict):
    """A state. Its slot is permanent, so that a further state moves nobody's luck."""

    name: Text
    slot: Annotated[int, Field(ge=0, le=999)]
    actor: bool
