"""From what was given for a world to the world that is meant."""

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Union

from sim.ask.home import here
from sim.ask.since import Since

if TYPE_CHECKING:
    from sim.world import World

Where = Union[str, Path, "World", Since, None]
"""A world: its folder of seeds, or read already, or led to by a history; None for the one that
comes along."""


def world_of(seeds: Where) -> "World":
    """Return a world as it is given, else read it. Raises ``WorldError``."""
    from sim.world import World, load_world

    if isinstance(seeds, World):
        return seeds
    if isinstance(seeds, Since):
        return seeds.led_to(world_of(seeds.seeds))
    return load_world(None if seeds is None else Path(seeds))


def chosen(world: Where) -> Where:
    """Return the world that is meant: as it is given, else the user's own where there is one."""
    if isinstance(world, Since):
        return replace(world, seeds=here() if world.seeds is None else world.seeds)
    return here() if world is None else world


def world_at(world: Where) -> "World":
    """Read the world that is meant. Raises ``WorldError``."""
    return world_of(chosen(world))
