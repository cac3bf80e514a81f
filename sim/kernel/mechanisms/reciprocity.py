"""Reciprocity: a state answers in kind what is done to it.

z[i,o] += ρ_i · x[k,i] · surprise[k]

(Goldstein and Freeman 1990)
"""

from dataclasses import dataclass

import numpy as np

from sim.kernel.fold import Floats, Ints, pick
from sim.kernel.frame import Frame
from sim.kernel.grain import Grain, Impulse
from sim.kernel.parameters import Parameters
from sim.kernel.places import Places, in_order
from sim.kernel.seen import Seen
from sim.kernel.state import State


@dataclass(frozen=True)
class At(Places):
    """Entries (deed, affected actor i); the pair is (i, o)."""

    link: Ints  # impact of the deed on i
    observer: Ints  # i


def prepare(frame: Frame, grain: Grain) -> At:
    """Every impact on an actor."""
    link = np.flatnonzero(grain.impact.to < frame.actors)
    pair = frame.pair[grain.impact.to[link], grain.owner[grain.impact.deed[link]]]
    pair, link = in_order(pair, frame.pairs, link)
    return At(deed=grain.impact.deed[link], pair=pair, link=link, observer=grain.impact.to[link])


def contribution(at: At, p: Parameters, s: State, seen: Seen, push: Impulse) -> Floats:
    """(run, entry) the observer's shift toward the owner."""
    return pick(p.mechanism["reciprocity.rho"], at.observer) * pick(push.good, at.link)
