"""A party's stake: the good less the harm that it meets, whoever does it.

    stake[m] = Σ_t Σ_k x[k,m] · did[k,t]

over the steps of a window, in units of an impact: 1 is as much good as one act can do. ``did`` is
the chance of an act that its owner decides on, and 1 or 0 of one that the scenario decides. It
counts what is done to the party by deeds. What the party gains or loses otherwise (a client, a
friend, a calmer border) shows only in what others then do.
"""

from collections.abc import Sequence

import numpy as np

from sim.binding import Case
from sim.kernel.arrays import Floats
from sim.kernel.engine.keep import Keep, Kept, Last, Weighted


def stake_needs(
    case: Case, parties: Sequence[int], window: tuple[int, int], steps: int
) -> dict[str, Keep]:
    """What must be kept of ``steps`` steps to add up what some parties meet in a window."""
    slots = case.laws.program.slots("x")
    keys = [key for key in slots if key[1] in parties]
    acts = [k for k, _ in keys]
    start, end = window
    free = np.zeros((steps, len(acts)))
    free[start - 1 : end] = [case.free(t)[acts] for t in range(start, end + 1)]
    scripted = np.zeros_like(free)
    scripted[start - 1 : end] = 1.0 - free[start - 1 : end]
    return {
        "impact": Last([slots[key] for key in keys]),
        "chosen": Weighted(case.slots("chance", acts), free),
        "scripted": Weighted(case.slots("taken", acts), scripted),
    }


def stake(kept: Kept) -> Floats:
    """(run,) the stake, from what :func:`stake_needs` asks for; several parties are added up."""
    met: Floats = (kept["impact"] * (kept["chosen"] + kept["scripted"])).sum(axis=0)
    return met
