"""Common threat: those harmed by the same deed draw together.

z[i,j] += κ_i · h[k,i] · h[k,j] · surprise[k] · (1 + a[i,j]) / 2,   h = max(0, −x)

(Walt 1987; Cha's quasi-alliance 1999)
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
    """Entries (deed, actor i, party j): a joint harm seen from one of its two sides."""

    observer: Ints  # i
    link: Ints  # joint harm of the deed


def prepare(frame: Frame, grain: Grain) -> At:
    """Every joint harm, from both sides."""
    links = np.arange(len(grain.joint.to))
    link = np.concatenate([links, links])
    i, j = frame.source[grain.joint.to], frame.target[grain.joint.to]
    pair = np.concatenate([frame.pair[i, j], frame.pair[j, i]])
    seen = frame.source[pair] < frame.actors
    pair, link = in_order(pair[seen], frame.pairs, link[seen])
    return At(deed=grain.joint.deed[link], pair=pair, observer=frame.source[pair], link=link)


def contribution(at: At, p: Parameters, s: State, seen: Seen, push: Impulse) -> Floats:
    """(run, entry) the shift of one harmed party toward another, easier among friends."""
    ease = pick((1.0 + s.alignment) / 2.0, at.pair)
    return pick(p.mechanism["common_threat.kappa"], at.observer) * pick(push.joint, at.link) * ease
