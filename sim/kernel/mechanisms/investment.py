"""Investment: who helps another grows committed to it, who harms it grows estranged.

z[o,m] += σ_o · x[k,m] · surprise[k]

(commitment and sunk cost)
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
    """Entries (deed, affected party m); the pair is (o, m)."""

    owner: Ints
    link: Ints  # impact of the deed on m


def prepare(frame: Frame, grain: Grain) -> At:
    """Every impact."""
    owner = grain.owner[grain.impact.deed]
    pair, owner, link = in_order(
        frame.pair[owner, grain.impact.to], frame.pairs, owner, np.arange(len(owner))
    )
    return At(deed=grain.impact.deed[link], pair=pair, owner=owner, link=link)


def contribution(at: At, p: Parameters, s: State, seen: Seen, push: Impulse) -> Floats:
    """(run, entry) the owner's shift toward whom it acted upon."""
    return pick(p.mechanism["investment.sigma"], at.owner) * pick(push.good, at.link)
