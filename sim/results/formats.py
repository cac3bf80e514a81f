"""How rows become text: the same numbers, in the same form, in CSV and in JSON."""

import csv
import io
import json
import math
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import fields, is_dataclass
from functools import cache
from operator import attrgetter
from pathlib import Path
from typing import Any, Literal, TypeVar, cast, get_args, get_origin, get_type_hints

import numpy as np

_MARKS = frozenset("'=+-@\t\r\n＝＋－＠")
_FORMULA = re.compile("'*[=+@\t\r\n＝＋－＠-]")

Cell = str | int | float | bool | None
Row = TypeVar("Row")


def columns(row_type: type[Any]) -> tuple[str, ...]:
    """Return the column names of a row type: its fields (``with_`` is the column ``with``)."""
    return tuple(field.name.removesuffix("_") for field in fields(row_type))


def cells(row: Any) -> tuple[Cell, ...]:
    """Return the values of a row in the order of its columns, floats rounded by :func:`rounded`."""
    return tuple(_plain(getattr(row, field.name)) for field in fields(row))


def record(row: Any) -> dict[str, Cell]:
    """Return a row as a mapping from column to value, ready for JSON."""
    return dict(zip(columns(type(row)), cells(row), strict=True))


def rounded(value: float) -> float | None:
    """Round to six significant digits; what is not a finite number becomes ``None``."""
    if not math.isfinite(value):
        return None
    return float(f"{value:.6g}") + 0.0  # adding zero turns -0.0 into 0.0


def canonical(thing: object) -> str:
    """Return one text for equal things: JSON with sorted keys, sets sorted, exact floats."""
    return json.dumps(
        plain(thing), sort_keys=True, ensure_ascii=True, separators=(",", ":"), allow_nan=False
    )


def plain(thing: Any, *, short: bool = False) -> Any:
    """Reduce to what JSON knows, without losing a bit of a float.

    ``short``: as tables have it, floats :func:`rounded` and ``with_`` the name ``with``. Raises
    ``TypeError`` for a thing that has no such form.
    """
    if isinstance(thing, float) and short:
        return rounded(thing)
    if thing is None or isinstance(thing, str | bool | int | float):
        return thing
    if isinstance(thing, Mapping):
        return {str(key): plain(value, short=short) for key, value in thing.items()}
    if isinstance(thing, set | frozenset):
        return sorted((plain(item, short=short) for item in thing), key=canonical)
    if isinstance(thing, list | tuple):
        return [plain(item, short=short) for item in thing]
    if is_dataclass(thing):
        return {
            field.name.removesuffix("_" * short): plain(getattr(thing, field.name), short=short)
            for field in fields(thing)
        }
    if hasattr(thing, "model_dump"):  # a pydantic model, without importing pydantic here
        return plain(thing.model_dump(), short=short)
    if isinstance(thing, Path):
        return thing.as_posix()
    raise TypeError(f"no canonical form for {type(thing).__name__}")


def csv_text(row_type: type[Any], rows: Sequence[Any]) -> str:
    """Return rows as CSV text: a header, ``\\n`` line ends, an empty field for ``None``.

    Text that a spreadsheet would take for a formula bears an apostrophe (:func:`harmless`)."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(columns(row_type))
    texts = [
        _texts(hint, map(attrgetter(field.name), rows))
        for field, hint in zip(fields(row_type), _hints(row_type), strict=True)
    ]
    writer.writerows(zip(*texts, strict=True))
    return text.getvalue()


def parsed(row_type: type[Row], text: str) -> tuple[Row, ...]:
    """Read back what :func:`csv_text` wrote. Raises ``ValueError`` for anything else."""
    reader = csv.reader(io.StringIO(text), strict=True)
    header = next(reader, [])
    if tuple(header) != columns(row_type):
        raise ValueError(f"its columns are not {','.join(columns(row_type))}")
    readers = _readers(cast(Any, row_type))
    try:
        return tuple(_parsed(row_type, readers, line) for line in reader)
    except (ValueError, KeyError, csv.Error) as error:
        raise ValueError(f"line {reader.line_num} cannot be read ({error})") from error


def as_stored(row_type: type[Row], rows: Iterable[Row]) -> tuple[Row, ...]:
    """Return rows as they come back from a file: floats rounded, the rest untouched."""
    hints = _hints(cast(Any, row_type))
    read = attrgetter(*(field.name for field in fields(cast(Any, row_type))))
    exact = [at for at, hint in enumerate(hints) if hint is float]
    maybe = [at for at, hint in enumerate(hints) if hint is not float and float in get_args(hint)]
    found = []
    for row in rows:
        cells = list(read(row))
        for at in exact:
            plain = rounded(cells[at])
            cells[at] = math.nan if plain is None else plain
        for at in maybe:
            cells[at] = None if cells[at] is None else rounded(cells[at])
        found.append(row_type(*cells))
    return tuple(found)


def _parsed(
    row_type: type[Row], readers: Sequence[Callable[[str], Cell]], line: Sequence[str]
) -> Row:
    return row_type(*(read(text) for read, text in zip(readers, line, strict=True)))


def _hints(row_type: type[Any]) -> tuple[Any, ...]:
    hints = get_type_hints(row_type)
    return tuple(hints[field.name] for field in fields(row_type))


@cache
def _readers(row_type: type[Any]) -> tuple[Callable[[str], Cell], ...]:
    return tuple(_reader(hint) for hint in _hints(row_type))


def _reader(hint: Any) -> Callable[[str], Cell]:
    if get_origin(hint) is Literal:
        known: Mapping[str, str] = {choice: choice for choice in get_args(hint)}
        return known.__getitem__
    if type(None) in get_args(hint):
        return lambda text: float(text) if text else None
    readers: dict[Any, Callable[[str], Cell]] = {
        bool: {"true": True, "false": False}.__getitem__,
        int: int,
        float: lambda text: float(text) if text else math.nan,
        str: _as_it_was,
    }
    return readers[hint]


def _plain(value: Any) -> Cell:
    if isinstance(value, np.generic):
        value = value.item()
    if isinstance(value, float):
        return rounded(value)
    return cast(Cell, value)


def _texts(hint: Any, column: Iterable[Any]) -> Iterable[Any]:
    """What stands in a column of a CSV file; whole numbers are written as they are."""
    if hint is str:
        return map(harmless, column)
    return column if hint is int or get_origin(hint) is Literal else map(_text, column)


def harmless(text: str) -> str:
    """Return text that no spreadsheet takes for a formula: an apostrophe before what it might.

    :func:`_as_it_was` takes it away again.
    """
    return f"'{text}" if text[:1] in _MARKS and _FORMULA.match(text) else text


def _as_it_was(text: str) -> str:
    return text[1:] if text[:1] == "'" and _FORMULA.match(text) else text


def _text(value: Any) -> str:
    if isinstance(value, float):
        text = f"{value:.6g}"
        if "." in text and "e" not in text:
            return text  # which is what Python writes for the rounded number, and sooner
    cell = _plain(value)
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "true" if cell else "false"
    return str(cell)
