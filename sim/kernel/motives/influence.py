"""Influence: gain clients, and contest the clients of rivals.

U_o(k) = Σ_m t[k,m] · ( 1 − d[m,o] + Σ_{i≠o} d[m,i] · (1 − a[o,i]) / 2 )

t[k,m] is the share of m's dependence that the action moves to its owner.
"""

from dataclasses import dataclass

from sim.kernel.fold import Floats, Fold, Ints, fold, pick
from sim.kernel.frame import Frame
from sim.kernel.parameters import Parameters
from sim.kernel.places import columns
from sim.kernel.state import State


@dataclass(frozen=True)
class At:
    """Triples (transfer link e = (k, m), other patron i)."""

    held: Ints  # (link,) pair (m, o): the client's dependence on the owner
    link: Ints  # (triple,) transfer link
    rival: Ints  # (triple,) pair (o, i)
    client: Ints  # (triple,) pair (m, i)
    to_link: Fold


def prepare(frame: Frame) -> At:
    """For every transfer, the other actors its client may depend on."""
    owner, client = frame.owner[frame.transfer.k], frame.transfer.to
    triples = [
        (e, i)
        for e in range(len(client))
        for i in range(frame.actors)
        if i not in (owner[e], client[e])
    ]
    e, i = columns(triples, 2)
    return At(
        held=frame.pair[client, owner],
        link=e,
        rival=frame.pair[owner[e], i],
        client=frame.pair[client[e], i],
        to_link=fold(e, len(client)),
    )


def utility(at: At, frame: Frame, p: Parameters, s: State) -> Floats:
    """(run, action) clients still to be won, weighted by how far they are a rival's."""
    contested = pick(s.dependence, at.client) * (1.0 - pick(s.alignment, at.rival)) / 2.0
    prize = 1.0 - pick(s.dependence, at.held) + at.to_link.sum(contested)
    return frame.folds.transfer_to_action.sum(p.transfer * prize)
