"""A capability: a stock of arms or know-how in one hand, that deliveries build."""

from sim.world.quantity import HalfLife
from sim.world.strict import PartyId, Sourced, Text


class Capability(Sourced):
    """Half-lives in months: of ``delivery``, until half of what was handed over can be used; of
    ``service``, until half of it is worn out or outdated."""

    title: Text
    holder: PartyId
    delivery: HalfLife
    service: HalfLife
    note: str = ""
