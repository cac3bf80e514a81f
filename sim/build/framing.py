"""The frame of a world: its names as index arrays."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from sim.build.names import Names
from sim.kernel.fold import Ints, layout
from sim.kernel.frame import (
    Conditions,
    Frame,
    Links,
    Moves,
    Threats,
    links,
    make_frame,
    pair_table,
)
from sim.world import World


def frame_of(world: World, names: Names) -> Frame:
    """Who can do what to whom in this world."""
    party = _slots(names.parties)
    instrument = _slots(names.instruments)
    actions = [world.actions[k] for k in names.actions]
    _, _, pair = pair_table(len(names.parties))
    pledge = links(effects(world, names, "pledges"))
    owner = np.array([party[action.owner] for action in actions], dtype=np.intp)
    return make_frame(
        actors=names.actors,
        parties=len(names.parties),
        theatres=len(names.theatres),
        postures=len(names.postures),
        owner=owner,
        instrument=np.array([instrument[a.instrument] for a in actions], dtype=np.intp),
        impact=links(effects(world, names, "impacts")),
        escalation=links(effects(world, names, "escalates")),
        transfer=links(effects(world, names, "transfers")),
        assurance=links(effects(world, names, "reassures")),
        pledge=pledge,
        conditions=_conditions(world, names),
        moves=_moves(world, names),
        threats=_threats(world, names),
        can_protect=_possible(world, names, pair, "commitment", pledge, owner),
        can_depend=_possible(
            world, names, pair, "dependence", links(effects(world, names, "transfers")), owner
        ),
    )


def effects(world: World, names: Names, field: str) -> list[tuple[int, int]]:
    """(action, object) of every declared effect of one kind, in the order they add up."""
    objects = _slots(names.theatres if field == "escalates" else names.parties)
    rows = [
        (k, objects[name])
        for k, action in enumerate(names.actions)
        for name in sorted(getattr(world.actions[action], field), key=objects.__getitem__)
    ]
    order = layout(np.array([k for k, _ in rows], dtype=np.intp), len(names.actions))
    return [rows[e] for e in order]


def promises(world: World, names: Names) -> list[tuple[int, int]]:
    """(action, threat) of every promise of a threat."""
    action = _slots(names.actions)
    return [
        (action[k], t)
        for t, threat in enumerate(names.threats)
        for k in sorted(world.threats[threat].promises)
    ]


def _slots(names: tuple[str, ...]) -> dict[str, int]:
    return {name: slot for slot, name in enumerate(names)}


def _conditions(world: World, names: Names) -> Conditions:
    posture = _slots(names.postures)
    rows = []
    for k, name in enumerate(names.actions):
        for need in world.actions[name].requires:
            levels = world.postures[need.posture].levels
            low = levels.index(need.at_least) if need.at_least else 0
            high = levels.index(need.at_most) if need.at_most else len(levels) - 1
            rows.append((k, posture[need.posture], low, high))
    return Conditions(*_columns(rows, 4))


def _moves(world: World, names: Names) -> Moves:
    posture = _slots(names.postures)
    rows = [
        (k, posture[which], world.postures[which].levels.index(level))
        for k, name in enumerate(names.actions)
        for which, level in sorted(world.actions[name].moves.items())
    ]
    return Moves(*_columns(rows, 3))


def _threats(world: World, names: Names) -> Threats:
    action = _slots(names.actions)
    threats = [world.threats[name] for name in names.threats]
    triggers = [(action[k], t) for t, threat in enumerate(threats) for k in threat.triggers]
    declared = [(action[t.declared_by], n) for n, t in enumerate(threats) if t.declared_by]
    return Threats(
        count=len(threats),
        triggers=links(triggers),
        promises=links(promises(world, names)),
        declarations=links(declared),
        standing=np.array([float(threat.standing) for threat in threats], dtype=np.float64),
    )


def _possible(
    world: World, names: Names, pair: Ints, field: str, gained: Links, owner: Ints
) -> NDArray[np.bool_]:
    """(pair,) whether i has, or can come to have, a promise from (or dependence on) m."""
    has = np.array(
        [
            name in world.relations and getattr(world.relations[name], field).high > 0.0
            for name in names.pairs
        ],
        dtype=np.bool_,
    )
    has[pair[gained.to, owner[gained.k]]] = True
    return has


def _columns(rows: Sequence[tuple[int, ...]], width: int) -> tuple[Ints, ...]:
    array = np.array(rows, dtype=np.intp).reshape(-1, width)
    return tuple(array[:, column] for column in range(width))
