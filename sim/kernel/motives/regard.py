"""Regard: what others will think, most of all those the actor depends on.

U_o(k) = Σ_j power_j · (base_o + d[o,j]) · s[j,k]
s[j,k] = x[k,j] + φ_j · Σ_m a[j,m] · x[k,m]          how observer j reads the action

Written as the worth of each party's good to the owner: W[o,m] + Σ_j W[o,j] φ_j a[j,m].
"""

from dataclasses import dataclass

from sim.kernel.fold import Floats, Fold, Ints, fold, pick
from sim.kernel.frame import Frame
from sim.kernel.parameters import Parameters
from sim.kernel.places import columns, in_order
from sim.kernel.state import State


@dataclass(frozen=True)
class At:
    """Triples (owner o, observer j, affected m)."""

    observed: Ints  # pair (o, j) of each triple
    reading: Ints  # pair (j, m) of each triple
    to_pair: Fold  # triples onto the pair (o, m)


def prepare(frame: Frame) -> At:
    """All triples of distinct owner, observer and affected party."""
    triples = [
        (o, j, m)
        for o in range(frame.actors)
        for j in range(frame.actors)
        for m in range(frame.parties)
        if len({o, j, m}) == 3
    ]
    o, j, m = columns(triples, 3)
    pair, o, j, m = in_order(frame.pair[o, m], frame.pairs, o, j, m)
    return At(
        observed=frame.pair[o, j],
        reading=frame.pair[j, m],
        to_pair=fold(pair, frame.pairs),
    )


def value(at: At, frame: Frame, p: Parameters, s: State) -> Floats:
    """(run, pair (o, m)) what m's good is worth to o because of what others would think."""
    attention = p.power * (p.regard_base + s.dependence)
    by_friends = attention * pick(p.balance, frame.target)
    indirect = pick(by_friends, at.observed) * pick(s.alignment, at.reading)
    return attention + at.to_pair.sum(indirect)
