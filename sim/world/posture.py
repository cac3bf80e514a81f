"""A posture: an ordered policy position of one actor, and conditions on it."""

from typing import Any, Self

from pydantic import model_validator

from sim.world.strict import Id, PartyId, Sourced, Strict, Text, fault


class Posture(Sourced):
    """An ordered policy position. `start`: its level at the reference date (default: the first)."""

    title: Text
    owner: PartyId
    levels: tuple[Id, ...]
    start: Id = ""
    note: str = ""

    @model_validator(mode="before")
    @classmethod
    def _first(cls, data: Any) -> Any:
        if isinstance(data, dict) and "start" not in data and data.get("levels"):
            return {**data, "start": data["levels"][0]}
        return data

    @model_validator(mode="after")
    def _levels(self) -> Self:
        if len(self.levels) < 2 or len(set(self.levels)) < len(self.levels):
            raise fault("a posture needs two levels or more, all different", at=("levels",))
        return self

    def rank(self, level: str) -> int:
        """The place of a level, 0 for the first."""
        return self.levels.index(level)


class Requirement(Strict):
    """A precondition: `posture` stands at least and/or at most on a level."""

    posture: Id
    at_least: Id | None = None
    at_most: Id | None = None

    @model_validator(mode="after")
    def _some(self) -> Self:
        if self.at_least is None and self.at_most is None:
            raise fault("a precondition needs `at_least` or `at_most`", "Add one of the two")
        return self

    def met(self, posture: Posture, level: str) -> bool:
        """True if the posture's level satisfies it."""
        rank = posture.rank(level)
        low = posture.rank(self.at_least) if self.at_least else 0
        high = posture.rank(self.at_most) if self.at_most else len(posture.levels)
        return low <= rank <= high

    def __str__(self) -> str:
        """In words: `rok_nuclear at least debate`."""
        ends = [f"at least {self.at_least}"] if self.at_least else []
        ends += [f"at most {self.at_most}"] if self.at_most else []
        return f"{self.posture} {' and '.join(ends)}"
