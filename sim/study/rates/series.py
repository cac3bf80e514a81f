"""A record as months with and without an action, 1 and 0, by action."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from sim.kernel.arrays import Floats
from sim.world import World
from sim.world.month import next_month
from sim.world.record import Record

Numbers = NDArray[np.int64]
Places = NDArray[np.intp]


@dataclass(frozen=True)
class Series:
    """One action in the months of which it is known whether it happened. There may be gaps."""

    action: str
    months: tuple[str, ...]  # in order
    happened: Floats  # (month,) 1 or 0

    @property
    def at(self) -> Numbers:
        """(month,) the months as numbers that count up by one from month to month."""
        return numbers(self.months)

    def ahead(self, lead: int) -> tuple[Places, Places]:
        """The places of months, and of those so many months later, where both are known."""
        origin = np.arange(len(self.months))
        target = np.searchsorted(self.at, self.at + lead)
        there = target < len(self.months)
        there[there] = self.at[target[there]] == self.at[there] + lead
        return origin[there], target[there]

    def until(self, last: str) -> "Series":
        """What is known of it at the end of a month."""
        kept = sum(month <= last for month in self.months)
        return replace(self, months=self.months[:kept], happened=self.happened[:kept])


def numbers(months: tuple[str, ...] | list[str]) -> Numbers:
    """Months as numbers that count up by one."""
    return np.array([int(m[:4]) * 12 + int(m[5:7]) - 1 for m in months], dtype=np.int64)


def last_month(world: World) -> str:
    """The last whole month before the world's date, where every record is cut off."""
    return next_month(world.date, -1)


def taken(world: World, record: Record) -> Mapping[str, frozenset[str]]:
    """The actions taken, by month. An instrument is used at most once in a month.

    Of several of its actions the one that weighs most counts, by the sum of its impacts' sizes.
    """
    found: dict[str, dict[str, str]] = {}
    for deed in record.deeds:
        instrument = world.actions[deed.action].instrument
        month = found.setdefault(deed.month, {})
        month[instrument] = max(
            month.get(instrument, deed.action), deed.action, key=lambda one: _weighs(world, one)
        )
    return {month: frozenset(acts.values()) for month, acts in found.items()}


def all_series(world: World, record: Record) -> Mapping[str, Series]:
    """Every action of which the record is complete in some months before the world's date."""
    acts, cut = taken(world, record), last_month(world)
    found = {}
    for action, known in record.known.items():
        months = tuple(month for month in known if month <= cut)
        happened = [float(action in acts.get(month, ())) for month in months]
        if months:
            found[action] = Series(action, months, np.array(happened))
    return found


def _weighs(world: World, action: str) -> tuple[float, str]:
    return sum(abs(one.value) for one in world.actions[action].impacts.values()), action
