"""How a block of runs goes under one scenario: what a comparison of many arms needs, no more."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sim.binding.watch import Watch, hits, needs
from sim.kernel.arrays import Bools, Floats
from sim.kernel.engine.keep import Last, Path
from sim.study.ensemble.pairing import Drawn


@dataclass(frozen=True)
class Ends:
    """Alignments at the end, as every ensemble keeps them, and indicators met."""

    alignment: NDArray[np.float32]  # (seen pair, run)
    hits: Bools  # (run, indicator)


@dataclass(frozen=True)
class Course:
    """Alignments and deeds on the way, and indicators met."""

    path: NDArray[np.float32]  # (step, seen pair, run) alignments from the start on
    hits: Bools  # (run, indicator)
    taken: Bools  # (step − 1, action, run)

    @property
    def alignment(self) -> NDArray[np.float32]:
        """(seen pair, run) alignments at the end."""
        ends: NDArray[np.float32] = self.path[-1]
        return ends

    @property
    def runs(self) -> int:
        """How many runs it holds."""
        return int(self.path.shape[2])


def ends(arm: Drawn, watches: tuple[Watch, ...]) -> Ends:
    """Run one block of an arm to its end."""
    case, luck, batch = arm
    slots = case.slots("a", list(case.frame.seen))
    kept = case.keep(luck, {"end": Last(slots), **needs(watches, case)}, batch)
    return Ends(kept["end"].astype(np.float32), hits(watches, case, kept))


def course(arm: Drawn, watches: tuple[Watch, ...]) -> Course:
    """Run one block of an arm, and keep how it came to its end."""
    case, luck, batch = arm
    slots = case.slots("a", list(case.frame.seen))
    keep = {
        "path": Path(slots, np.float32, initial=True),
        "taken": Path(case.slots("taken"), np.int8),
    }
    kept = case.keep(luck, {**keep, **needs(watches, case)}, batch)
    return Course(kept["path"], hits(watches, case, kept), kept["taken"] > 0)


def effects(with_: Ends | Course, without: Ends | Course) -> Floats:
    """(target, run) effects: alignments, then indicators."""
    moved = with_.alignment.astype(np.float64) - without.alignment
    turned = with_.hits.astype(np.float64) - without.hits
    return np.concatenate([moved, turned.T])
