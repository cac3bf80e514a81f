"""From a document to a model; from pydantic's errors to plain words at the right line."""

from typing import Any, TypeVar, get_args

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from sim.world.document import Document, Place
from sim.world.problems import MOST, Problem, as_written, suggest
from sim.world.strict import Reading
from sim.world.yaml_reader import MAX_DIGITS

Model = TypeVar("Model", bound=BaseModel)

_WANTED = {
    "string_type": "text",
    "int_type": "a whole number",
    "int_from_float": "a whole number",
    "float_type": "a number",
    "finite_number": "a finite number",
    "bool_type": "true or false",
    "dict_type": "a mapping",
    "model_type": "a mapping",
    "tuple_type": "a list",
}


def validate(
    model: type[Model],
    document: Document,
    reading: Reading,
    problems: list[Problem],
) -> Model | None:
    """A document as a model, or None with its problems added to the list."""
    try:
        return model.model_validate(document.data, context=reading)
    except ValidationError as error:
        details = error.errors(include_url=False)
        problems.extend(_problem(model, document, detail) for detail in details[:MOST])
        return None


def _problem(model: type[BaseModel], document: Document, detail: ErrorDetails) -> Problem:
    place, context, kind = detail["loc"], detail.get("ctx", {}), detail["type"]
    name = f"`{place[-1]}`" if place and isinstance(place[-1], str) else "an entry"
    if kind == "world":
        return document.problem((*place, *context["at"]), context["said"], context["hint"])
    if kind == "missing" and isinstance(place[-1], int):
        return document.problem(place[:-1], f"entry {place[-1] + 1} is missing", "Add it")
    if kind == "missing":
        return document.problem(place[:-1], f"the key {name} is missing", "Add it")
    if kind == "extra_forbidden":
        hint = suggest(str(place[-1]), _keys(model, place[:-1]))
        return document.problem(place, f"unknown key {name}", hint)
    return document.problem(place, *_words(name, detail["input"], kind, context, detail["msg"]))


def _words(name: str, value: Any, kind: str, context: dict[str, Any], msg: str) -> tuple[str, str]:
    """What is wrong with a value, and what would be right."""
    if kind in _WANTED:
        return f"{name} must be {_WANTED[kind]}, not {as_written(value)}", _cure(kind, value)
    if kind == "string_pattern_mismatch":
        return f"{value!r} is not well formed", _pattern(context["pattern"])
    if kind == "literal_error":
        return f"{name} cannot be {as_written(value)}", f"Write one of: {context['expected']}"
    if kind == "greater_than_equal":
        return f"{name} is {value}, too small", f"It must be at least {context['ge']}"
    if kind == "greater_than":
        return f"{name} is {value}, too small", f"It must be more than {context['gt']:g}"
    if kind == "less_than_equal":
        return f"{name} is {value}, too large", f"It must be at most {context['le']}"
    if kind in ("too_short", "string_too_short"):
        return f"{name} is empty or too short", f"It needs {context['min_length']} or more"
    if kind == "too_long":
        return f"{name} is too long", f"It holds at most {context['max_length']}"
    if kind == "string_too_long":
        return f"{name} is too long", f"It has at most {context['max_length']} characters"
    return f"{name}: {msg[0].lower()}{msg[1:]}", f"It is {as_written(value)} now"


def _cure(kind: str, value: Any) -> str:
    if kind == "string_type" and isinstance(value, int | float):
        return "Put it in quotes"
    if kind == "tuple_type" and isinstance(value, str):
        return f"Write [{value}]"
    if not isinstance(value, str) or not value.isdecimal():
        return ""
    many = len(value) > MAX_DIGITS
    return f"At most {MAX_DIGITS} digits are read" if many else "Write it without quotes"


def _pattern(pattern: str) -> str:
    if "0-9a-f" in pattern:
        return "Write 64 hexadecimal digits"
    if ">" in pattern:
        return "Write a direction such as KOR>USA"
    if "A-Za-z" in pattern:
        return "Write letters, digits, _ and -"
    if "A-Z" in pattern:
        return "Write three capital letters (ISO 3166)"
    if "1[0-2]" in pattern:
        return 'Write a month such as "2024-06"'
    return "Write lower-case letters, digits and _" if "a-z" in pattern else "Write digits"


def _keys(model: Any, place: Place) -> list[str]:
    """The keys that a model, or the one inside it at a place, allows."""
    for step in place:
        fields = getattr(_model_in(model), "model_fields", {})
        for name, info in fields.items():
            if step == (info.alias or name):
                model = info.annotation
                break
        else:
            model = _inside(model)
    fields = getattr(_model_in(model), "model_fields", {})
    return [info.alias or name for name, info in fields.items()]


def _inside(annotation: Any) -> Any:
    """What a mapping's values or a list's entries are."""
    arguments = [a for a in get_args(annotation) if a is not Ellipsis and a is not type(None)]
    return arguments[-1] if arguments else annotation


def _model_in(annotation: Any) -> Any:
    while get_args(annotation):
        annotation = _inside(annotation)
    return annotation
