"""Where postures stand when a step begins: at their start, then where deeds have moved them."""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from sim.world.posture import Requirement
from sim.world.world import World

Levels = Mapping[str, str]
"""Posture -> level."""


def beginning(world: World) -> Levels:
    """The levels when a question begins: where postures start, then where its history left them."""
    if world.history is None:
        return {name: posture.start for name, posture in world.postures.items()}
    deeds = ((deed.step, deed.action) for deed in world.history.deeds)
    return standing(replace(world, history=None), deeds, world.known + 1)[-1]


def standing(
    world: World, deeds: Iterable[tuple[int, str]], steps: int, begin: Levels | None = None
) -> tuple[Levels, ...]:
    """(step,) the levels when each step begins, by deeds given as (step from 1, action).

    They are those of ``begin`` when the first begins (default: see :func:`beginning`). Deeds of one
    step do not see each other's moves; one that is not possible moves nothing.
    """
    by_step: dict[int, list[str]] = {}
    for step, action in deeds:
        by_step.setdefault(step, []).append(action)
    levels = dict(beginning(world) if begin is None else begin)
    found = []
    for step in range(1, steps + 1):
        found.append(levels)
        done = [one for one in by_step.get(step, ()) if not unmet(world, one, levels)]
        moves = [world.actions[one].moves for one in done]
        levels = {name: level for one in (levels, *moves) for name, level in one.items()}
    return tuple(found)


def unmet(world: World, action: str, levels: Levels) -> list[Requirement]:
    """The preconditions of an action that do not hold where postures stand like this."""
    needs = world.actions[action].requires
    return [
        need for need in needs if not need.met(world.postures[need.posture], levels[need.posture])
    ]


def movers(world: World, need: Requirement) -> list[str]:
    """The actions that set a posture where a precondition wants it."""
    posture = world.postures[need.posture]
    return [
        action.id
        for action in world.actions.values()
        if need.posture in action.moves and need.met(posture, action.moves[need.posture])
    ]
