"""When: a step by its number, or the month that it is.

Step 1 is the month a question begins in. Which month that is, the reading of a file knows.
"""

import re
from typing import Annotated, Any

from pydantic import PlainValidator, ValidationInfo, WithJsonSchema

from sim.world.problems import as_written
from sim.world.strict import fault, reading_of

MONTH = r"^[0-9]{4}-(0[1-9]|1[0-2])$"
LAST = 600  # steps, of the longest run
_HOW = "Write a step such as 3, or a month such as 2025-09"


def _step(value: object, info: ValidationInfo) -> int:
    name = f"`{info.field_name}`"
    if isinstance(value, str) and re.fullmatch(MONTH, value):
        return _step_of(value, reading_of(info).begin)
    if isinstance(value, bool) or not isinstance(value, int):
        raise fault(f"{name} must be a whole number or a month, not {as_written(value)}", _HOW)
    if value < 1:
        raise fault(f"{name} is {value}, too small", "It must be at least 1")
    if value > LAST:
        raise fault(f"{name} is {as_written(value)}, too large", f"It must be at most {LAST}")
    return value


def _step_of(month: str, begin: str) -> int:
    from sim.world.month import months_between

    if not begin:
        raise fault(f"{month} stands where no month is known", "Write a step such as 3")
    away = months_between(begin, month)
    if away < 0:
        said = f"{month} lies before the first month, {begin}"
        raise fault(said, f"Name {begin} or a later month")
    if away >= LAST:
        raise fault(f"{month} lies {LAST} months or more after {begin}", "Name an earlier month")
    return away + 1


def _window(value: object, info: ValidationInfo) -> tuple[int, int]:
    if not isinstance(value, tuple):
        at = _step(value, info)
        return at, at
    if len(value) != 2:
        said = f"a window has two months, not {len(value)}"
        raise fault(said, "Write its first and its last, as [3, 9]")
    first, last = (_step(one, info) for one in value)
    if first > last:
        said = f"the window ends (step {last}) before it begins (step {first})"
        raise fault(said, "The first month comes first")
    return first, last


def _dated(value: object, info: ValidationInfo) -> tuple[int, int]:
    for one in value if isinstance(value, tuple) else (value,):
        if not isinstance(one, str) or not re.fullmatch(MONTH, one):
            raise fault(f"{as_written(one)} is no month", "Write a month such as 2025-09")
    return _window(value, info)


_STEP: dict[str, Any] = {
    "anyOf": [{"type": "integer", "minimum": 1}, {"type": "string", "pattern": MONTH}]
}
_MONTH: dict[str, Any] = {"type": "string", "pattern": MONTH}


def _or_two(one: dict[str, Any]) -> dict[str, Any]:
    several = {"type": "array", "items": one, "minItems": 2, "maxItems": 2}
    return {"anyOf": [one, several]}


Step = Annotated[int, PlainValidator(_step), WithJsonSchema(_STEP)]
"""A step from 1 on, given as a number or as the month it is."""
Window = Annotated[tuple[int, int], PlainValidator(_window), WithJsonSchema(_or_two(_STEP))]
"""The first and the last of some steps, given as one step or as two."""
Dates = Annotated[tuple[int, int], PlainValidator(_dated), WithJsonSchema(_or_two(_MONTH))]
"""The same, given as months."""
