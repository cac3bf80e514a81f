"""The world's own base rates beside what the record says of the months up to its date."""

from dataclasses import dataclass

from sim.study.backtest.hindcast import recorded
from sim.study.backtest.rivals import WINDOW
from sim.study.calibration.intervals import Interval, jeffreys
from sim.world import Quantity, World
from sim.world.record import load_record, next_month


@dataclass(frozen=True)
class RateCheck:
    """One recorded action: months with it, the record's interval, the world's value."""

    action: str
    title: str
    first: str
    last: str
    with_: int
    record: Interval
    world: Quantity

    @property
    def agrees(self) -> bool:
        """Whether the world's value lies in the record's interval."""
        return self.record.low <= self.world.value <= self.record.high


def rate_checks(world: World) -> tuple[RateCheck, ...]:
    """Every recorded action over the WINDOW months that end with the world's date."""
    found = recorded(world, load_record(world))
    months = [next_month(world.date, -n) for n in range(WINDOW)]
    return tuple(
        _check(world, action, months, [action in found.deeds.get(m, ()) for m in months])
        for action in found.actions
    )


def _check(world: World, action: str, months: list[str], seen: list[bool]) -> RateCheck:
    return RateCheck(
        action=action,
        title=world.actions[action].title,
        first=months[-1],
        last=months[0],
        with_=sum(seen),
        record=jeffreys(sum(seen), len(months)),
        world=world.actions[action].base_rate,
    )
