"""The laws of a world, and the laws as one batch of runs obeys them.

``Laws`` holds what is the same for every run: the frame, where each mechanism and motive acts, and
the way each mechanism's entries add up. ``Batch`` adds the drawn values and what follows from them
alone.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from sim.kernel.fold import Floats, Fold, Ints, fold, pick
from sim.kernel.frame import Frame
from sim.kernel.grain import Effects, Grain, by_actor, effects
from sim.kernel.mechanisms import MECHANISMS
from sim.kernel.motives import MOTIVES, OF_PARTIES
from sim.kernel.parameters import Parameters
from sim.kernel.state import State, reference_state

BOUND = "bound"  # the ledger's name for what the numerical bound on z takes away


@dataclass(frozen=True)
class Reach:
    """Where every mechanism acts, at one grain of deeds."""

    grain: Grain
    places: Mapping[str, Any]  # mechanism -> its index arrays
    to_pair: Mapping[str, Fold]  # mechanism -> its entries onto pairs


@dataclass(frozen=True)
class Laws:
    """What holds for every run of a world, with the mechanisms and motives that are on."""

    frame: Frame
    reach: Reach  # at the grain of actors: what moves the state
    motives: Mapping[str, Any]  # motive -> its index arrays
    owner_pair: Ints  # (impact link,) pair (owner of k, m)
    to_own_pair: Fold  # impacts at the grain of actors onto pairs (m, owner)
    moved_to_pair: Fold  # transfers at the grain of actors onto pairs (m, owner)
    stir_to_theatre: Fold  # escalations at the grain of actors onto theatres
    by_source: Fold  # pairs (m, i) onto m
    mechanisms: tuple[str, ...]  # those that are on
    off: frozenset[str]

    def on(self, name: str) -> bool:
        """Whether a mechanism or motive is on."""
        return name not in self.off


@dataclass(frozen=True)
class Batch:
    """The laws with one batch's values."""

    laws: Laws
    p: Parameters
    effects: Effects
    gain: Mapping[str, Floats]  # motive -> λ times its weight, in the shape of its appraisal
    rest: Mapping[str, Floats]  # motive -> its value or utility in the reference state
    start: State


def reach(frame: Frame, grain: Grain) -> Reach:
    """Work out where every mechanism acts for the deeds of a grain."""
    places = {name: module.prepare(frame, grain) for name, module in MECHANISMS.items()}
    folds = {name: fold(at.pair, frame.pairs) for name, at in places.items()}
    return Reach(grain, places, folds)


def make_laws(frame: Frame, off: Iterable[str] = ()) -> Laws:
    """Work out where everything acts; ``off`` names mechanisms and motives left out."""
    out = frozenset(off)
    grain = by_actor(frame)
    impact, transfer = grain.impact, grain.transfer
    return Laws(
        frame=frame,
        reach=reach(frame, grain),
        motives={name: module.prepare(frame) for name, module in MOTIVES.items()},
        owner_pair=frame.pair[frame.owner[frame.impact.k], frame.impact.to],
        to_own_pair=fold(frame.pair[impact.to, grain.owner[impact.deed]], frame.pairs),
        moved_to_pair=fold(frame.pair[transfer.to, grain.owner[transfer.deed]], frame.pairs),
        stir_to_theatre=fold(grain.stir.to, frame.theatres),
        by_source=fold(frame.source, frame.parties),
        mechanisms=tuple(name for name in MECHANISMS if name not in out),
        off=out,
    )


def make_batch(laws: Laws, p: Parameters, levels: NDArray[np.int8]) -> Batch:
    """Bind the laws to a batch's values; ``levels`` (posture,) are the starting levels."""
    frame = laws.frame
    start = reference_state(frame, p, levels)
    on = [name for name in MOTIVES if laws.on(name)]
    return Batch(
        laws=laws,
        p=p,
        effects=effects(laws.reach.grain, p.impact),
        gain={name: pick(p.precision * p.motive[name], _appraiser(frame, name)) for name in on},
        rest={name: appraisal(name, laws, p, start) for name in on},
        start=start,
    )


def _appraiser(frame: Frame, motive: str) -> Ints:
    """Who appraises: the source of each pair, or the owner of each action."""
    return frame.source if motive in OF_PARTIES else frame.owner


def appraisal(motive: str, laws: Laws, p: Parameters, s: State) -> Floats:
    """A motive's value of parties or utility of actions, whichever it reads."""
    module, at = MOTIVES[motive], laws.motives[motive]
    law = module.value if motive in OF_PARTIES else module.utility
    appraised: Floats = law(at, laws.frame, p, s)
    return appraised
