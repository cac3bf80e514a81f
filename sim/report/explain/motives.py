"""A motive as explanations name it: the id that ``--off`` and ``--without`` take, and its words."""

from sim.world import World


def motive(name: str, world: World) -> str:
    """Return ``retaliation: paying back harm``."""
    return f"{name}: {world.motives[name].because}"
