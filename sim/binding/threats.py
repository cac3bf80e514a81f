"""Threats in an ensemble: how loud and how believed each is, whether it is pulled and kept."""

from collections.abc import Mapping

import numpy as np

from sim.binding.case import Case
from sim.kernel.arrays import Array, Floats
from sim.kernel.engine.keep import Keep, Path

KEPT = "threats"
READINGS = ("voiced", "credibility", "pulled", "kept")
HALF = 0.5  # of a trigger that nobody expected pulls a threat; of what was promised keeps it
WITHIN = 6  # steps after it was pulled in which a threat is kept, or not


def needs(case: Case, *, ledger: bool = False) -> dict[str, Keep]:
    """What must be kept of runs to tell what becomes of threats, besides the actions taken."""
    read = ("voiced", "credible", "pulled")
    slots = [slot for symbol in read for slot in case.slots(symbol, ledger=ledger)]
    return {KEPT: Path(slots, np.float32, initial=True)}


def told(case: Case, kept: Mapping[str, Array]) -> Array:
    """(step, reading · threat, run) every reading of every threat; step 0 is the start.

    How far it is voiced and believed; 1 once it has been pulled; 1 if it moreover is kept within
    six steps of that, which may lie later. ``kept`` holds what :func:`needs` asks for, and the
    actions ``taken`` (step − 1, action, run).
    """
    paths, taken = kept[KEPT], kept["taken"]
    count = len(case.frame.threats)
    pulled = np.logical_or.accumulate(paths[:, 2 * count :] >= HALF)
    keeps = np.zeros_like(pulled)
    for t, shares in enumerate(_promises(case)):
        good = sum((share * taken[:, k] for k, share in shares), np.zeros(taken[:, 0].shape))
        keeps[:, t] = pulled[:, t] & _kept(pulled[:, t], good)
    return np.concatenate([paths[:, : 2 * count], pulled, keeps], axis=1, dtype=np.float32)


def _kept(pulled: Array, good: Floats) -> Array:
    """(run,) whether half of a threat is made good in time; ``good`` is (step − 1, run)."""
    first = np.argmax(pulled, axis=0)  # step 0 also where it never is
    so_far = np.concatenate([np.zeros((1, good.shape[1])), np.cumsum(good, axis=0)])
    last, runs = np.minimum(first + WITHIN, len(good)), np.arange(good.shape[1])
    kept: Array = so_far[last, runs] - so_far[first, runs] >= HALF
    return kept


def _promises(case: Case) -> list[list[tuple[int, float]]]:
    """Of every threat: what was promised, and the stated share of it that each action is."""
    stated = iter(np.append(case.values.mode, 0.0)[case.columns["promise"]].tolist())
    return [[(k, next(stated)) for k in threat.promises] for threat in case.frame.threats]
