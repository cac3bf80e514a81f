"""The frame of a world: its names as numbers of slots."""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from sim.binding.names import Names
from sim.kernel.frame import Act, Frame, Pair, Threat
from sim.world import World
from sim.world.action import Action
from sim.world.posture import Requirement
from sim.world.quantity import Quantity


def frame_of(world: World, outset: World, names: Names) -> Frame:
    """Who can do what to whom in this world; ``outset`` is the world as runs find it."""
    found = (world, outset)
    acts = _acts(world, names)
    pledges = {(i, o) for act in acts for i in act.pledge for o in act.doers if o != i}
    transfers = {(i, o) for act in acts for i in act.transfer for o in act.doers if o != i}
    return Frame(
        actors=names.actors,
        parties=len(names.parties),
        theatres=len(names.theatres),
        levels=tuple(
            world.postures[name].levels.index(world.postures[name].start) for name in names.postures
        ),
        acts=acts,
        threats=_threats(world, names),
        capabilities=tuple(
            names.parties.index(world.capabilities[name].holder) for name in names.capabilities
        ),
        allied=frozenset(_related(found, names, "commitment") | pledges),
        client=frozenset(_related(found, names, "dependence") | transfers),
    )


def _acts(world: World, names: Names) -> tuple[Act, ...]:
    party, line = _slots(names.parties), _slots(names.instruments)
    number, capability = _slots(names.actions), _slots(names.capabilities)
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
            hidden=_hidden(action, party),
            alongside=_numbers(action.alongside, party),
            in_return=_numbers(action.in_return, party),
            shows_force=_numbers(action.shows_force, party),
            equips=_numbers(action.equips, capability),
            routine=_numbers(action.routine, number),
            transfer=_numbers(action.transfers, party),
            reassurance=_numbers(action.reassures, party),
            pledge=_numbers(action.pledges, party),
            self_help=f"actions.{action.id}.self_help" in known,
            tempo=f"actions.{action.id}.tempo" in known,
            needs=tuple(_levels(world, names, action.requires)),
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


def _hidden(action: Action, party: Mapping[str, int]) -> frozenset[int]:
    """Those who do not see it. Who does it sees it."""
    return frozenset(slot for name, slot in party.items() if not action.seen(name))


def _levels(
    world: World, names: Names, needs: Iterable[Requirement]
) -> Iterable[tuple[int, int, int]]:
    """Posture, lowest and highest level of each condition."""
    posture = _slots(names.postures)
    for need in needs:
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
            going_on=tuple(action[k] for k in threat.going_on),
            held=tuple(_levels(world, names, threat.held)),
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
