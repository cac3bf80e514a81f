"""Conditions: what a scenario asks of the state before it has something done.

A condition is data; :func:`holds` reads it in the algebra of the laws, so that every engine knows
it. Months are counted from 1, the first step of a run.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sim.kernel.algebra import Column, maximum

if TYPE_CHECKING:
    from sim.kernel.symbols import Symbols

NEVER = 10_000.0  # months since what has not happened yet, or more


@dataclass(frozen=True)
class Level:
    """A number of the state stands from ``low`` to ``high``; with ``moved`` it is its change since
    the start that does."""

    symbol: str
    key: Any
    low: float
    high: float
    moved: bool = False


@dataclass(frozen=True)
class Done:
    """Action ``k`` was taken in one of the last so many ``months``."""

    k: int
    months: int


@dataclass(frozen=True)
class Carried:
    """Order ``e`` was carried out in one of the last so many ``months``."""

    e: int
    months: int


@dataclass(frozen=True)
class Months:
    """It is one of the months ``first`` to ``last``."""

    first: int
    last: int


@dataclass(frozen=True)
class Every:
    """All of its parts hold."""

    parts: tuple["Condition", ...]


@dataclass(frozen=True)
class Either:
    """At least one of its parts holds."""

    parts: tuple["Condition", ...]


@dataclass(frozen=True)
class Not:
    """Its part does not hold."""

    part: "Condition"


Condition = Level | Done | Carried | Months | Every | Either | Not


def holds(condition: Condition, s: "Symbols") -> Column:
    """1 in runs in which a condition holds, before the step that is being made; else 0."""
    match condition:
        case Level(symbol, key, low, high, moved):
            now = getattr(s, symbol)[key]
            x = s.begun[0] * (now - s.noted[symbol, key]) if moved else now
            return _within(x, low, high)
        case Done(k, months):
            return s.since[k] <= float(months)
        case Carried(e, months):
            return s.done[e] <= float(months)
        case Months(first, last):
            return _within(s.clock[0], first - 1.0, last - 1.0)
        case Every(parts):
            found = holds(parts[0], s)
            for part in parts[1:]:
                found = found * holds(part, s)
            return found
        case Either(parts):
            found = holds(parts[0], s)
            for part in parts[1:]:
                found = maximum(found, holds(part, s))
            return found
        case Not(part):
            return 1.0 - holds(part, s)


def _within(x: Column, low: float, high: float) -> Column:
    return (x >= low) * (x <= high)


def leaves(condition: Condition | None) -> Iterator[Level | Done | Carried | Months]:
    """Every part of a condition that has no parts."""
    match condition:
        case None:
            return
        case Every(parts) | Either(parts):
            for part in parts:
                yield from leaves(part)
        case Not(part):
            yield from leaves(part)
        case _:
            yield condition
