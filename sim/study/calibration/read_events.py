"""Reads an event file row by row into chunks of numbers; memory does not grow with the file."""

import csv
from array import array
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from sim.results.calibration import EventLayout, Met
from sim.study.calibration.cells import (
    NOBODY,
    CellError,
    Codes,
    Days,
    Parties,
    WeightError,
    bare,
    quoted,
)
from sim.study.calibration.faults import Faults
from sim.study.calibration.layout import layout_of
from sim.study.calibration.opened import Opened
from sim.study.calibration.zeros import LOST, Signs, Zeros
from sim.study.progress import Progress
from sim.world import Problem, WorldError

CHUNK = 1 << 16  # rows


@dataclass(frozen=True)
class Chunk:
    """Rows between two of the states asked for, one column each."""

    day: NDArray[np.int32]  # ordinal
    source: NDArray[np.int32]
    target: NDArray[np.int32]
    code: NDArray[np.int32]
    weight: NDArray[np.float64]  # not a number where the file gives none
    key: NDArray[np.int64]  # the same for the same id, day, pair and code; without id, all cells


@dataclass(frozen=True)
class Source:
    """What is wanted from an event file."""

    names: Mapping[str, str]  # code of every party -> its name
    chosen: tuple[str, ...]  # the states asked for
    codes: tuple[str, ...]  # known CAMEO codes
    first: int  # ordinal of the first day wanted
    last: int
    lenient: bool = False  # leave faulty rows out, instead of refusing the file


def read_events(
    source: Source, opened: Opened, met: Met, progress: Progress | None = None
) -> Iterator[Chunk]:
    """Yield the file's rows in chunks. Raises WorldError with file and line of what is wrong.

    With ``lenient`` a row that cannot be read is left out and counted, and a code that has lost
    its leading zero is read with it; both only as far as the rest of the column allows.
    ``progress`` is told how many bytes have been read.
    """
    faults = Faults(opened.file, source.lenient)
    desk = _Desk(source, met, Zeros(opened.file))
    for row in _rows(opened, met.layout):
        try:
            desk.take(row, opened.line)
        except CellError as error:
            faults.add(opened.line, error.column, *error.args)
        except IndexError:
            faults.add(opened.line, "cells", *_short(row, met.layout))
        if desk.filled == CHUNK:
            yield desk.chunk()
            if progress is not None:
                progress(opened.position())
    met.faulty = faults.number
    faults.close(met.rows - met.elsewhere - met.own)
    desk.close()
    yield desk.chunk()


def _rows(opened: Opened, layout: EventLayout) -> Iterator[list[str]]:
    """The cells of each row. Most exports with tabs do not quote, so a mark in a text is just that;

    where a row comes out with another number of cells than the header has, it is read as quoted.
    """
    unquoted = layout.delimiter == "\t" and not layout.quoted
    dialect: dict[str, Any] = {"delimiter": layout.delimiter, "skipinitialspace": not unquoted}
    quoting: Any = csv.QUOTE_NONE if unquoted else csv.QUOTE_MINIMAL
    opened.next_row()
    for row in csv.reader(opened.lines, **dialect, quoting=quoting):
        if unquoted and len(row) != layout.columns and any(cell[:1] == '"' for cell in row):
            again = next(csv.reader(["\t".join(row)], **dialect))
            row = again if len(again) == layout.columns else row
        opened.next_row()
        yield row


class _Desk:
    """Where rows are read, and those between two of the states asked for are gathered."""

    def __init__(self, source: Source, met: Met, zeros: Zeros) -> None:
        self.filled = 0
        self._source, self._met, self._at = source, met, met.layout
        self._days, self._codes = Days(), Codes(source.codes, restore=source.lenient)
        self._signs, self._zeros = Signs(source.codes), zeros
        self._parties = Parties(source.names, source.chosen)
        met.others = self._parties.others
        self._before = 0
        self._clear()

    def take(self, row: list[str], line: int) -> None:
        """Read a row. Raises CellError, or IndexError where it is too short."""
        at, met = self._at, self._met
        if not row:
            return
        met.rows += 1
        actor, other = self._parties[row[at.source]], self._parties[row[at.target]]
        between = actor != NOBODY and other != NOBODY and actor != other
        sign = self._signs[row[at.code]] if len(row) > at.code else 0
        if sign & self._zeros.news:
            self._note(sign, row[at.code], line, between)
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
        numbered = at.id >= 0 and row[at.id]
        key = (numbered, day, actor, other, code) if numbered else tuple(row)
        self._key.append(hash(key))
        self.filled += 1
        met.restored += sign & LOST

    def close(self) -> None:
        """Every row has been read."""
        self._met.suspect = self._zeros.suspect

    def _note(self, sign: int, text: str, line: int, between: bool) -> None:
        self._zeros.note(sign, text, line, between)
        self._zeros.check()

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


def look_at(opened: Opened) -> Met:
    """Find a file's layout by its first line. Raises WorldError if it is empty or fits none."""
    first = next(opened.lines, "")
    if not first.strip():
        hint = "A table with the columns date, source, target, code is wanted"
        raise WorldError([Problem(opened.file, 1, "the file is empty", hint)])
    opened.next_row()
    second = next(opened.lines, "")
    layout = layout_of(first, opened.file, second)
    opened.again(*([] if layout.headed else [first]), *([second] if second else []))
    return Met(layout)


_NONE = float("nan")


def _weight(text: str) -> float:
    if not text.strip():
        return _NONE
    try:
        value = float(bare(text) or "nan") if '"' in text else float(text)
    except ValueError:
        raise WeightError(f"{quoted(text)} is no weight", "Weights go from -10 to 10") from None
    if not -10.0 <= value <= 10.0 and bare(text):
        said = f"the weight {text[:40]} is out of range"
        raise WeightError(said, "Weights go from -10 to 10")
    return value


def _short(row: list[str], layout: EventLayout) -> tuple[str, str]:
    said = f"the row has {len(row)} cells, at least {layout.width} are wanted"
    return said, "Look for a missing column or a stray line break"
