"""How one party stands to another, in each direction. seeds/dyads/<A-B>.yaml."""

from typing import Any

from pydantic import Field, model_validator

from sim.world.quantity import NOT_GIVEN, Alignment, Share
from sim.world.strict import PartyId, Sourced


class Relation(Sourced):
    """i toward j: alignment, dependence on j, j's promise to defend i, i's belief in it.

    What is left out of the last three is none. Only a passive party may leave out alignment.
    """

    alignment: Alignment = Field(default_factory=lambda: NOT_GIVEN, validate_default=True)
    dependence: Share = Field(default_factory=lambda: NOT_GIVEN, validate_default=True)
    commitment: Share = Field(default_factory=lambda: NOT_GIVEN, validate_default=True)
    assurance: Share = Field(default_factory=lambda: NOT_GIVEN, validate_default=True)
    note: str = ""

    @property
    def aligned(self) -> bool:
        """True if an alignment is stated."""
        return "alignment" in self.model_fields_set


class DyadFile(Sourced):
    """Both directions of a pair, and its proximity (reach for a threat, the same both ways)."""

    pair: tuple[PartyId, PartyId]
    proximity: Share
    directions: dict[str, Relation] = Field(alias="A>B")
    note: str = ""

    @model_validator(mode="before")
    @classmethod
    def _directions(cls, data: Any) -> Any:
        if not isinstance(data, dict):
            return data
        arrows = {key: value for key, value in data.items() if ">" in key}
        rest = {key: value for key, value in data.items() if ">" not in key}
        return {**rest, "A>B": arrows}


def arrow(source: str, target: str) -> str:
    """The name of a direction: `KOR>USA`."""
    return f"{source}>{target}"


def pair_of(a: str, b: str) -> str:
    """The name of a pair, alphabetical: `KOR-USA`."""
    return "-".join(sorted((a, b)))
