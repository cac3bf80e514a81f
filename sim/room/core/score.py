"""Bets against what happened, beside the model's odds and those of a normal month.

The quadratic score of a probability p of what did (o = 1) or did not (o = 0) happen is (p − o)²
(Brier 1950): 0 is best, 1 worst, .25 what one half always gets. It is proper: on average nobody
does better than by saying what they believe.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import pairwise
from statistics import fmean

from sim.room.core.state import Room, Said, Stake

Done = Callable[[int, int, str], bool]
"""Whether, in a course and month, an action was done."""


@dataclass(frozen=True)
class Score:
    """Mean quadratic scores over ``bets`` bets: what was said, the model's, the usual odds'."""

    bets: int
    said: float
    model: float
    usual: float


@dataclass(frozen=True)
class Outcome:
    """A bet of the class: what happened, the mean of what was said (a share), and of how many."""

    stake: Stake
    course: int
    happened: bool
    mean: float
    seats: int


@dataclass(frozen=True)
class Bin:
    """Bets for which between ``low`` and ``high`` was said: how many, and the share that came."""

    low: float
    high: float
    bets: int
    came: float


EDGES = (0.0, 0.2, 0.4, 0.6, 0.8, 1.0)


def quadratic(said: float, happened: bool) -> float:
    """The score of a probability."""
    return (said - happened) ** 2


def outcome(stake: Stake, course: int, done: Done, played: int) -> bool | None:
    """Whether what was bet on came true; None while it can still go either way."""
    months = range(stake.first, min(stake.last, played) + 1)
    if any(done(course, month, stake.action) for month in months):
        return True
    return False if played >= stake.last else None


def settled(room: Room, done: Done, seat: str | None = None) -> list[tuple[Said, bool]]:
    """The bets, of one seat or of all, whose outcome is known."""
    length = {room.course: len(room.months), 3 - room.course: len(room.earlier)}
    found = []
    for said in room.bets.values():
        if seat is not None and said.seat != seat:
            continue
        came = outcome(said.stake, said.course, done, length[said.course])
        if came is not None:
            found.append((said, came))
    return found


def score(bets: Iterable[tuple[Said, bool]]) -> Score | None:
    """How well was bet; None where nothing was."""
    known = list(bets)
    if not known:
        return None
    return Score(
        bets=len(known),
        said=fmean(quadratic(said.percent / 100, came) for said, came in known),
        model=fmean(quadratic(said.stake.odds, came) for said, came in known),
        usual=fmean(quadratic(said.stake.usual, came) for said, came in known),
    )


def outcomes(bets: Iterable[tuple[Said, bool]]) -> tuple[Outcome, ...]:
    """The class's bets, each stake once, in the order of the months."""
    by: dict[tuple[int, Stake], list[tuple[Said, bool]]] = {}
    for said, came in bets:
        by.setdefault((said.course, said.stake), []).append((said, came))
    return tuple(
        Outcome(stake, course, some[0][1], fmean(s.percent for s, _ in some) / 100, len(some))
        for (course, stake), some in sorted(
            by.items(), key=lambda one: (one[0][0], one[0][1].first, one[0][1].action)
        )
    )


def calibration(said: Iterable[tuple[float, bool]]) -> tuple[Bin, ...]:
    """How often what was said to be so likely came true, by fifths; empty ones left out."""
    known = list(said)
    found = []
    for low, high in pairwise(EDGES):
        some = [came for p, came in known if low <= p < high or (p == high == 1.0)]
        if some:
            found.append(Bin(low, high, len(some), fmean(some)))
    return tuple(found)
