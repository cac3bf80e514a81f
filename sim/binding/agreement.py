"""Whether a world's files and the laws of the program speak of the same things."""

from sim.kernel.order import MECHANISMS, MOTIVES
from sim.kernel.specimen import readers
from sim.world import World
from sim.world.check_laws import check_bound


def check_laws(world: World) -> None:
    """Raises WorldError unless the world's files name what the laws read, and nothing else."""
    check_bound(world, MECHANISMS, MOTIVES, readers())
