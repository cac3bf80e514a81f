"""Sums of entries by target, always in the same order.

A lone run and a run in a batch of a thousand must end on the same bits. numpy's own reductions
choose their order by memory layout, so sums here are written as a fixed sequence of whole-column
additions: no reduction, hence no layout, decides the bits.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.intp]


def pick(values: Floats, columns: Ints) -> Floats:
    """``values[:, columns]``, copied run by run side by side: the fastest gather numpy has."""
    return values.T.take(columns, axis=0).T


@dataclass(frozen=True)
class Fold:
    """How E entries add up to T targets.

    Entries are laid out rank by rank: block n holds the n-th entry of every target that has one,
    targets with most entries first, so each block adds onto a leading slice of the sums. Entries
    that already stand in that order (see :func:`layout`) need no copying.
    """

    order: Ints  # (E,) entry at each laid-out position
    inverse: Ints  # (E,) laid-out position of each entry
    laid: bool  # whether the entries already stand in order
    blocks: tuple[tuple[int, int], ...]  # laid-out positions of each rank
    column: Ints  # (T,) column of each target among the sums
    placed: bool  # whether the sums already stand in the order of the targets
    width: int  # T

    @property
    def plain(self) -> bool:
        """Whether every entry is a target of its own, in order: the sums are the values."""
        return self.laid and self.placed and len(self.blocks) == 1 and self.width == len(self.order)

    def sum(self, values: Floats) -> Floats:
        """(run, entry) values to (run, target) sums; a target without entries sums to 0."""
        if self.plain:
            return values
        laid = values if self.laid else pick(values, self.order)
        sums = np.empty((values.shape[0], self.width), order="F")
        filled = self.blocks[0][1] if self.blocks else 0
        sums[:, :filled] = laid[:, :filled]
        sums[:, filled:] = 0.0
        for start, stop in self.blocks[1:]:
            sums[:, : stop - start] += laid[:, start:stop]
        return sums if self.placed else pick(sums, self.column)

    def running(self, values: Floats) -> Floats:
        """(run, entry) running sums within each target, in the order of the entries."""
        laid = pick(values, self.order)
        for (before, _), (start, stop) in zip(self.blocks, self.blocks[1:], strict=False):
            laid[:, start:stop] += laid[:, before : before + stop - start]
        return pick(laid, self.inverse)


def layout(target: Ints, size: int) -> Ints:
    """The order in which entries of ``size`` targets add up without copying."""
    target = np.asarray(target, dtype=np.intp)
    return np.lexsort((_columns(target, size)[target], _rank_within(target))).astype(np.intp)


def fold(target: Ints, size: int) -> Fold:
    """The fold of entries onto ``size`` targets; ``target[e]`` is the target of entry e."""
    target = np.asarray(target, dtype=np.intp)
    order = layout(target, size)
    inverse = np.empty_like(order)
    inverse[order] = np.arange(len(order))
    sizes = np.bincount(_rank_within(target)) if len(target) else np.zeros(0, dtype=np.intp)
    ends = np.cumsum(sizes)
    column = _columns(target, size)
    return Fold(
        order=order,
        inverse=inverse,
        laid=bool((order == np.arange(len(order))).all()),
        blocks=tuple((int(end - n), int(end)) for end, n in zip(ends, sizes, strict=True)),
        column=column,
        placed=bool((column == np.arange(size)).all()),
        width=size,
    )


def _columns(target: Ints, size: int) -> Ints:
    """Targets ranked by how many entries they have, most first."""
    column = np.empty(size, dtype=np.intp)
    column[np.argsort(-np.bincount(target, minlength=size), kind="stable")] = np.arange(size)
    return column


def _rank_within(target: Ints) -> Ints:
    """How many earlier entries share an entry's target."""
    by_target = np.argsort(target, kind="stable")
    ordered = target[by_target]
    first = np.r_[True, ordered[1:] != ordered[:-1]][: len(target)]
    start = np.maximum.accumulate(np.where(first, np.arange(len(target)), 0))
    rank = np.empty(len(target), dtype=np.intp)
    rank[by_target] = np.arange(len(target)) - start
    return rank
