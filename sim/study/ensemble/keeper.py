"""Whole histories of the first runs, as the array file of a result folder holds them."""

from collections.abc import Mapping

import numpy as np

from sim.kernel.arrays import Array
from sim.results import ARMS, Ensemble, scratch
from sim.results.conventions import KEPT_RUNS
from sim.study.ensemble.pairing import Pairing

HISTORIES: Mapping[str, tuple[str, ...]] = {  # what is kept, and its dimensions
    "alignment": ("arm", "run", "step", "pair"),
    "tension": ("arm", "run", "step", "theatre"),
    "posture": ("arm", "run", "step", "posture"),
    "taken": ("arm", "run", "month", "action"),
}


class Keeper:
    """A place for the history of each of the first runs.

    How many of the places count is for the tally to say: a block that was put in by half, and not
    tallied, counts for nothing.
    """

    def __init__(self, pairing: Pairing, runs: int, steps: int) -> None:
        frame, names = pairing.with_.frame, pairing.with_.names
        kept = min(runs, KEPT_RUNS)
        self._arrays = {
            "alignment": scratch((2, kept, steps + 1, len(names.seen_pairs)), np.float32),
            "tension": scratch((2, kept, steps + 1, frame.theatres), np.float32),
            "posture": scratch((2, kept, steps + 1, frame.postures), np.int8),
            "taken": scratch((2, kept, steps, frame.actions), np.bool_),
        }
        self._labels = {
            "arm": ARMS,
            "pair": names.seen_pairs,
            "theatre": names.theatres,
            "posture": names.postures,
            "action": names.actions,
        }

    def put(self, first: int, histories: Mapping[str, tuple[Array, ...]]) -> None:
        """Put the (run, ...) histories of each arm in the places from run ``first`` on."""
        for name, arms in histories.items():
            for number, found in enumerate(arms):
                self._arrays[name][number, first : first + len(found)] = found

    def parts(self, count: int) -> dict[str, Array]:
        """The places of the first ``count`` runs, by name: what a checkpoint stores and fills."""
        return {
            f"kept.{arm}.{name}": array[number, :count]
            for name, array in self._arrays.items()
            for number, arm in enumerate(ARMS)
        }

    def kept(self, count: int) -> Ensemble:
        """The histories of the first ``count`` runs."""
        arrays = {name: array[:, :count] for name, array in self._arrays.items()}
        return Ensemble(arrays, HISTORIES, self._labels)
