"""Self-help: replace an ally's protection when it is doubted and the threat is high.

U_o(k) = self_help[k] · (1 − max_j c[o,j] r[o,j]) · Σ_j power_j · proximity[o,j] · menace[j,o]
menace[j,o] = max(0, −a[j,o]) + max(0, g[o,j])

Protection is a promise times the belief in it (Snyder, Cha). Threat is power, nearness and intent
(Walt 1987); intent is read from how j stands toward o and from what j has lately done to it.
"""

from dataclasses import dataclass

import numpy as np

from sim.kernel.fold import Floats, Fold, Ints, fold, pick
from sim.kernel.frame import Frame
from sim.kernel.parameters import Parameters
from sim.kernel.state import State


@dataclass(frozen=True)
class At:
    """Pairs by the actor they surround."""

    others: Ints  # (party, party − 1) pairs (i, j) of each party i
    menace: Ints  # (pair,) pair (j, i) for each pair (i, j)
    to_party: Fold  # pairs (i, j) onto i


def prepare(frame: Frame) -> At:
    """Each party's pairs with the others."""
    return At(
        others=np.arange(frame.pairs, dtype=np.intp).reshape(frame.parties, frame.parties - 1),
        menace=frame.pair[frame.target, frame.source],
        to_party=fold(frame.source, frame.parties),
    )


def threats(at: At, p: Parameters, s: State) -> Floats:
    """(run, pair (i, j)) the threat from j to i: power, nearness and intent (Walt 1987)."""
    hostility = np.maximum(0.0, -pick(s.alignment, at.menace))
    menace: Floats = hostility + np.maximum(0.0, s.grievance)
    return p.power * p.proximity * menace


def utility(at: At, frame: Frame, p: Parameters, s: State) -> Floats:
    """(run, action) unmet need of protection, for actions that would supply it."""
    protection = s.commitment * s.belief
    best = protection[:, at.others[:, 0]]
    for column in at.others.T[1:]:
        best = np.maximum(best, pick(protection, column))
    need = (1.0 - best) * at.to_party.sum(threats(at, p, s))
    return p.self_help * pick(need, frame.owner)
