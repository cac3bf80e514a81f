"""How a coder would see an action: who does what to whom, as a CAMEO code.

The source is the action's owner; the targets are the parties on which its impact is largest among
those with the sign of its code's Goldstein weight; the code is the action's own or a finer one.
Actions that look alike cannot be told apart in a record.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from sim.world import World
from sim.world.action import Action


@dataclass(frozen=True, slots=True)
class Signature:
    """What an action looks like; ``twins`` are the other actions that share some of it."""

    action: str
    source: str
    targets: tuple[str, ...]
    codes: tuple[str, ...]  # known codes that are the action's or finer
    twins: tuple[str, ...]


def signatures(world: World, codes: Iterable[str]) -> dict[str, Signature]:
    """The signature of every action, in the order of the actions."""
    known = tuple(codes)
    targets = {name: main_targets(action, world) for name, action in world.actions.items()}
    return {
        name: Signature(
            name,
            action.owner,
            targets[name],
            tuple(code for code in known if code.startswith(action.cameo)),
            tuple(_twins(name, world.actions, targets)),
        )
        for name, action in world.actions.items()
    }


def main_targets(action: Action, world: World) -> tuple[str, ...]:
    """The parties that a coder would name as the target; several where impacts are alike."""
    sign = world.cameo[action.cameo].goldstein if action.cameo in world.cameo else 0.0
    sizes = {party: impact.value for party, impact in action.impacts.items()}
    fitting = {party: abs(x) for party, x in sizes.items() if sign == 0.0 or x * sign > 0.0}
    if not fitting:
        return ()
    most = max(fitting.values())
    return tuple(party for party in world.parties if fitting.get(party, -1.0) == most)


def _twins(
    name: str, actions: Mapping[str, Action], targets: Mapping[str, tuple[str, ...]]
) -> Iterable[str]:
    mine = actions[name]
    for other, action in actions.items():
        shared = set(targets[other]) & set(targets[name])
        alike = action.cameo.startswith(mine.cameo) or mine.cameo.startswith(action.cameo)
        if other != name and action.owner == mine.owner and alike and shared:
            yield other
