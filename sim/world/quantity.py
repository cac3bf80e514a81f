"""A quantity: a number with a range, its kind and its sources. Nothing in the world is less.

Written in one of three ways:
    {value: 0.62, range: [0.50, 0.72], source: "claim:bi-04"}
    {rating: high, source: "theory:walt-1987"}
    high                                        (a rating; the source is inherited)
"""

import math
from dataclasses import dataclass
from typing import Annotated, Any

from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler, ValidationInfo
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema, core_schema

from sim.world.problems import as_written, suggest
from sim.world.strict import HOW_TO_CITE, Inherited, Reading, cited, fault, reading_of

KEYS = ("value", "range", "rating", "source", "note")


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number with a range. `low <= value <= high`, inside the bounds of `kind`."""

    value: float
    low: float
    high: float
    kind: str
    sources: tuple[str, ...]
    note: str = ""
    rating: str | None = None

    @property
    def fixed(self) -> bool:
        """True if the range is a single point, so that nothing is drawn."""
        return self.low == self.high


class NotGiven:
    """Stands for a key that was left out where leaving out means none."""


NOT_GIVEN: Any = NotGiven()
LEFT_OUT = ("assumption: left out of the file, which means none",)


@dataclass(frozen=True)
class Kind:
    """What a field measures, with its bounds. Ratings of the scale of the same name are allowed."""

    name: str
    low: float
    high: float
    meaning: str
    open_low: bool = False
    open_high: bool = False
    rated: bool = True

    @property
    def bounds(self) -> str:
        """The bounds in words: `An impact must be at least -1 and at most 1`."""
        left = "above" if self.open_low else "at least"
        right = "below" if self.open_high else "at most"
        article = "An" if self.name[0] in "aei" else "A"
        words = f"{article} {self.name.replace('_', ' ')} ({self.meaning})"
        return f"{words} must be {left} {self.low:g} and {right} {self.high:g}"

    def holds(self, number: float) -> bool:
        """True if a number is inside the bounds."""
        if not math.isfinite(number):
            return False
        above = number > self.low if self.open_low else number >= self.low
        below = number < self.high if self.open_high else number <= self.high
        return above and below

    def __get_pydantic_core_schema__(
        self, _source: object, _handler: GetCoreSchemaHandler
    ) -> CoreSchema:
        """How pydantic reads a field of this kind."""
        return core_schema.with_info_plain_validator_function(self._validate)

    def __get_pydantic_json_schema__(
        self, _schema: CoreSchema, _handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        """The kind's name; sim.world.schema puts its ratings and bounds in its place."""
        return {"x-kind": self.name}

    def _validate(self, raw: object, info: ValidationInfo) -> Quantity:
        return read_quantity(raw, self, reading_of(info))


ALIGNMENT = Kind("alignment", -1, 1, "how far one sides with another", True, True)
IMPACT = Kind("impact", -1, 1, "good or, below 0, harm")
SHARE = Kind("share", 0, 1, "a part of one")
RATE = Kind("rate", 0, 1, "probability in a normal step", True, True)
WEIGHT = Kind("weight", 0, 5, "how much it counts")
ESCALATION = Kind("escalation", -3, 3, "rungs of tension; below 0 it calms")
TRANSFER = Kind("transfer", -1, 1, "share of a party's dependence moved to the owner")
ASSURANCE_STEP = Kind("assurance_step", -1, 1, "step of belief in a promise, or of a promise")
LEVEL = Kind("level", 0, 10, "tension", rated=False)
COEFFICIENT = Kind("coefficient", 0, 2, "strength of a mechanism", rated=False)
DEEDS = Kind("deed_count", 0, 100, "how many deeds", open_low=True, rated=False)
CASES = Kind("case_count", 1, 100, "how many pulled threats", rated=False)
BUILD_UP = Kind("build_up", -1, 1, "power handed over, in units of an actor's power")
HALF_LIFE = Kind("half_life", 0, 240, "months", open_low=True, rated=False)

_ALL = (
    ALIGNMENT,
    IMPACT,
    SHARE,
    RATE,
    WEIGHT,
    ESCALATION,
    TRANSFER,
    ASSURANCE_STEP,
    LEVEL,
    COEFFICIENT,
    DEEDS,
    CASES,
    BUILD_UP,
    HALF_LIFE,
)
KINDS: dict[str, Kind] = {kind.name: kind for kind in _ALL}

Alignment = Annotated[Quantity, ALIGNMENT]
Impact = Annotated[Quantity, IMPACT]
Share = Annotated[Quantity, SHARE]
Rate = Annotated[Quantity, RATE]
Weight = Annotated[Quantity, WEIGHT]
Escalation = Annotated[Quantity, ESCALATION]
Transfer = Annotated[Quantity, TRANSFER]
AssuranceStep = Annotated[Quantity, ASSURANCE_STEP]
Level = Annotated[Quantity, LEVEL]
Coefficient = Annotated[Quantity, COEFFICIENT]
Deeds = Annotated[Quantity, DEEDS]
Cases = Annotated[Quantity, CASES]
BuildUp = Annotated[Quantity, BUILD_UP]
HalfLife = Annotated[Quantity, HALF_LIFE]


