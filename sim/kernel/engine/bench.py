"""Runs that stay in memory, to be stepped with a hand on them."""

from collections.abc import Sequence
from typing import Protocol

from sim.kernel.arrays import Array, Floats


class Bench(Protocol):
    """Numbers in slots, for some runs."""

    def put(self, slots: slice, rows: Floats) -> None:
        """Set slots from (slot, run) rows, or (slot, 1) ones for all runs."""

    def get(self, slots: slice | Sequence[int]) -> Floats:
        """A copy of (slot, run) numbers."""

    def saved(self, slots: slice) -> Array:
        """What stands in some slots, for :meth:`restore`."""

    def restore(self, slots: slice, saved: Array) -> None:
        """Put back what has stood there."""

    def work(self, *segments: str) -> None:
        """Run some segments."""
