"""What past shocks did to the tone of a pair, and what an ordinary year does.

In units of the index of alignment; ``None``: not on record.
"""

from dataclasses import dataclass

from sim.world.shock import Shock

MONTHS = 12  # of each window
FEWEST_MONTHS = 6  # of a window that the record must hold
FEWEST_EVENTS = 50  # in each window
SURE = 2.0  # times its error: a change below this measures nothing


@dataclass(frozen=True, slots=True)
class Window:
    """The tone of a pair over some months, as far as the record holds them."""

    months: int
    events: int
    tone: float  # Goldstein points an event
    error: float
    by_month: float  # the mean of the months' own tones, every month alike

    @property
    def held(self) -> bool:
        """Whether it holds enough to be compared."""
        return self.months >= FEWEST_MONTHS and self.events >= FEWEST_EVENTS


@dataclass(frozen=True, slots=True)
class MeasuredShock:
    """What a shock did to one pair, in units of the index of alignment; None: not on record."""

    shock: Shock
    pair: str
    series: str
    change: float | None
    error: float | None
    by_month: float | None  # the same, every month alike
    before: Window | None
    after: Window | None

    @property
    def sure(self) -> bool:
        """Whether it stands out of its error, over the year after: such a one measures others."""
        if self.change is None or self.error is None or self.shock.windows is not None:
            return False
        return abs(self.change) > SURE * self.error


@dataclass(frozen=True, slots=True)
class Ordinary:
    """How far a pair moves from one twelve months to the next, of all that are whole on record."""

    median: float
    high: float  # nine in ten stay below
    years: int  # overlapping
    pairs: int


@dataclass(frozen=True, slots=True)
class Yardstick:
    """What there is to measure by."""

    measured: tuple[MeasuredShock, ...]
    ordinary: Ordinary

    def nearest(self, pair: str, size: float) -> MeasuredShock | None:
        """The shock to hold a shift against: of the same pair, else of the same observer, else any.

        Of several, the one whose change is nearest to ``size``, sign and all.
        """
        sure = [one for one in self.measured if one.sure]
        same = [one for one in sure if one.pair == pair]
        observer = [one for one in sure if one.pair[:3] == pair[:3]]
        return min(
            same or observer or sure, key=lambda one: abs((one.change or 0.0) - size), default=None
        )