def read_quantity(raw: object, kind: Kind, reading: Reading) -> Quantity:
    """A quantity from what stands in a file. Raises a validation fault that says what is wrong."""
    if isinstance(raw, str):
        return _rated(raw, kind, reading, reading.sources, "", ())
    if isinstance(raw, dict):
        return _block(raw, kind, reading)
    if isinstance(raw, NotGiven):
        return Quantity(0.0, 0.0, 0.0, kind.name, LEFT_OUT)
    if isinstance(raw, Quantity):
        return fitted(raw, kind)
    if isinstance(raw, bool) or not isinstance(raw, int | float):
        raise fault(f"{as_written(raw)} stands where a quantity is wanted", _how(kind, reading))
    raise fault(f"the bare number {raw!r} has no range and no source", _how(kind, reading))


def fitted(quantity: Quantity, kind: Kind) -> Quantity:
    """The quantity as one of the given kind, if it keeps to its bounds and its own range."""
    for number in (quantity.low, quantity.value, quantity.high):
        if not kind.holds(number):
            raise fault(f"{number:g} is out of range", kind.bounds)
    if not quantity.low <= quantity.value <= quantity.high:
        raise fault(f"{quantity.value:g} lies outside its range")
    rest = (quantity.sources, quantity.note, quantity.rating)
    return Quantity(quantity.value, quantity.low, quantity.high, kind.name, *rest)


def _block(raw: dict[str, Any], kind: Kind, reading: Reading) -> Quantity:
    for key in raw:
        if key not in KEYS:
            raise fault(f"unknown key `{key}`", suggest(key, KEYS), (key,))
    note = raw.get("note", "")
    if not isinstance(note, str):
        raise fault("`note` must be text", at=("note",))
    sources = reading.sources
    if "source" in raw:
        sources = Inherited(cited(raw["source"], reading, ("source",)))
    if "rating" in raw:
        if "value" in raw or "range" in raw:
            raise fault("a rating brings its own value and range", "Keep `rating` or `value`")
        return _rated(raw["rating"], kind, reading, sources, note, ("rating",))
    for key in ("value", "range"):
        if key not in raw:
            raise fault(f"the key `{key}` is missing", _how(kind, reading))
    value = _number(raw["value"], kind, ("value",))
    low, high = _range(raw["range"], kind)
    if not low <= value <= high:
        raise fault(
            f"the value {value:g} lies outside its range [{low:g}, {high:g}]",
            "The range must contain the value",
        )
    return Quantity(value, low, high, kind.name, _sure(sources), note)


def _rated(
    rating: object,
    kind: Kind,
    reading: Reading,
    sources: tuple[str, ...],
    note: str,
    at: tuple[str, ...],
) -> Quantity:
    if not kind.rated:
        raise fault(f"a {kind.name} has no ratings, so {rating!r} is unknown", _how(kind, reading))
    scale = reading.scales.get(kind.name)
    ratings = scale.ratings if scale else {}
    if not isinstance(rating, str) or rating not in ratings:
        raise fault(*_unknown_rating(rating, kind, list(ratings)), at)
    found = ratings[rating]
    low, high = found.range
    return Quantity(found.value, low, high, kind.name, _sure(sources), note, rating)


def _unknown_rating(rating: object, kind: Kind, ratings: list[str]) -> tuple[str, str]:
    text = str(rating).strip()
    if text[:1] in "+-.0123456789" and text:
        return f"{text!r} is text, not a number", f"{kind.bounds}. {EXAMPLE}"
    return f"unknown rating {text!r} of {kind.name}", suggest(text, ratings)


def _sure(sources: tuple[str, ...]) -> tuple[str, ...]:
    if not sources:
        raise fault("the value has no source", f"{HOW_TO_CITE}, here or around it")
    return tuple(sources)


def _range(raw: object, kind: Kind) -> tuple[float, float]:
    if not isinstance(raw, tuple) or len(raw) != 2:
        raise fault("`range` must be [low, high]", EXAMPLE, ("range",))
    low, high = (_number(end, kind, ("range",)) for end in raw)
    if low > high:
        raise fault(f"the range [{low:g}, {high:g}] is upside down", "Low comes first", ("range",))
    return low, high


def _number(raw: object, kind: Kind, at: tuple[str, ...]) -> float:
    if isinstance(raw, bool) or not isinstance(raw, int | float):
        raise fault(f"{as_written(raw)} is not a number", kind.bounds, at)
    if math.isnan(raw) or math.isinf(raw):
        raise fault(f"{raw} is not a finite number", kind.bounds, at)
    if not kind.holds(raw):
        raise fault(f"{raw:g} is out of range", kind.bounds, at)
    return float(raw)


EXAMPLE = 'Write {value: 0.3, range: [0.2, 0.4], source: "..."}'


def _how(kind: Kind, reading: Reading) -> str:
    scale = reading.scales.get(kind.name)
    if kind.rated and scale:
        return f"{EXAMPLE}, or a rating: {', '.join(scale.ratings)}"
    return EXAMPLE
