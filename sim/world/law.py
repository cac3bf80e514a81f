"""The laws of a world: mechanisms, which move alignments, and motives, which move choices.

Those of a world are the files in ``seeds/mechanisms`` and ``seeds/motives``: there is no other list
of them, and none of the names of their parameters.
"""

from typing import Any

from pydantic import Field, model_validator

from sim.world.quantity import Coefficient
from sim.world.strict import Id, PartyId, Sourced, Sources, Text


class Parameter(Sourced):
    """A strength, the same for all, or other for some actors (`by_actor`)."""

    value: Coefficient = Field(alias="quantity")
    by_actor: dict[PartyId, Coefficient] = Field({}, description="other strengths")

    @model_validator(mode="before")
    @classmethod
    def _split(cls, data: Any) -> Any:
        """The quantity's own keys stand beside `by_actor` in the file."""
        if not isinstance(data, dict):
            return {"quantity": data}
        own = {key: value for key, value in data.items() if key != "by_actor"}
        split = {"quantity": own, "by_actor": data.get("by_actor", {})}
        return {**split, "source": data["source"]} if "source" in data else split

    def of(self, actor: str) -> Coefficient:
        """The strength for one actor."""
        return self.by_actor.get(actor, self.value)


class Mechanism(Sourced):
    """What it says, its equation, its sources, its parameters."""

    sources: Sources = Field(alias="source")
    id: Id
    title: Text
    says: Text
    equation: Text
    parameters: dict[Id, Parameter] = Field({}, description="its strengths")
    rival: bool = Field(True, description="a theory of who aligns with whom, that may be wrong")
    note: str = ""


class Motive(Sourced):
    """What it says, how an answer puts it after "because", its equation, its sources."""

    sources: Sources = Field(alias="source")
    id: Id
    title: Text
    says: Text
    because: Text = Field(description="why an actor did it, in a few words: 'paying back harm'")
    equation: Text
    note: str = ""
