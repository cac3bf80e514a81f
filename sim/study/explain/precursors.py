"""What set it off: deeds that came before it with the scenario, and did not without.

Taken are the pairs of runs in which it happens with the scenario and has not happened without it by
then (or the other way round, where the scenario makes it rarer). The twin in which it does not
happen is the control: same values, same luck, same months. How much more often a deed came before
it than it did in the twin says what the scenario set in motion; it does not prove that the deed was
the cause. To see that, forbid the deed (:mod:`sim.study.explain.counterfactual`).
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sim.binding.watch import Watch, by_step, needs
from sim.kernel.arrays import Bools, Floats, Ints
from sim.kernel.engine.keep import Path
from sim.results.explanation import FEW, WINDOW, Onset, Precursor
from sim.study.ensemble.pairing import free
from sim.study.explain.twins import DrawnArm


@dataclass(frozen=True)
class History:
    """What was done in each run of one arm, and when it first happened."""

    taken: Bools  # (run, step − 1, action)
    decided: Bools  # (step − 1, action) whether the actor decides, or the scenario
    first: Ints  # (run,) step, or one past the last if it never happened

    @property
    def steps(self) -> int:
        """How many steps there are."""
        return int(self.taken.shape[1])

    @property
    def happened(self) -> Bools:
        """(run,) whether it happened."""
        return np.asarray(self.first <= self.steps)

    def times(self, *, chosen: bool = False) -> Floats:
        """(action,) how often each action was done in a run; only when ``chosen``, if asked so."""
        counted = self.taken & self.decided if chosen else self.taken
        return np.asarray(counted.sum(axis=1).mean(axis=0), dtype=np.float64)


def history(arm: DrawnArm, watch: Watch) -> History:
    """Follow one arm."""
    pieces = [_piece(arm, watch, piece) for piece in range(len(arm.luck))]
    return History(
        np.concatenate([piece.taken for piece in pieces]),
        pieces[0].decided,
        np.concatenate([piece.first for piece in pieces]),
    )


def onset(ours: History, theirs: History, actions: tuple[str, ...]) -> Onset:
    """What came before it, the strongest difference first; chance differences are left out."""
    more = bool(ours.happened.sum() >= theirs.happened.sum())
    case, twin = (ours, theirs) if more else (theirs, ours)
    chosen = np.flatnonzero(case.happened & (twin.first > case.first))
    if not len(chosen):
        return Onset(0, more, None, ())
    at = case.first[chosen]
    found: tuple[Precursor, ...] = ()
    if len(chosen) >= FEW:
        window = _window(at, case.steps)[:, :, None]
        found = _precursors(case.taken[chosen] & window, twin.taken[chosen] & window, at, actions)
    return Onset(len(chosen), more, float(np.median(at)), found)


def _window(at: Ints, steps: int) -> NDArray[np.bool_]:
    """(pair, step − 1) whether the step lies in the window before it."""
    step = np.arange(1, steps + 1)
    return (step < at[:, None]) & (step >= at[:, None] - WINDOW)


def _precursors(
    before: Bools, twin: Bools, at: Ints, actions: tuple[str, ...]
) -> tuple[Precursor, ...]:
    done: Bools = np.any(before, axis=1)
    other: Bools = np.any(twin, axis=1)
    difference = done.astype(np.float64) - other
    error = difference.std(axis=0, ddof=1) / np.sqrt(len(at))
    mean = difference.mean(axis=0)
    found = [
        Precursor(
            action=actions[k],
            before=float(done[:, k].mean()),
            twin=float(other[:, k].mean()),
            mc_error=float(error[k]),
            lag=float((at - 1 - before[:, :, k].argmax(axis=1))[done[:, k]].mean()),
        )
        for k in np.flatnonzero((mean > 2.0 * error) & (mean > 0.0))
    ]
    return tuple(sorted(found, key=lambda one: one.twin - one.before))


def _piece(arm: DrawnArm, watch: Watch, piece: int) -> History:
    luck = arm.luck[piece]
    case, steps = arm.case, len(luck.steps)
    taken = Path(case.slots("taken"), np.int8)
    kept = case.keep(luck, {"taken": taken, **needs([watch], case)}, arm.batches[piece])
    come = by_step([watch], case, kept)[:, :, 0]
    first = np.where(come[-1], come.argmax(axis=0) + 1, steps + 1)
    return History(kept["taken"].transpose(2, 0, 1) > 0, free((case,), steps) > 0.0, first)
