"""Where a mechanism acts."""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from sim.kernel.fold import Ints, layout


@dataclass(frozen=True)
class Places:
    """Entry e moves the alignment of ``pair[e]`` because of ``deed[e]`` (−1: of none)."""

    deed: Ints
    pair: Ints


def columns(rows: Iterable[tuple[int, ...]], width: int) -> tuple[Ints, ...]:
    """Rows of ``width`` indices as one array for each column, also when there are no rows."""
    array = np.array(list(rows), dtype=np.intp).reshape(-1, width)
    return tuple(np.ascontiguousarray(column) for column in array.T)


def in_order(target: Ints, size: int, *others: Ints) -> tuple[Ints, ...]:
    """Index columns of entries, rearranged as their sums onto ``target`` run (see ``layout``)."""
    order = layout(target, size)
    return tuple(column[order] for column in (target, *others))
