"""A number outside a value's range that the model can still be run with."""

import math

from sim.world import World, WorldError
from sim.world.quantity import KINDS, Kind

TWICE = 2.0  # how far beyond: this many times the distance from the value to its end


def beyond(world: World, path: str, value: float, end: float) -> float | None:
    """Twice as far from the value as an end of its range is, within the bounds of its kind.

    Rates move by factors, so the factor counts twice. Where the bound comes first it is taken, or,
    if it is itself no number of the kind, halfway from the end to it. None where the end is the
    bound, or where the world does not hold together there.
    """
    known = world.quantities().get(path)
    if known is None:  # a value that only the scenario has
        return None
    kind = KINDS[known.kind]
    further = _further(kind, value, end)
    if not kind.holds(further):
        bound, is_open = (kind.low, kind.open_low) if further < end else (kind.high, kind.open_high)
        further = (end + bound) / 2.0 if is_open else bound
    if math.isclose(further, end, rel_tol=1e-9):
        return None
    try:
        world.with_values({path: further})
    except WorldError:
        return None
    return further


def _further(kind: Kind, value: float, end: float) -> float:
    if kind.name == "rate":
        return value * math.pow(end / value, TWICE)
    return value + TWICE * (end - value)
