"""Strict models: no unknown key, no text as a number, nothing changed afterwards.

Also what happens while a file is read: where ratings and sources are looked up, and how a `source`
written once holds for everything below it.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Annotated, Any

from pydantic import (
    BaseModel,
    ConfigDict,
    Field,
    PlainValidator,
    StringConstraints,
    ValidationInfo,
    WithJsonSchema,
    model_validator,
)
from pydantic.functional_validators import ModelWrapValidatorHandler
from pydantic_core import PydanticCustomError

from sim.world.document import Place

if TYPE_CHECKING:
    from sim.world.provenance import Register
    from sim.world.scales import Scale

Id = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]*$", max_length=80)]
PartyId = Annotated[str, StringConstraints(pattern=r"^[A-Z]{3}$")]
Text = Annotated[str, StringConstraints(min_length=1, strip_whitespace=True)]


class Inherited(tuple[str, ...]):
    """Sources that were checked where they stand, on their way down to what inherits them."""

    __slots__ = ()


@dataclass
class Reading:
    """What a file is read against: scales, the register of sources, the `source` in force, and
    the month of step 1."""

    scales: Mapping[str, "Scale"] = field(default_factory=dict)
    register: "Register | None" = None
    sources: Inherited = field(default_factory=Inherited)
    begin: str = ""  # as 2024-06; where it is not known, steps are not given by month

    @contextmanager
    def under(self, sources: Inherited) -> Iterator[None]:
        """Within it, what has no source of its own inherits these."""
        before = self.sources
        self.sources = sources or before
        try:
            yield
        finally:
            self.sources = before


def fault(message: str, hint: str = "", at: Place = ()) -> PydanticCustomError:
    """A fault found while validating; `at` leads from the validated value to the exact place."""
    return PydanticCustomError("world", "{said}", {"said": message, "hint": hint, "at": at})


def reading_of(info: ValidationInfo) -> Reading:
    """The reading a validator works in."""
    return info.context if isinstance(info.context, Reading) else Reading()


def cited(value: object, reading: Reading, at: Place = ()) -> tuple[str, ...]:
    """Checks a `source`: one string or a list of them, each known to the register."""
    if isinstance(value, Inherited):
        return value
    given = (value,) if isinstance(value, str) else value
    if not isinstance(given, tuple) or not given or not all(isinstance(s, str) for s in given):
        raise fault("`source` must be text or a list of texts", HOW_TO_CITE, at)
    for n, source in enumerate(given):
        said = reading.register.unknown(source) if reading.register else None
        if said:
            raise fault(*said, (*at, n))
    return given


HOW_TO_CITE = 'Write "claim:bi-04", "data:...", "theory:..." or "assumption: the reason"'
SOURCE_SCHEMA: dict[str, Any] = {
    "anyOf": [
        {"type": "string", "pattern": "^(claim|data|theory|assumption):"},
        {"type": "array", "items": {"type": "string"}, "minItems": 1},
    ],
    "description": HOW_TO_CITE,
}

Sources = Annotated[
    tuple[str, ...],
    PlainValidator(lambda value, info: cited(value, reading_of(info))),
    WithJsonSchema(SOURCE_SCHEMA),
]


class Strict(BaseModel):
    """Base of everything read from a file."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True, allow_inf_nan=False)


class Sourced(Strict):
    """A block that may carry a `source`, which holds for everything in it that has none."""

    sources: Sources = Field((), alias="source")

    @model_validator(mode="wrap")
    @classmethod
    def _inherit(
        cls, data: Any, handler: ModelWrapValidatorHandler["Sourced"], info: ValidationInfo
    ) -> "Sourced":
        if not isinstance(data, dict):
            return handler(data)
        reading = reading_of(info)
        if "source" not in data:
            below = reading.sources
            data = {**data, "source": below} if below else data
        else:
            below = _checked(data["source"], reading)
        with reading.under(below):
            return handler(data)


def _checked(value: object, reading: Reading) -> Inherited:
    try:
        return Inherited(cited(value, reading))
    except PydanticCustomError:  # told once, by the field itself
        return Inherited(("assumption: the source above is faulty",))
