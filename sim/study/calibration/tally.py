"""What is kept of an event file while it is read: counts by day and pair, by month and code.

Memory grows with the span of days (about 0.8 MB a year for eight states), not with the number of
rows, but for the fingerprints by which repeated rows are known: 8 bytes each, of the last 16
million rows.
"""

from collections import deque
from dataclasses import dataclass, field
from datetime import date

import numpy as np
from numpy.typing import NDArray

from sim.kernel.arrays import Floats
from sim.study.calibration.read_events import Chunk
from sim.world.month import months_between, next_month

Counts = NDArray[np.int64]

_EPOCH = date(1970, 1, 1).toordinal()
_STRIDE = 366  # days by which the table grows
_BLOCK = 1 << 20  # fingerprints kept together
_BLOCKS = 16


class Tally:
    """Counts of events among some states. Axes: day from ``first``, source, target."""

    def __init__(self, states: int, weights: Floats, watched: NDArray[np.bool_]) -> None:
        """``watched`` (source, target, code) tells what is counted by month."""
        self.first = 0  # ordinal of the first row of the tables
        self.events = np.zeros((0, states, states), dtype=np.int32)
        self.hostile = np.zeros((0, states, states), dtype=np.int32)
        self.tone = np.zeros((0, states, states))  # sum of weights
        self.repeated = 0
        self._weights = weights
        self._column = np.full(watched.shape, -1, dtype=np.int64)
        self._column[watched] = np.arange(int(watched.sum()))
        self._acts: dict[int, Counts] = {}  # month -> (column,) counts
        self._columns = int(watched.sum())
        self._seen = Seen()

    def add(self, chunk: Chunk, once: bool) -> None:
        """Add a chunk; ``once`` counts a repeated row a single time."""
        if once:
            fresh = self._seen.fresh(chunk.key)
            self.repeated += int((~fresh).sum())
            chunk = _kept(chunk, fresh)
        if not len(chunk.day):
            return
        self._reach(int(chunk.day.min()), int(chunk.day.max()))
        weight = np.where(np.isnan(chunk.weight), self._weights[chunk.code], chunk.weight)
        cell = (chunk.day - self.first, chunk.source, chunk.target)
        np.add.at(self.events, cell, 1)
        np.add.at(self.hostile, cell, weight < 0.0)
        np.add.at(self.tone, cell, weight)
        self._watch(chunk)

    def months(self) -> tuple[str, ...]:
        """Every month from the first event to the last; none where there is no event."""
        days = np.flatnonzero(self.events.any(axis=(1, 2)))
        if not len(days):
            return ()
        first, last = (_month(self.first + int(days[at])) for at in (0, -1))
        return tuple(next_month(first, n) for n in range(months_between(first, last) + 1))

    def acts(self, month: str, columns: NDArray[np.int64]) -> int:
        """How many watched events a month has in some columns."""
        counts = self._acts.get(_number(month))
        return 0 if counts is None else int(counts[columns].sum())

    def columns(self, source: int, target: int, codes: NDArray[np.int64]) -> NDArray[np.int64]:
        """The columns of a direction and some codes."""
        return np.asarray(self._column[source, target, codes])

    def span(self, month: str) -> slice:
        """The rows of the tables that are a month's days (fewer at their ends)."""
        start, end = _start(month), _start(next_month(month))
        return slice(max(0, start - self.first), max(0, end - self.first))

    def busy(self, month: str) -> Counts:
        """The days of a month (1 to 31) on which there is an event."""
        rows = np.arange(len(self.events))[self.span(month)]
        found = rows[self.events[rows].any(axis=(1, 2))]
        return np.asarray(found + self.first - _start(month) + 1, dtype=np.int64)

    def _watch(self, chunk: Chunk) -> None:
        column = self._column[chunk.source, chunk.target, chunk.code]
        days = (chunk.day[column >= 0] - _EPOCH).astype("datetime64[D]")
        month = days.astype("datetime64[M]").astype(np.int64) + 1970 * 12
        where = month * self._columns + column[column >= 0]
        for key, count in zip(*np.unique(where, return_counts=True), strict=True):
            number, at = divmod(int(key), self._columns)
            counts = self._acts.setdefault(number, np.zeros(self._columns, dtype=np.int64))
            counts[at] += int(count)

    def _reach(self, first: int, last: int) -> None:
        """Let the tables hold these days."""
        days = len(self.events)
        if not days:
            self.first = first
        before = max(0, self.first - first)
        after = max(0, last + 1 - self.first - days)
        if not before and not after:
            return
        before += _STRIDE if before else 0
        after += _STRIDE
        room = ((before, after), (0, 0), (0, 0))
        self.first -= before
        self.events, self.hostile = np.pad(self.events, room), np.pad(self.hostile, room)
        self.tone = np.pad(self.tone, room)


@dataclass
class Seen:
    """Fingerprints of rows that have been met, in sorted blocks; the eldest are forgotten."""

    blocks: deque[NDArray[np.int64]] = field(default_factory=lambda: deque(maxlen=_BLOCKS))

    def fresh(self, keys: NDArray[np.int64]) -> NDArray[np.bool_]:
        """(row,) whether it has not been met before, here or earlier; all are remembered."""
        unique, first = np.unique(keys, return_index=True)
        new = np.ones(len(unique), dtype=np.bool_)
        for block in self.blocks:
            at = np.minimum(np.searchsorted(block, unique), len(block) - 1)
            new &= block[at] != unique
        self._remember(unique[new])
        fresh = np.zeros(len(keys), dtype=np.bool_)
        fresh[first[new]] = True
        return fresh

    def _remember(self, keys: NDArray[np.int64]) -> None:
        if not len(keys):
            return
        if self.blocks and len(self.blocks[-1]) < _BLOCK:
            keys = np.sort(np.concatenate([self.blocks.pop(), keys]), kind="stable")
        self.blocks.append(keys)


def _kept(chunk: Chunk, rows: NDArray[np.bool_]) -> Chunk:
    return Chunk(
        chunk.day[rows],
        chunk.source[rows],
        chunk.target[rows],
        chunk.code[rows],
        chunk.weight[rows],
        chunk.key[rows],
    )


def _start(month: str) -> int:
    return date.fromisoformat(f"{month}-01").toordinal()


def _month(ordinal: int) -> str:
    return date.fromordinal(ordinal).isoformat()[:7]


def _number(month: str) -> int:
    return int(month[:4]) * 12 + int(month[5:]) - 1
