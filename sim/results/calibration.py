"""What an event file was found to hold, and to support."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from sim.world import Quantity
from sim.world.beta import Interval

Marks = Mapping[str, tuple[int, ...]]  # provocateur -> ordinals of the days
WEEK = 7  # days
AHEAD = 4  # weeks
BEFORE, AFTER = 14, 3  # days; AFTER counts the day itself


@dataclass(frozen=True)
class Wanted:
    """What is wanted from an event file. Months as 2018-01; None: where the file begins, ends."""

    path: Path
    actors: tuple[str, ...] = ()  # none: every party of the world
    first: str | None = None
    last: str | None = None
    lenient: bool = False
    once: bool = True  # count a repeated row a single time
    marks: Marks = field(default_factory=dict)
    seed: int = 0


@dataclass(frozen=True)
class Coverage:
    """The months that count, and those between them that were left out."""

    months: tuple[str, ...]
    gaps: tuple[str, ...]  # without a row, or cut off, in data that are otherwise dense
    dense: bool

    @property
    def span(self) -> str:
        """The first and the last month that count."""
        return f"{self.months[0]} to {self.months[-1]}" if self.months else "no month"


@dataclass(frozen=True, slots=True)
class Unsupported:
    """Why the record supports no base rate of an action: in a few words, and in full."""

    short: str
    said: str


@dataclass(frozen=True)
class EventRate:
    """What the record says of one action. Where ``why_not`` is given, it supports no base rate."""

    action: str
    title: str
    code: str
    pairs: tuple[str, ...]
    months: int
    with_: int
    events: int
    traffic: float  # coded events a month in its directions, of any kind
    share: Interval  # of months with at least one
    count: Interval  # a month
    dispersion: float  # variance of monthly counts over their mean; 1 for a Poisson process
    world: Quantity  # what the world has
    why_not: Unsupported | None = None

    @property
    def path(self) -> str:
        """The value of the world that it is about."""
        return f"actions.{self.action}.base_rate"


@dataclass(frozen=True)
class Reciprocity:
    """The answer to a shock of one unit, in units; ``why_not`` where it cannot be told."""

    weeks: int  # direction-weeks
    pairs: int
    answer: Interval | None = None  # within AHEAD weeks
    error: float = float("nan")  # standard error, clustered by pair
    why_not: str = ""

    @property
    def t(self) -> float:
        """The answer over its standard error."""
        return self.answer.value / self.error if self.answer is not None else float("nan")


@dataclass(frozen=True)
class Response:
    """One state's answer; events a day. ``chance`` is the p-value of a rise, one-sided."""

    source: str
    target: str
    provocations: int
    before: float
    after: float
    rise: Interval | None = None
    chance: float = float("nan")
    why_not: str = ""


@dataclass(frozen=True, slots=True)
class EventLayout:
    """Where the columns are (from 0); ``weight`` and ``id`` are −1 where there are none."""

    name: str
    delimiter: str
    date: int
    source: int
    target: int
    code: int
    weight: int
    id: int
    columns: int  # of a row
    headed: bool = True
    quoted: bool = False  # with tabs: the header is quoted, so marks are those of the file

    @property
    def width(self) -> int:
        """How many cells a row must have at least."""
        return max(self.date, self.source, self.target, self.code, self.weight, self.id) + 1


@dataclass
class Met:
    """What was met on the way; grows while the file is read."""

    layout: EventLayout
    rows: int = 0
    elsewhere: int = 0  # rows about others, or without a country
    own: int = 0  # rows of a state toward itself
    outside: int = 0  # rows before or after the months asked for
    faulty: int = 0  # rows left out because they cannot be read
    backward: int = 0  # rows dated before the row above
    restored: int = 0  # codes read with the leading zero that they had lost
    suspect: bool = False  # no code begins with zero, and some may have lost it
    others: dict[str, int] = field(default_factory=dict)


@dataclass(frozen=True)
class Calibration:
    """What an event file was found to hold and to support."""

    wanted: Wanted
    states: tuple[str, ...]
    met: Met
    events: int  # counted, between the states
    repeated: int  # rows met before, and not counted again
    covered: Coverage
    rates: tuple[EventRate, ...]
    crowded: Mapping[str, Unsupported]  # action -> why its rate cannot be used with the others
    reciprocity: Reciprocity
    answers: tuple[Response, ...]
    sha256: str  # of the file

    def usable(self) -> tuple[EventRate, ...]:
        """The rates that the record supports and that a world can hold together."""
        return tuple(rate for rate in self.rates if self.why_not(rate) is None)

    def why_not(self, rate: EventRate) -> Unsupported | None:
        """Why a rate cannot be used, by itself or with the others."""
        return rate.why_not or self.crowded.get(rate.action)
