"""Quantiles of many columns in constant memory: counts in fixed narrow bins.

Bins are centred on whole multiples of their width, so a value of exactly zero is reported as
exactly zero. A quantile is the centre of the first bin at which the share is reached: right to half
a width.
"""

from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np

from sim.kernel.arrays import Array, Floats, Ints
from sim.kernel.engine.counts import TOGETHER, count


class Histogram:
    """Counts of values between ``low`` and ``high`` for each of ``columns`` columns."""

    def __init__(self, columns: int, low: float, high: float, width: float) -> None:
        self._made_of = (columns, low, high, width)
        self._first = round(low / width)
        self._width = width
        bins = round(high / width) - self._first + 1
        self.counts = np.zeros((columns, bins), dtype=np.uint32)

    def add(self, values: Array) -> None:
        """Count (column, run) values; one beyond an end counts at that end."""
        count(values, self._width, self._first, self.counts)

    def merge(self, other: "Histogram") -> "Histogram":
        """A new one that holds the counts of both."""
        whole = Histogram(*self._made_of)
        np.add(self.counts, other.counts, out=whole.counts)
        return whole

    def __reduce__(self) -> tuple[Any, ...]:
        """Travels as the bins that hold something: a block of runs leaves most of them empty."""
        counts = self.counts.ravel()
        places = np.flatnonzero(counts).astype(np.uint32)
        held = counts[places]
        small = np.min_scalar_type(held.max(initial=0))
        return _filled, (self._made_of, places, held.astype(small))

    def quantile(self, share: float) -> Floats:
        """(column,) the value below or at which ``share`` of the counted values lie."""
        return self.quantiles((share,))[0]

    def quantiles(self, shares: Sequence[float]) -> tuple[Floats, ...]:
        """The same for several shares."""
        blocks = [self._quantiles(shares, columns) for columns in self._blocks()]
        none = np.zeros(0)
        return tuple(
            np.concatenate([none, *(block[n] for block in blocks)]) for n in range(len(shares))
        )

    def _quantiles(self, shares: Sequence[float], columns: slice) -> list[Floats]:
        running = np.cumsum(self.counts[columns], axis=1, dtype=np.int64)
        found = []
        for share in shares:
            need = np.maximum(1, np.ceil(share * running[:, -1:]))
            reached: Ints = np.argmax(running >= need, axis=1)
            found.append(np.asarray((reached + self._first) * self._width, dtype=np.float64))
        return found

    def _blocks(self) -> Iterator[slice]:
        for first in range(0, len(self.counts), TOGETHER):
            yield slice(first, first + TOGETHER)


def _filled(made_of: tuple[int, float, float, float], places: Array, counts: Array) -> Histogram:
    whole = Histogram(*made_of)
    whole.counts.ravel()[places] = counts
    return whole
