"""How rows become text: the same numbers, in the same form, in CSV and in JSON."""

import csv
import io
import math
from collections.abc import Sequence
from dataclasses import fields
from typing import Any, cast

import numpy as np

Cell = str | int | float | bool | None


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


def csv_text(row_type: type[Any], rows: Sequence[Any]) -> str:
    """Return rows as CSV text: a header, ``\\n`` line ends, an empty field for ``None``."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(columns(row_type))
    for row in rows:
        writer.writerow([_text(cell) for cell in cells(row)])
    return text.getvalue()


def _plain(value: Any) -> Cell:
    if isinstance(value, np.generic):
        value = value.item()
    if isinstance(value, float):
        return rounded(value)
    return cast(Cell, value)


def _text(cell: Cell) -> str:
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "true" if cell else "false"
    return repr(cell) if isinstance(cell, float) else str(cell)
