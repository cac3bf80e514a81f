"""Structural pull: geography, regime and trade change slowly and draw alignments back.

z[i,j] −= ι_i · (z[i,j] − z_ref[i,j])
"""

from dataclasses import dataclass

import numpy as np

from sim.kernel.fold import Floats, Ints, pick
from sim.kernel.frame import Frame
from sim.kernel.grain import Grain, Impulse
from sim.kernel.parameters import Parameters
from sim.kernel.places import Places
from sim.kernel.seen import Seen
from sim.kernel.state import State


@dataclass(frozen=True)
class At(Places):
    """Entries (i, j), each its own pair."""

    observer: Ints  # i


def prepare(frame: Frame, grain: Grain) -> At:
    """Every pair that an actor looks along; no deed is the cause."""
    pair = frame.seen
    return At(np.full(len(pair), -1, dtype=np.intp), pair, observer=frame.source[pair])


def contribution(at: At, p: Parameters, s: State, seen: Seen, push: Impulse) -> Floats:
    """(run, entry) the return toward the reference."""
    away = s.latent - p.alignment
    return -(pick(p.mechanism["structural_pull.iota"], at.observer) * pick(away, at.pair))
