"""Entrapment: a state cools on an ally that escalates where the state wants quiet.

z[i,o] −= ε_i · c[o,i] · aversion[i,q] · escalation[k,q] · surprise[k]

c[o,i] is i's own promise to defend o: it is i's promise that can drag i in.

(Snyder 1984; Cha 2000)
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
    """Entries (deed, theatre q, ally i); the pair is (i, o)."""

    link: Ints  # stir of q by the deed
    observer: Ints  # i
    promise: Ints  # pair (o, i)
    aversion: Ints  # column (i, q)


def prepare(frame: Frame, grain: Grain) -> At:
    """Every escalation, seen by the actors that may have promised to defend who escalates."""
    entries = [
        (frame.pair[i, o], link, i, frame.pair[o, i], i * frame.theatres + q)
        for link, (deed, q) in enumerate(zip(grain.stir.deed, grain.stir.to, strict=True))
        for o in (grain.owner[deed],)
        for i in range(frame.actors)
        if i != o and frame.can_protect[frame.pair[o, i]]
    ]
    pair, *others = columns(entries, 5)
    pair, link, i, promise, aversion = in_order(pair, frame.pairs, *others)
    return At(
        deed=grain.stir.deed[link],
        pair=pair,
        link=link,
        observer=i,
        promise=promise,
        aversion=aversion,
    )


def contribution(at: At, p: Parameters, s: State, seen: Seen, push: Impulse) -> Floats:
    """(run, entry) the ally's recoil."""
    fear = pick(p.mechanism["entrapment.epsilon"], at.observer) * pick(p.aversion, at.aversion)
    return -fear * pick(s.commitment, at.promise) * pick(push.stir, at.link)
