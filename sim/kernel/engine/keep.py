"""What is kept of runs while they go by: paths, sums over runs, sums over steps, last values."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from sim.kernel.arrays import Array, Floats

ACCUMULATORS = 8  # of every sum over runs: run r adds to accumulator r % 8


@dataclass(frozen=True)
class Path:
    """Every step's columns: (step, column, run). ``initial`` adds a first row, the start."""

    summed = False  # over runs

    slots: Sequence[int]
    dtype: Any = np.float64  # or float32, or int8 for whole numbers
    initial: bool = False

    def made(self, steps: int, runs: int) -> Array:
        """An empty array for it, ``runs`` in memory."""
        return np.zeros((steps + self.initial, len(self.slots), runs), dtype=self.dtype)


@dataclass(frozen=True)
class Sum:
    """Each step's columns, summed over runs: (step, column, accumulator).

    ``runs``: only the first so many.
    """

    summed = True  # over runs

    slots: Sequence[int]
    runs: int | None = None

    def made(self, steps: int, runs: int) -> Array:
        """Zeros for it."""
        del runs
        return np.zeros((steps, len(self.slots), ACCUMULATORS))


@dataclass(frozen=True)
class Weighted:
    """Columns summed over steps, each with its (step, column) weight: (column, run)."""

    summed = False  # over runs

    slots: Sequence[int]
    weights: Floats

    def made(self, steps: int, runs: int) -> Array:
        """Zeros for it."""
        del steps
        return np.zeros((len(self.slots), runs))


@dataclass(frozen=True)
class Last:
    """Columns after the last step: (column, run)."""

    summed = False  # over runs

    slots: Sequence[int]

    def made(self, steps: int, runs: int) -> Array:
        """An empty array for it."""
        del steps
        return np.zeros((len(self.slots), runs))


@dataclass(frozen=True)
class LastSum:
    """Columns after the last step, summed over runs: (column, accumulator)."""

    summed = True  # over runs

    slots: Sequence[int]

    def made(self, steps: int, runs: int) -> Array:
        """Zeros for it."""
        del steps, runs
        return np.zeros((len(self.slots), ACCUMULATORS))


Keep = Path | Sum | Weighted | Last | LastSum
Kept = Mapping[str, Array]


def added_up(accumulators: Floats) -> Floats:
    """Sums over runs from their accumulators, always in the same order."""
    total: Floats = np.zeros(accumulators.shape[:-1])
    for n in range(accumulators.shape[-1]):
        total = total + accumulators[..., n]
    return total
