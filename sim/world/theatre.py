"""A theatre: an arena with a level of tension (0-10) at the reference date."""

from typing import Annotated

from pydantic import Field

from sim.world.quantity import Level
from sim.world.strict import Sourced, Text


class Theatre(Sourced):
    """An arena whose tension actions raise or calm."""

    title: Text
    slot: Annotated[int, Field(ge=0, le=999)]
    tension: Level
    note: str = ""
