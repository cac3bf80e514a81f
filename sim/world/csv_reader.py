"""Reads a table with a header row by row, whatever its size, and knows the line of each row."""

import csv
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from io import TextIOWrapper
from pathlib import Path
from typing import IO

from sim.world.document import shown
from sim.world.problems import Problem, WorldError, suggest

MAX_CELL = 1_000_000  # characters
_BLOCK = 1 << 20


@dataclass(frozen=True)
class Row:
    """One row of a table and its line in the file (1-based)."""

    line: int
    cells: tuple[str, ...]


def read_table(path: Path, columns: Sequence[str]) -> list[Row]:
    """Return the rows of a small table that has exactly these columns, in this order.

    Raises ``WorldError`` with file and line for another header, a row of another length, a file
    that is empty or not UTF-8.
    """
    with reading(path) as file:
        cells = csv.reader(file)
        header = next(cells, None)
        _check_header(header, columns, path)
        rows = [Row(cells.line_num, tuple(row)) for row in cells if row]
    for row in rows:
        if len(row.cells) != len(columns):
            said = f"the row has {len(row.cells)} cells, the header {len(columns)}"
            raise WorldError([Problem(shown(path), row.line, said)])
    return rows


@contextmanager
def reading(path: Path) -> Iterator[TextIOWrapper]:
    """Open a text file and turn what goes wrong while it is read into a problem with its line."""
    csv.field_size_limit(MAX_CELL)
    try:
        file = path.open(encoding="utf-8-sig", newline="")
    except (OSError, ValueError) as error:  # ValueError: a name that no file can have
        raise _unread(path, error) from None
    with file:
        try:
            yield file
        except UnicodeDecodeError:
            line = _undecodable(path)
            problem = Problem(
                shown(path), line, "the file is not UTF-8", "Save it with encoding UTF-8"
            )
            raise WorldError([problem]) from None
        except (OSError, csv.Error) as error:
            raise _unread(path, error) from None


def _unread(path: Path, error: Exception) -> WorldError:
    reason = (getattr(error, "strerror", None) or str(error)).lower()
    return WorldError([Problem(shown(path), 0, f"the file cannot be read: {reason}")])


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


def _undecodable(path: Path) -> int:
    """The line of the first byte that is not UTF-8, found in blocks so that memory stays small."""
    with path.open("rb") as file:
        for line, raw in enumerate(_lines(file), start=1):
            try:
                raw.decode("utf-8")
            except UnicodeDecodeError:
                return line
    return 0


def _lines(file: IO[bytes]) -> Iterator[bytes]:
    while raw := file.readline(_BLOCK):
        yield raw
