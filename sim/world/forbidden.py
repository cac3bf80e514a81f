"""What a threat forbids: the actions that pull it, go on with what it is to end, or begin it."""

from collections.abc import Iterator

from sim.world.threat import Threat
from sim.world.world import World


def forbidden(threat: Threat, world: World) -> tuple[str, ...]:
    """Return every action that a threat is meant to hold back, each once."""
    return tuple(dict.fromkeys((*threat.triggers, *threat.going_on, *_entering(threat, world))))


def _entering(threat: Threat, world: World) -> Iterator[str]:
    """The actions that take a posture to a level which the threat is to end."""
    for held in threat.held:
        for name, action in world.actions.items():
            level = action.moves.get(held.posture)
            if level is not None and held.met(world.postures[held.posture], level):
                yield name
