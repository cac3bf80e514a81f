"""One arm of a comparison, one chunk of runs: everything the tables are later made of."""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from sim.binding import Case
from sim.binding.case import Luck
from sim.kernel.decide import TILT_LIMIT
from sim.kernel.arrays import Floats
from sim.kernel.memory.tension import MAX_TENSION
from sim.kernel.order import MOTIVES
from sim.kernel.step import tilts
from sim.ledger import Book
from sim.study.ensemble.watch import Bools, Watch, Watcher

Singles = NDArray[np.float32]


@dataclass(frozen=True)
class Arm:
    """What a chunk of runs did under one scenario. Axis ``step`` of paths starts at 0."""

    alignment: Singles  # (run, step, seen pair)
    tension: Singles  # (run, step, theatre)
    posture: NDArray[np.int8]  # (run, step, posture)
    taken: Bools  # (run, step − 1, action)
    chance: Singles  # (run, step − 1, action) of choosing it, were it free to
    hits: Bools  # (run, indicator)
    ledger: Floats | None  # (entry,) contributions summed over steps and runs, where asked for
    reasons: Floats | None  # (motive, step − 1, action) mean log odds, where asked for
    clipped: Bools  # (run,) whether a numerical bound was reached


def run_arm(
    case: Case,
    book: Book,
    watches: tuple[Watch, ...],
    luck: Luck,
    *,
    explain: bool,
    post: bool = True,
) -> Arm:
    """Run one chunk of an arm.

    ``explain`` also averages the motives behind every choice; ``post`` also keeps the ledger.
    """
    batch = case.batch(luck.values)
    runs, steps = batch.start.runs, len(luck.steps)
    frame, names = case.frame, case.names
    seen = list(frame.seen)
    alignment = _paths(runs, steps + 1, len(seen), np.float32)
    tension = _paths(runs, steps + 1, frame.theatres, np.float32)
    posture = _paths(runs, steps + 1, frame.postures, np.int8)
    taken = _paths(runs, steps, frame.actions, np.bool_)
    chance = _paths(runs, steps, frame.actions, np.float32)
    reasons = np.zeros((len(MOTIVES), steps, len(names.actions))) if explain else None
    watcher = Watcher(watches, batch.start, steps)
    ledger = np.zeros(book.width) if post else None
    clipped = np.zeros(runs, dtype=np.bool_)
    alignment[:, 0], tension[:, 0] = batch.start.alignment[:, seen], batch.start.tension
    posture[:, 0] = batch.start.posture
    for moment in case.roll(luck, batch, post=ledger is not None):
        t, after = moment.step, moment.after
        free = case.free(t)
        alignment[:, t], tension[:, t] = after.alignment[:, seen], after.tension
        posture[:, t] = after.posture
        taken[:, t - 1] = moment.taken > 0.0
        chance[:, t - 1] = moment.odds.probability
        watcher.see(t, moment.taken * free, after)
        if ledger is not None:
            assert moment.posted is not None
            ledger += moment.posted.sum(axis=0)
        clipped |= _at_a_bound(moment.odds.tilt, moment.bound, after.tension)
        if reasons is not None:
            why = tilts(batch, moment.before)
            for m, motive in enumerate(MOTIVES):
                if motive in why:
                    reasons[m, t - 1] = why[motive].mean(axis=0)
    return Arm(
        alignment=_by_run(alignment),
        tension=_by_run(tension),
        posture=_by_run(posture),
        taken=_by_run(taken),
        chance=_by_run(chance),
        hits=watcher.hits,
        ledger=ledger,
        reasons=reasons,
        clipped=clipped,
    )


def _paths(runs: int, steps: int, width: int, dtype: Any) -> NDArray[Any]:
    """An empty (run, step, column) array with the runs side by side in memory, as the kernel's."""
    return np.empty((steps, width, runs), dtype=dtype).transpose(2, 0, 1)


def _by_run(paths: NDArray[Any]) -> NDArray[Any]:
    """The same paths run after run: one layout, so that sums over runs are the same bits anywhere.

    Handing an array to another process would otherwise change its layout, and with it the order in
    which numpy adds.
    """
    return np.ascontiguousarray(paths)


def _at_a_bound(tilt: Floats, bound: Floats, tension: Floats) -> Bools:
    at_limit = (np.abs(tilt) >= TILT_LIMIT).any(axis=1)
    at_edge = ((tension <= 0.0) | (tension >= MAX_TENSION)).any(axis=1)
    return np.asarray(at_limit | at_edge | (bound != 0.0).any(axis=1), dtype=np.bool_)
