"""What a scenario may put off its reference: the state, by the dotted paths that `set` has too.

A state value moves in a run, so it can stand elsewhere when the run begins while its reference
stays. What never moves, such as power or a base rate, can only be set: another reference.
"""

from typing import TYPE_CHECKING

from sim.world.paths import settable, settle
from sim.world.problems import suggest
from sim.world.quantity import Quantity
from sim.world.strict import Reading, fault

if TYPE_CHECKING:
    from sim.world.world import World

OF_A_DIRECTION = ("alignment", "dependence", "commitment", "assurance")


def is_state(path: str) -> bool:
    """Whether a path is of a kind that moves in a run."""
    match path.split("."):
        case ["dyads", name, field]:
            return ">" in name and field in OF_A_DIRECTION
        case ["theatres", _, "tension"] | ["postures", _, "start"]:
            return True
    return False


def states(world: "World") -> list[str]:
    """Every path of a world that can stand off its reference when a run begins."""
    return [path for path in settable(world) if is_state(path)]


def settle_state(world: "World", path: str, raw: object, reading: Reading) -> Quantity | str:
    """What stands in `state` for a path, as a quantity or a level. Raises a validation fault."""
    if world.route(path) is None:
        raise fault(f"unknown path `{path}`", suggest(path, states(world)))
    if not is_state(path):
        raise fault(
            f"`{path}` is no state: nothing moves it in a run",
            "Put it under `set:`, which makes another reference",
        )
    return settle(world, path, raw, reading)
