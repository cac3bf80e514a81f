"""A class at one moment: who sits where, what is being asked, what has been answered and played."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

Phase = Literal[
    "lobby",
    "poll",
    "sheets",
    "brief",
    "bet",
    "choose",
    "reveal",
    "scores",
    "twin",
    "whatif",
    "turn",
    "questions",
    "again",
    "over",
]
"""What a room is at. Of a month: brief, bet, choose, reveal, scores. Then the twin, and so on."""

MINISTERS = 4
"""Seats of a team that vote; the others observe, and bet as everybody does."""
HOLD = "hold"
"""The vote to do nothing in any line of policy. No action is called so: each begins with its
owner."""


@dataclass(frozen=True)
class Seat:
    """A place in the room. ``team`` is the state it sits for; ``key`` knows the device again."""

    id: str
    name: str
    key: str
    team: str
    hands: bool = False
    removed: bool = False


@dataclass(frozen=True)
class Taken:
    """An action that a team, its program or the host has done, and how many voted for it of how
    many.

    Without an action nothing is done: in a ``line`` of policy, or in none where none is named, so
    that the team holds. ``hands``: the votes were a show of hands that the host has typed.
    """

    action: str | None
    team: str
    by: Literal["team", "program", "host"]
    votes: int = 0
    of: int = 0
    line: str = ""
    hands: bool = False


@dataclass(frozen=True)
class Stake:
    """What was bet on, with the model's odds at that time and the usual ones; months ``first`` to
    ``last``."""

    action: str
    owner: str
    first: int
    last: int
    odds: float
    usual: float


@dataclass(frozen=True)
class Played:
    """What was decided for one month: what was done by choice, and what was off by then.

    ``left`` are the teams for which the model played, though somebody sat there or a program
    should have.
    """

    month: int
    taken: tuple[Taken, ...]
    left: tuple[str, ...]
    off: frozenset[str]

    @property
    def holding(self) -> tuple[str, ...]:
        """The teams that do nothing in any line of policy."""
        return tuple(one.team for one in self.taken if one.action is None and not one.line)


@dataclass(frozen=True)
class Spoken:
    """What a program answered for a month: line of policy -> action, or None for nothing. With a
    ``fault`` it passed, ``wrong`` says why, and the model plays."""

    choose: Mapping[str, str | None]
    because: str
    fault: str | None
    wrong: str


@dataclass(frozen=True)
class Said:
    """A bet: what a seat said of a stake, in percent."""

    seat: str
    course: int
    stake: Stake
    percent: int


@dataclass(frozen=True)
class Room:
    """The state of a class; it never changes, :func:`accept` makes the next.

    ``course`` is 1, or 2 once the class plays again from a month it chose; ``earlier`` are then the
    months of the first course, of which it has the first ``shared``. ``whatif`` is the idea taken
    away at the end, ``values`` those that are other then. ``bets`` are by course, month,
    seat and action; ``answers`` by question (poll, turn, again) and seat; ``votes`` are those of
    the month being chosen, and ``spoken`` is what programs say to it.
    """

    phase: Phase = "lobby"
    course: int = 1
    month: int = 0
    seats: Mapping[str, Seat] = field(default_factory=dict)
    votes: Mapping[str, str | None] = field(default_factory=dict)
    bets: Mapping[tuple[int, int, str, str], Said] = field(default_factory=dict)
    answers: Mapping[tuple[str, str], int] = field(default_factory=dict)
    spoken: Mapping[str, Spoken] = field(default_factory=dict)
    injected: tuple[str, ...] = ()
    delegated: frozenset[str] = frozenset()
    off: frozenset[str] = frozenset()
    months: tuple[Played, ...] = ()
    earlier: tuple[Played, ...] = ()
    shared: int = 0
    whatif: str | None = None
    values: Mapping[str, float] = field(default_factory=dict)
    paused: bool = False
    hidden: bool = False
    locked: bool = False
    timer: int | None = None

    @property
    def question(self) -> str:
        """What is on the screen: an answer must name it."""
        return f"{self.course}.{self.month}.{self.phase}"

    def team(self, code: str) -> tuple[Seat, ...]:
        """Who sits for a state, in the order of their coming."""
        return tuple(s for s in self.seats.values() if s.team == code and not s.removed)

    def ministers(self, code: str) -> tuple[Seat, ...]:
        """Who votes for a state; the first is its leader."""
        return self.team(code)[:MINISTERS]

    def by_key(self, key: str) -> Seat | None:
        """The seat of a device; None if it has none."""
        return next((seat for seat in self.seats.values() if seat.key == key), None)

    def bet(self, seat: str, action: str) -> Said | None:
        """What a seat has bet on an action in this month."""
        return self.bets.get((self.course, self.month, seat, action))
