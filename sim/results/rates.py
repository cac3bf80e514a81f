"""What the record gives as base rates, beside those that stand in the world."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from sim.world import Quantity

HALF_LIFE = 18.0  # months
PRIOR = 0.25  # months with it, and as many without, before anything is seen
CHOSEN_TO = "2020-12"  # last month whose outcome was used to choose these two
FEWEST = 12  # known months of an action before it is forecast, where forecasts are scored
SOURCE = "data:deeds"


@dataclass(frozen=True)
class Tried:
    """How one half-life and prior did: the mean scores of so many months, lower is better."""

    half_life: float
    prior: float
    months: int
    brier: float
    log: float


def best(tried: Iterable[Tried]) -> Tried:
    """What did best by the log score."""
    return min(tried, key=lambda one: one.log)


@dataclass(frozen=True)
class RecordRate:
    """One action with a complete record. ``rate`` is None where ``why_not`` says why."""

    action: str
    with_: int  # months with it
    months: int  # known
    first: str
    last: str
    rate: Quantity | None
    why_not: str
    narrowed: bool  # to leave its instrument room
    world: Quantity

    @property
    def follows(self) -> bool:
        """Whether the world's value is the record's, or the record gives none and is not cited."""
        if self.rate is None:
            return not any(source.partition("#")[0] == SOURCE for source in self.world.sources)
        return replace(self.world, note="", rating=None) == self.rate
