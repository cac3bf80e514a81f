"""When two arms part: the first step in which a run goes another way, and by which actions."""

import numpy as np
from numpy.typing import NDArray

from sim.kernel.arrays import Bools
from sim.study.compare.ends import Course

Counts = NDArray[np.int64]


class First:
    """Counts over runs of the first step in which actions differ, and of those actions."""

    def __init__(self, steps: int, actions: int) -> None:
        self.runs: Counts = np.zeros(steps, dtype=np.int64)  # (step − 1,) parting then
        # (with or without the scenario, step − 1, action) taken there and not in the other arm
        self.acts: Counts = np.zeros((2, steps, actions), dtype=np.int64)

    @property
    def parted(self) -> int:
        """How many runs have parted."""
        return int(self.runs.sum())

    @property
    def median(self) -> float | None:
        """The step by which half of those runs have parted; None where there are none."""
        return median_step(self.runs)

    def add(self, with_: Course, without: Course, of_interest: Bools | None = None) -> None:
        """Count a block; ``of_interest`` (step − 1, action) leaves out the rest."""
        differ = with_.taken != without.taken
        if of_interest is not None:
            differ &= of_interest[:, :, None]
        parting = differ.any(axis=1)
        run = np.flatnonzero(parting.any(axis=0))
        step = parting[:, run].argmax(axis=0)
        self.runs += np.bincount(step, minlength=len(self.runs))
        here, done = differ[step, :, run], with_.taken[step, :, run]
        np.add.at(self.acts[0], step, here & done)
        np.add.at(self.acts[1], step, here & ~done)


def median_step(counts: Counts) -> float | None:
    """The step, from 1, at which half of what is counted is reached; None where nothing is."""
    running = np.cumsum(counts)
    if running[-1] == 0:
        return None
    return float(np.searchsorted(running, running[-1] / 2) + 1)
