"""The frame of a world: its names as numbers of slots."""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from sim.binding.names import Names
from sim.kernel.frame import Act, Frame, Pair, Threat
from sim.world import World
from sim.world.action import Action
from sim.world.quantity import Quantity


def frame_of(world: World, outset: World, names: Names) -> Frame:
    """Who can do what to whom in this world; ``outset`` is the world as runs find it."""
    found = (world, outset)
    acts = _acts(world, names)
    pledges = {(i, act.owner) for act in acts for i in act.pledge}
    transfers = {(i, act.owner) for act in acts for i in act.transfer}
    return Frame(
        actors=names.actors,
        parties=len(names.parties),
        theatres=len(names.theatres),
        levels=tuple(
            world.postures[name].levels.index(world.postures[name].start) for name in names.postures
        ),
        acts=acts,
        threats=_threats(world, names),
        allied=frozenset(_related(found, names, "commitment") | pledges),
        client=frozenset(_related(found, names, "dependence") | transfers),
    )


def _acts(world: World, names: Names) -> tuple[Act, ...]:
    party, line = _slots(names.parties), _slots(names.instruments)
    theatre, known = _slots(names.theatres), world.quantities()

    def act(k: int, action: Action) -> Act:
        return Act(
            k=k,
            owner=party[action.owner],
            line=line[action.instrument],
            impact=_numbers(action.impacts, party),
            harms=frozenset(party[m] for m, x in action.impacts.items() if x.low < 0.0),
            helps=frozenset(party[m] for m, x in action.impacts.items() if x.high > 0.0),
            escalation=_numbers(action.escalates, theatre),
            transfer=_numbers(action.transfers, party),
            reassurance=_numbers(action.reassures, party),
            pledge=_numbers(action.pledges, party),
            self_help=f"actions.{action.id}.self_help" in known,
            needs=tuple(_needs(world, names, action)),
            moves=tuple(_moves(world, names, action)),
        )

    return tuple(act(k, world.actions[name]) for k, name in enumerate(names.actions))


def reaching(frame: Frame, names: Names, numbers: Mapping[str, float]) -> Frame:
    """The frame in which these impacts, by path, may have these signs too."""
    acts = []
    for act, name in zip(frame.acts, names.actions, strict=True):
        said = {m: numbers.get(f"actions.{name}.impacts.{names.parties[m]}") for m in act.impact}
        harmed = act.harms | {m for m, x in said.items() if x is not None and x < 0.0}
        helped = act.helps | {m for m, x in said.items() if x is not None and x > 0.0}
        acts.append(replace(act, harms=harmed, helps=helped))
    return replace(frame, acts=tuple(acts))


def _numbers(effects: Mapping[str, Quantity], slots: Mapping[str, int]) -> tuple[int, ...]:
    return tuple(sorted(slots[name] for name in effects))


def _needs(world: World, names: Names, action: Action) -> Iterable[tuple[int, int, int]]:
    posture = _slots(names.postures)
    for need in action.requires:
        levels = world.postures[need.posture].levels
        low = levels.index(need.at_least) if need.at_least else 0
        high = levels.index(need.at_most) if need.at_most else len(levels) - 1
        yield posture[need.posture], low, high


def _moves(world: World, names: Names, action: Action) -> Iterable[tuple[int, int]]:
    posture = _slots(names.postures)
    for which, level in sorted(action.moves.items()):
        yield posture[which], world.postures[which].levels.index(level)


def _threats(world: World, names: Names) -> tuple[Threat, ...]:
    action = _slots(names.actions)
    return tuple(
        Threat(
            triggers=tuple(action[k] for k in threat.triggers),
            promises=tuple(action[k] for k in sorted(threat.promises)),
            declarations=(action[threat.declared_by],) if threat.declared_by else (),
            standing=threat.standing,
        )
        for threat in (world.threats[name] for name in names.threats)
    )


def _related(worlds: Iterable[World], names: Names, field: str) -> set[Pair]:
    """The pairs that have, in some draw of some world, what a field says."""
    party = _slots(names.parties)
    return {
        (party[i], party[m])
        for world in worlds
        for i, m in (pair.split(">") for pair in names.pairs)
        if f"{i}>{m}" in world.relations and getattr(world.relations[f"{i}>{m}"], field).high > 0.0
    }


def _slots(names: tuple[str, ...]) -> dict[str, int]:
    return {name: slot for slot, name in enumerate(names)}
