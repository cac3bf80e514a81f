"""The frame: who can do what to whom, as index arrays. It holds no value and no run axis.

Axes
----
run        one simulated history; always the leading axis, and contiguous in memory
party      every state, actors first (count M, of which N actors)
pair       every ordered pair of distinct parties, (i, m): i looks at m (count M·(M − 1))
action     everything any actor can do (count K), sorted by instrument, then by name
instrument one line of policy of one actor; at most one of its actions is taken in a step
theatre    an arena with a tension
posture    an ordered policy position
threat     a declared "if you do this, we do that"
link       one declared effect of an action on something: impact, escalation, transfer, ...
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sim.kernel.fold import Fold, Ints, fold


@dataclass(frozen=True)
class Links:
    """Declared effects of one kind: link e goes from action ``k[e]`` to object ``to[e]``."""

    k: Ints
    to: Ints


@dataclass(frozen=True)
class Conditions:
    """Preconditions: action ``k[e]`` needs ``low[e] <= level of posture[e] <= high[e]``."""

    k: Ints
    posture: Ints
    low: Ints
    high: Ints


@dataclass(frozen=True)
class Moves:
    """Action ``k[e]`` sets ``posture[e]`` to ``level[e]``."""

    k: Ints
    posture: Ints
    level: Ints


@dataclass(frozen=True)
class Threats:
    """Declared threats: what pulls them, what they promise, what declares them."""

    count: int
    triggers: Links  # action -> threat
    promises: Links  # action -> threat
    declarations: Links  # action -> threat
    standing: NDArray[np.float64]  # (threat,) 1 where it stands from the start


@dataclass(frozen=True)
class Frame:
    """Index arrays shared by every run of a world."""

    actors: int
    parties: int
    theatres: int
    postures: int
    owner: Ints  # (action,) party that owns the action
    instrument: Ints  # (action,)
    instruments: int
    source: Ints  # (pair,) i
    target: Ints  # (pair,) m
    pair: Ints  # (party, party) index of the pair, −1 on the diagonal
    impact: Links  # action -> party
    escalation: Links  # action -> theatre
    transfer: Links  # action -> party
    assurance: Links  # action -> party
    pledge: Links  # action -> party
    conditions: Conditions
    moves: Moves
    threats: Threats
    can_protect: NDArray[np.bool_]  # (pair,) i has, or may come to have, a promise from m
    can_depend: NDArray[np.bool_]  # (pair,) i depends, or may come to depend, on m
    folds: "Folds"

    @property
    def actions(self) -> int:
        """How many actions there are."""
        return len(self.owner)

    @property
    def pairs(self) -> int:
        """How many ordered pairs of parties there are."""
        return len(self.source)

    @property
    def seen(self) -> Ints:
        """(seen pair,) the pairs whose first party decides, and so sees and sides."""
        return np.flatnonzero(self.source < self.actors)


@dataclass(frozen=True)
class Folds:
    """Ordered sums used in every step."""

    impact_to_action: Fold
    escalation_to_action: Fold
    transfer_to_action: Fold
    assurance_to_pair: Fold
    pledge_to_pair: Fold
    action_to_instrument: Fold
    promise_to_action: Fold
    trigger_to_threat: Fold
    promise_to_threat: Fold
    declaration_to_threat: Fold
    impact_to_helped: Fold  # impact link (k, m) -> pair (m, owner of k)


def pair_table(parties: int) -> tuple[Ints, Ints, Ints]:
    """Source and target of each ordered pair, and the table from (i, m) to the pair."""
    source, target = np.nonzero(~np.eye(parties, dtype=bool))
    table = np.full((parties, parties), -1, dtype=np.intp)
    table[source, target] = np.arange(len(source))
    return source.astype(np.intp), target.astype(np.intp), table


def links(pairs: Sequence[tuple[int, int]]) -> Links:
    """Links from a list of (action, object)."""
    array = np.array(pairs, dtype=np.intp).reshape(-1, 2)
    return Links(array[:, 0], array[:, 1])


def make_frame(
    *,
    actors: int,
    parties: int,
    theatres: int,
    postures: int,
    owner: Ints,
    instrument: Ints,
    impact: Links,
    escalation: Links,
    transfer: Links,
    assurance: Links,
    pledge: Links,
    conditions: Conditions,
    moves: Moves,
    threats: Threats,
    can_protect: NDArray[np.bool_],
    can_depend: NDArray[np.bool_],
) -> Frame:
    """The frame with its pairs and ordered sums worked out."""
    source, target, pair = pair_table(parties)
    n_actions, n_pairs = len(owner), len(source)
    instruments = int(instrument.max()) + 1 if len(instrument) else 0
    folds = Folds(
        impact_to_action=fold(impact.k, n_actions),
        escalation_to_action=fold(escalation.k, n_actions),
        transfer_to_action=fold(transfer.k, n_actions),
        assurance_to_pair=fold(pair[assurance.to, owner[assurance.k]], n_pairs),
        pledge_to_pair=fold(pair[pledge.to, owner[pledge.k]], n_pairs),
        action_to_instrument=fold(instrument, instruments),
        promise_to_action=fold(threats.promises.k, n_actions),
        trigger_to_threat=fold(threats.triggers.to, threats.count),
        promise_to_threat=fold(threats.promises.to, threats.count),
        declaration_to_threat=fold(threats.declarations.to, threats.count),
        impact_to_helped=fold(pair[impact.to, owner[impact.k]], n_pairs),
    )
    return Frame(
        actors=actors,
        parties=parties,
        theatres=theatres,
        postures=postures,
        owner=owner,
        instrument=instrument,
        instruments=instruments,
        source=source,
        target=target,
        pair=pair,
        impact=impact,
        escalation=escalation,
        transfer=transfer,
        assurance=assurance,
        pledge=pledge,
        conditions=conditions,
        moves=moves,
        threats=threats,
        can_protect=can_protect,
        can_depend=can_depend,
        folds=folds,
    )
