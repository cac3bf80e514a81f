"""Reads a small table with a header, and knows the line of each row."""

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from sim.world.document import shown
from sim.world.lookalike import unreadable
from sim.world.problems import Problem, WorldError, suggest
from sim.world.regular import read_text

MAX_CELL = 100_000  # characters
_CURE = "Look for a quotation mark that is not closed"


@dataclass(frozen=True)
class Row:
    """One row of a table and its line in the file (1-based)."""

    line: int
    cells: tuple[str, ...]


def read_table(path: Path, columns: Sequence[str]) -> list[Row]:
    """Return the rows of a table that has exactly these columns, in this order.

    Raises ``WorldError`` with file and line for another header, a row of another length, a file
    that is empty, too large, no regular file or not UTF-8.
    """
    text = read_text(path)
    if (odd := unreadable(text)) is not None:
        raise WorldError([Problem(shown(path), odd[0] + 1, odd[1], "Delete it")])
    csv.field_size_limit(MAX_CELL)
    cells = csv.reader(io.StringIO(text, newline=""))
    try:
        _check_header(next(cells, None), columns, path)
        rows = [Row(cells.line_num, tuple(row)) for row in cells if row]
    except csv.Error as error:
        said = f"not readable as a table: {error}"
        raise WorldError([Problem(shown(path), cells.line_num, said, _CURE)]) from None
    for row in rows:
        if len(row.cells) != len(columns):
            said = f"the row has {len(row.cells)} cells, the header {len(columns)}"
            raise WorldError([Problem(shown(path), row.line, said)])
    return rows


def _check_header(header: Sequence[str] | None, columns: Sequence[str], path: Path) -> None:
    wanted = f"The columns are {', '.join(columns)}"
    if header is None:
        raise WorldError([Problem(shown(path), 1, "the file is empty", wanted)])
    if tuple(header) == tuple(columns):
        return
    unknown = [name for name in header if name not in columns]
    said = f"unknown column `{unknown[0]}`" if unknown else "columns are missing or out of order"
    hint = suggest(unknown[0], columns) if unknown else wanted
    raise WorldError([Problem(shown(path), 1, said, hint)])
