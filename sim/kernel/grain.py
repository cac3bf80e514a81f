"""How finely deeds are told apart.

The state moves by what each *actor* did in sum; the ledger asks what each *action* did. Both are
the same sums at another grain, so every mechanism is written once, for "deeds": at the grain of
actors a deed is all that one actor did in the step, at the grain of actions it is one action.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sim.kernel.fold import Floats, Fold, Ints, fold, pick
from sim.kernel.frame import Frame


@dataclass(frozen=True)
class Part:
    """One kind of effect: link e goes from ``deed[e]`` to ``to[e]``, summed from finer links."""

    deed: Ints
    to: Ints
    total: Fold  # the actions' own links onto these


@dataclass(frozen=True)
class Grain:
    """Deeds and their effects. A joint harm is one deed's harm to two parties at once."""

    owner: Ints  # (deed,) party
    impact: Part  # on a party
    harm: Part  # on an actor that may have an ally
    joint: Part  # to a pair (i, j) of parties, i < j
    stir: Part  # of a theatre
    transfer: Part  # of a party's dependence
    harming: Ints  # (action's harm link,) impact link
    own: Ints  # (action's joint link,) impact link on i
    other: Ints  # (action's joint link,) impact link on j
    joint_action: Ints  # (action's joint link,)

    @property
    def deeds(self) -> int:
        """How many deeds there are."""
        return len(self.owner)


@dataclass(frozen=True)
class Impulse:
    """What a step's deeds do beyond what was expected, each (run, link of the part)."""

    good: Floats  # impact: Σ_k x[k,m] · surprise[k]
    joint: Floats  # joint harm: Σ_k h[k,i] h[k,j] · surprise[k],  h = max(0, −x)
    stir: Floats  # escalation: Σ_k escalation[k,q] · surprise[k]
    moved: Floats  # transfer: Σ_k t[k,m] · surprise[k]
    before: Floats  # harm: Σ_k h[k,m] · surprise[k] of the step before


@dataclass(frozen=True)
class Effects:
    """What follows from a batch's impacts alone."""

    good: Floats  # (run, impact link) max(0, x[k,i])
    harm: Floats  # (run, harm link) h[k,i] = max(0, −x[k,i]), on those who may have an ally
    joint: Floats  # (run, action's joint link) h[k,i] · h[k,j]


def by_actor(frame: Frame) -> Grain:
    """A deed is all that one actor did."""
    return _grain(frame, np.asarray(frame.owner), np.arange(frame.actors, dtype=np.intp))


def by_action(frame: Frame) -> Grain:
    """A deed is one action."""
    return _grain(frame, np.arange(frame.actions, dtype=np.intp), np.asarray(frame.owner))


def effects(grain: Grain, impact: Floats) -> Effects:
    """Good and harm, alone and joint, of a batch's impacts."""
    good, harm = np.maximum(0.0, impact), np.maximum(0.0, -impact)
    return Effects(good, pick(harm, grain.harming), pick(harm, grain.own) * pick(harm, grain.other))


def _grain(frame: Frame, deed: Ints, owner: Ints) -> Grain:
    own, other = _together(frame)
    k = frame.impact.k[own]
    harming = np.flatnonzero(_may_have_ally(frame)[frame.impact.to])
    both = frame.pair[frame.impact.to[own], frame.impact.to[other]]
    return Grain(
        owner=owner,
        impact=_part(deed[frame.impact.k], frame.impact.to, frame.parties),
        harm=_part(deed[frame.impact.k[harming]], frame.impact.to[harming], frame.parties),
        joint=_part(deed[k], both, frame.pairs),
        stir=_part(deed[frame.escalation.k], frame.escalation.to, frame.theatres),
        transfer=_part(deed[frame.transfer.k], frame.transfer.to, frame.parties),
        harming=harming,
        own=own,
        other=other,
        joint_action=k,
    )


def _together(frame: Frame) -> tuple[Ints, Ints]:
    """Pairs of impact links of one action, the party with the lower slot first."""
    k, to = frame.impact.k, frame.impact.to
    own, other = np.nonzero((k[:, None] == k) & (to[:, None] < to))
    return own, other


def _may_have_ally(frame: Frame) -> NDArray[np.bool_]:
    """(party,) whether the party decides and has, or may come to have, a promise of defence."""
    allied = np.zeros(frame.parties, dtype=np.bool_)
    allied[frame.source[frame.can_protect]] = True
    allied[frame.actors :] = False
    return allied


def _part(deed: Ints, to: Ints, size: int) -> Part:
    """Merge links that share deed and object, in the order in which they first appear."""
    key, first, link = np.unique(deed * size + to, return_index=True, return_inverse=True)
    order = np.argsort(first)
    place = np.empty_like(order)
    place[order] = np.arange(len(order))
    key = key[order]
    return Part(deed=key // size, to=key % size, total=fold(place[link.ravel()], len(key)))
