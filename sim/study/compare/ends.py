"""How a chunk of runs goes under one scenario: what a comparison of many arms needs, no more."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sim.binding import Case
from sim.binding.case import Luck
from sim.kernel.arrays import Floats
from sim.study.ensemble.watch import Bools, Watch, Watcher


@dataclass(frozen=True)
class Ends:
    """Alignments and deeds on the way, and indicators met."""

    path: NDArray[np.float32]  # (run, step, seen pair) alignments, as every ensemble keeps them
    hits: Bools  # (run, indicator)
    taken: Bools  # (run, step − 1, action)

    @property
    def alignment(self) -> NDArray[np.float32]:
        """(run, seen pair) alignments at the end."""
        return self.path[:, -1]

    @property
    def runs(self) -> int:
        """How many runs it holds."""
        return int(self.path.shape[0])


def ends(case: Case, watches: tuple[Watch, ...], luck: Luck) -> Ends:
    """Run one chunk of an arm to its end."""
    batch = case.batch(luck.values)
    frame, steps = case.frame, len(luck.steps)
    seen = list(frame.seen)
    path = np.empty((batch.start.runs, steps + 1, len(seen)), dtype=np.float32)
    taken = np.empty((batch.start.runs, steps, frame.actions), dtype=np.bool_)
    watcher = Watcher(watches, batch.start, steps)
    path[:, 0] = batch.start.alignment[:, seen]
    for moment in case.roll(luck, batch):
        path[:, moment.step] = moment.after.alignment[:, seen]
        taken[:, moment.step - 1] = moment.taken > 0.0
        watcher.see(moment.step, moment.taken * case.free(moment.step), moment.after)
    return Ends(path, watcher.hits, taken)


def effects(with_: Ends, without: Ends) -> Floats:
    """(run, target) effects: alignments, then indicators."""
    moved = with_.alignment.astype(np.float64) - without.alignment
    turned = with_.hits.astype(np.float64) - without.hits
    return np.concatenate([moved, turned], axis=1)
