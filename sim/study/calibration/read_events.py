"""Reads an event file row by row into chunks of numbers; memory does not grow with the file."""

import csv
import os
from array import array
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from sim.study.calibration.cells import NOBODY, CellError, Codes, Days, Parties
from sim.study.calibration.layout import Layout, layout_of
from sim.world import Problem, WorldError
from sim.world.csv_reader import reading
from sim.world.document import shown

CHUNK = 1 << 16  # rows
MOST_FAULTS = 12  # that are shown before reading stops

Progress = Callable[[int], None]  # told how many bytes have been read


@dataclass(frozen=True)
class Chunk:
    """Rows between two of the states asked for, one column each."""

    day: NDArray[np.int32]  # ordinal
    source: NDArray[np.int32]
    target: NDArray[np.int32]
    code: NDArray[np.int32]
    weight: NDArray[np.float64]  # not a number where the file gives none
    key: NDArray[np.int64]  # the same for the same id or, without ids, for identical rows


@dataclass
class Met:
    """What was met on the way; grows while the file is read."""

    layout: Layout
    rows: int = 0
    elsewhere: int = 0  # rows about others, or without a country
    own: int = 0  # rows of a state toward itself
    outside: int = 0  # rows before or after the months asked for
    faulty: int = 0  # rows left out because they cannot be read
    backward: int = 0  # rows dated before the row above
    others: dict[str, int] = field(default_factory=dict)


@dataclass(frozen=True)
class Source:
    """An event file and what is wanted from it."""

    path: Path
    names: Mapping[str, str]  # code of every party -> its name
    chosen: tuple[str, ...]  # the states asked for
    codes: tuple[str, ...]  # known CAMEO codes
    first: int  # ordinal of the first day wanted
    last: int
    lenient: bool = False  # leave faulty rows out, instead of refusing the file


def read_events(source: Source, met: Met, progress: Progress | None = None) -> Iterator[Chunk]:
    """Yield the file's rows in chunks. Raises WorldError with file and line of what is wrong.

    With ``lenient`` a row that cannot be read is left out and counted.
    """
    desk = _Desk(source, met)
    problems: list[Problem] = []
    with reading(source.path) as file:
        rows = csv.reader(file, **_dialect(met.layout))
        if met.layout.headed:
            next(rows, None)
        for row in rows:
            try:
                desk.take(row)
            except (CellError, IndexError) as error:
                met.faulty += 1
                if not source.lenient:
                    said = error.args if isinstance(error, CellError) else _short(row, met.layout)
                    problems.append(Problem(shown(source.path), rows.line_num, *said))
                    if len(problems) == MOST_FAULTS:
                        break
            if desk.filled == CHUNK:
                yield desk.chunk()
                if progress is not None:
                    progress(os.lseek(file.fileno(), 0, os.SEEK_CUR))
    if problems:
        raise WorldError(problems)
    yield desk.chunk()


class _Desk:
    """Where rows are read, and those between two of the states asked for are gathered."""

    def __init__(self, source: Source, met: Met) -> None:
        self.filled = 0
        self._source, self._met, self._at = source, met, met.layout
        self._days, self._codes = Days(), Codes(source.codes)
        self._parties = Parties(source.names, source.chosen)
        met.others = self._parties.others
        self._before = 0
        self._clear()

    def take(self, row: list[str]) -> None:
        """Read a row. Raises CellError, or IndexError where it is too short."""
        at, met = self._at, self._met
        if not row:
            return
        met.rows += 1
        actor, other = self._parties[row[at.source]], self._parties[row[at.target]]
        if actor == NOBODY or other == NOBODY:
            met.elsewhere += 1
            return
        if actor == other:
            met.own += 1
            return
        day, code = self._days[row[at.date]], self._codes[row[at.code]]
        weight = _weight(row[at.weight]) if at.weight >= 0 else _NONE
        if not self._source.first <= day <= self._source.last:
            met.outside += 1
            return
        met.backward += day < self._before
        self._before = day
        self._whole.extend((day, actor, other, code))
        self._weight.append(weight)
        self._key.append(hash(row[at.id]) if at.id >= 0 else hash(tuple(row)))
        self.filled += 1

    def chunk(self) -> Chunk:
        """Return what has been gathered and begin anew."""
        whole = np.array(self._whole, dtype=np.int32).reshape(-1, 4)
        day, source, target, code = (np.ascontiguousarray(column) for column in whole.T)
        weight, key = np.array(self._weight, np.float64), np.array(self._key, np.int64)
        self._clear()
        return Chunk(day, source, target, code, weight, key)

    def _clear(self) -> None:
        self._whole, self._weight, self._key = array("i"), array("d"), array("q")
        self.filled = 0


def look_at(path: Path) -> Met:
    """Find a file's layout by its first line. Raises WorldError if it is empty or fits none."""
    with reading(path) as file:
        first = file.readline()
    if not first.strip():
        hint = "A table with the columns date, source, target, code is wanted"
        raise WorldError([Problem(shown(path), 1, "the file is empty", hint)])
    return Met(layout_of(first, shown(path)))


_NONE = float("nan")


def _weight(text: str) -> float:
    if not text.strip():
        return _NONE
    try:
        value = float(text)
    except ValueError:
        raise CellError(f"{text!r} is no weight", "Weights go from -10 to 10") from None
    if not -10.0 <= value <= 10.0:
        raise CellError(f"the weight {text} is out of range", "Weights go from -10 to 10")
    return value


def _short(row: list[str], layout: Layout) -> tuple[str, str]:
    said = f"the row has {len(row)} cells, at least {layout.width} are wanted"
    return said, "Look for a missing column or a stray line break"


def _dialect(layout: Layout) -> dict[str, Any]:
    """Exports with tabs do not quote: a quotation mark in a text is just that."""
    quoting = csv.QUOTE_NONE if layout.delimiter == "\t" else csv.QUOTE_MINIMAL
    return {"delimiter": layout.delimiter, "quoting": quoting}
