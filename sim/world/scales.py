"""Ratings in words, each with a number and a range, and the ladder of tension."""

from typing import Self

from pydantic import Field, model_validator

from sim.world.quantity import KINDS, Kind
from sim.world.strict import Sourced, Strict, Text, fault


class Rating(Strict):
    """What a word stands for."""

    value: float
    range: tuple[float, float]
    note: str = ""


class Scale(Sourced):
    """The ratings of one kind."""

    ratings: dict[Text, Rating]


class Rung(Strict):
    """A named level of tension, from which it holds until the next rung."""

    start: float = Field(alias="from")
    name: Text


class Ladder(Sourced):
    """Rungs of tension in ascending order, the first from 0."""

    rungs: tuple[Rung, ...]

    def rung(self, level: float) -> str:
        """The name of the rung on which a level of tension stands."""
        name = self.rungs[0].name
        for rung in self.rungs:
            if level >= rung.start:
                name = rung.name
        return name

    @model_validator(mode="after")
    def _ascending(self) -> Self:
        starts = [rung.start for rung in self.rungs]
        if not starts or starts[0] != 0 or starts != sorted(set(starts)) or starts[-1] > 10:
            raise fault("the rungs must ascend from 0 and end below 10", at=("rungs",))
        return self


class ScalesFile(Strict):
    """seeds/scales.yaml."""

    scales: dict[str, Scale]
    ladder: Ladder

    @model_validator(mode="after")
    def _fit(self) -> Self:
        for name, scale in self.scales.items():
            kind = KINDS.get(name)
            if kind is None or not kind.rated:
                known = ", ".join(k.name for k in KINDS.values() if k.rated)
                raise fault(f"no kind `{name}` has ratings", f"Known: {known}", ("scales", name))
            for word, rating in scale.ratings.items():
                _check(kind, word, rating)
        return self


def _check(kind: Kind, word: str, rating: Rating) -> None:
    at = ("scales", kind.name, "ratings", word)
    low, high = rating.range
    for number in (low, rating.value, high):
        if not kind.holds(number):
            raise fault(f"{number:g} is out of range", kind.bounds, at)
    if not low <= rating.value <= high:
        raise fault(f"the value of {word!r} lies outside its range", "Low, value, high", at)
