"""A motive: one thing an actor weighs when it decides. seeds/motives/<name>.yaml."""

from pydantic import Field

from sim.world.strict import Id, Sourced, Sources, Text

MOTIVES = (
    "regard",
    "interest",
    "retaliation",
    "reward",
    "influence",
    "stability",
    "self_help",
    "resolve",
)
"""Every motive. Its weight is each actor's own."""


class Motive(Sourced):
    """What it says, its equation, its sources."""

    sources: Sources = Field(alias="source")
    id: Id
    title: Text
    says: Text
    equation: Text
    note: str = ""
