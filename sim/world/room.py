"""Room in an instrument: the base rates of its actions leave some for doing nothing.

An actor takes at most one action of an instrument in a month, so their high ends must stay
together below one. Rates that are worked out, from a record or by a history, are pulled in to fit.
"""

from collections.abc import Mapping

from sim.world.beta import Interval
from sim.world.world import World

ROOM = 0.95  # of a month for an instrument's actions, at the high ends; the rest is for none
FULL = 0.9  # of that room for their values, so that their ranges keep some width


def with_room(world: World, rates: Mapping[str, Interval]) -> dict[str, Interval]:
    """The rates, by action, with room left in each instrument beside those of its other actions.

    These stand as the world states them. Where they leave less than the actions have now in the
    world, what they have now is their room.
    """
    found = dict(rates)
    for instrument in {world.actions[action].instrument for action in rates}:
        high = {
            name: one.base_rate.high
            for name, one in world.actions.items()
            if one.instrument == instrument
        }
        own = {name: rates[name] for name in high if name in rates}
        others = sum(high[name] for name in high if name not in own)
        found |= fitted(own, max(ROOM - others, sum(high[name] for name in own)))
    return found


def fitted(rates: Mapping[str, Interval], room: float) -> Mapping[str, Interval]:
    """The rates of an instrument with their high ends pulled in, all by the same part, to fit.

    Where not even the values fit, they are scaled down together, to a part FULL of the room.
    """
    if sum(one.high for one in rates.values()) <= room:
        return rates
    scale = min(1.0, FULL * room / sum(one.value for one in rates.values()))
    values = {name: scale * one.value for name, one in rates.items()}
    spread = sum(scale * (one.high - one.value) for one in rates.values())
    part = min(1.0, (room - sum(values.values())) / spread)
    return {name: _within(scale, part, one) for name, one in rates.items()}


def _within(scale: float, part: float, one: Interval) -> Interval:
    value = scale * one.value
    high = value + part * scale * (one.high - one.value)
    return Interval(value, max(scale * one.low, value * value / high), high)
