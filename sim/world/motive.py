"""A motive: one thing an actor weighs when it decides. seeds/motives/<name>.yaml.

The motives of a world are the files in that folder. The weight of each is every actor's own.
"""

from pydantic import Field

from sim.world.strict import Id, Sourced, Sources, Text


class Motive(Sourced):
    """What it says, how an answer puts it after "because", its equation, its sources."""

    sources: Sources = Field(alias="source")
    id: Id
    title: Text
    says: Text
    because: Text = Field(description="why an actor did it, in a few words: 'paying back harm'")
    equation: Text
    note: str = ""
