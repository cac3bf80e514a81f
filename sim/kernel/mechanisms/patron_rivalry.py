"""Patron rivalry: a patron resents whoever takes over its client.

z[i,o] −= ω_i · Σ_m d[m,i] · t[k,m] · surprise[k],   i ≠ o

t[k,m] is the share of m's dependence that the action moves to its owner o. The same transfer
displaces m's dependence on i: see :func:`sim.kernel.remember.dependence`.

(wedge strategies: Crawford 2011; the reading of Beijing in both articles)
"""

from dataclasses import dataclass

from sim.kernel.fold import Floats, Ints, pick
from sim.kernel.frame import Frame
from sim.kernel.grain import Grain, Impulse
from sim.kernel.parameters import Parameters
from sim.kernel.places import Places, columns, in_order
from sim.kernel.seen import Seen
from sim.kernel.state import State


@dataclass(frozen=True)
class At(Places):
    """Entries (deed, client m, other patron i); the pair is (i, o)."""

    patron: Ints  # i
    link: Ints  # transfer of m by the deed
    client: Ints  # pair (m, i)


def prepare(frame: Frame, grain: Grain) -> At:
    """Every transfer, seen by the actors its client depends on."""
    entries = [
        (frame.pair[i, grain.owner[deed]], link, i, frame.pair[m, i])
        for link, (deed, m) in enumerate(zip(grain.transfer.deed, grain.transfer.to, strict=True))
        for i in range(frame.actors)
        if i not in (grain.owner[deed], m) and frame.can_depend[frame.pair[m, i]]
    ]
    pair, link, patron, client = columns(entries, 4)
    pair, link, patron, client = in_order(pair, frame.pairs, link, patron, client)
    return At(deed=grain.transfer.deed[link], pair=pair, patron=patron, link=link, client=client)


def contribution(at: At, p: Parameters, s: State, seen: Seen, push: Impulse) -> Floats:
    """(run, entry) the patron's resentment of its competitor."""
    lost = pick(s.dependence, at.client) * pick(push.moved, at.link)
    return -pick(p.mechanism["patron_rivalry.omega"], at.patron) * lost
