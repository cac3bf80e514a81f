"""Whole histories of the first runs, as the array file of a result folder holds them."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from sim.results import Ensemble, scratch
from sim.study.ensemble.pairing import Pairing
from sim.study.ensemble.tally import KEPT_RUNS, Chunk


class Keeper:
    """Keeps whole histories of the first runs; the arrays' first axis is the arm."""

    def __init__(self, pairing: Pairing, runs: int, steps: int) -> None:
        frame, names = pairing.with_.frame, pairing.with_.names
        self.runs = min(runs, KEPT_RUNS)
        pairs = len(names.seen_pairs)
        self._arrays = {
            "alignment": scratch((2, self.runs, steps + 1, pairs), np.float32),
            "tension": scratch((2, self.runs, steps + 1, frame.theatres), np.float32),
            "posture": scratch((2, self.runs, steps + 1, frame.postures), np.int8),
            "taken": scratch((2, self.runs, steps, frame.actions), np.bool_),
        }
        self._names = names
        self._finished = np.zeros((), dtype=np.int64)

    def add(self, chunk: Chunk) -> None:
        """Keep a chunk, as far as it is to be kept."""
        count = min(chunk.runs, self.runs - chunk.first)
        if count <= 0:
            return
        place = slice(chunk.first, chunk.first + count)
        for number, arm in enumerate((chunk.with_, chunk.without)):
            for name, array in self._arrays.items():
                array[number, place] = getattr(arm, name)[:count]
        self._finished[...] = chunk.first + count

    def parts(self) -> dict[str, NDArray[Any]]:
        """Every array that grows, by name: what a checkpoint stores and fills again."""
        return {f"kept.{name}": array for name, array in self._arrays.items()} | {
            "kept.finished": self._finished
        }

    def kept(self) -> Ensemble:
        """What has been kept so far."""
        names = self._names
        arrays = {name: array[:, : int(self._finished)] for name, array in self._arrays.items()}
        dims = {
            "alignment": ("arm", "run", "step", "pair"),
            "tension": ("arm", "run", "step", "theatre"),
            "posture": ("arm", "run", "step", "posture"),
            "taken": ("arm", "run", "month", "action"),
        }
        labels = {
            "arm": ("with", "without"),
            "pair": names.seen_pairs,
            "theatre": names.theatres,
            "posture": names.postures,
            "action": names.actions,
        }
        return Ensemble(arrays, dims, labels)
