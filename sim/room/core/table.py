"""What the model lays before a class in one month: menus, and what can be bet on. Plain data."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from math import prod
from typing import Literal

from sim.room.core.state import Stake

OFFERED = 6
"""Actions that a menu begins with; the others are behind "more"."""
STAKES = 3
"""Actions that a seat bets on at a time."""


@dataclass(frozen=True)
class Act:
    """Something a state can do this month. ``odds`` are the model's, ``usual`` those of a normal
    month; ``because`` says in words what raises or lowers them, most first."""

    action: str
    owner: str
    title: str
    line: str
    odds: float
    usual: float
    because: tuple[str, ...]


@dataclass(frozen=True)
class Table:
    """A month before anybody has chosen. ``menus`` are of all states that decide, each act once;
    ``scripted`` is what the scenario has done in it, action by action."""

    month: int
    menus: Mapping[str, tuple[Act, ...]]
    stakes: tuple[Stake, ...]
    scripted: tuple[str, ...]

    @cached_property
    def acts(self) -> Mapping[str, Act]:
        """Every act that is open to its owner this month."""
        return {act.action: act for menu in self.menus.values() for act in menu}

    def stakes_of(self, team: str) -> tuple[Stake, ...]:
        """What a seat of a team bets on: other states' acts only."""
        return tuple(stake for stake in self.stakes if stake.owner != team)[:STAKES]


def still(menu: Iterable[Act], which: Literal["odds", "usual"]) -> float:
    """The chance that a state does nothing of its menu: in each line of policy at most one act is
    done, and lines are drawn apart."""
    by: dict[str, float] = {}
    for act in menu:
        by[act.line] = by.get(act.line, 0.0) + getattr(act, which)
    return prod(max(0.0, 1.0 - chance) for chance in by.values())


def telling(stakes: Iterable[Stake]) -> tuple[Stake, ...]:
    """Stakes in the order of what they teach: those first whose odds are furthest from the usual,
    then those nearest to one half; one of each state, then the others."""
    ranked = sorted(
        stakes, key=lambda s: (-abs(s.odds - s.usual), abs(s.odds - 0.5), s.owner, s.action)
    )
    first: dict[str, Stake] = {}
    for stake in ranked:
        first.setdefault(stake.owner, stake)
    return (*first.values(), *(stake for stake in ranked if stake not in first.values()))


def offered(menu: Iterable[Act], first: Iterable[str] = ()) -> tuple[Act, ...]:
    """A menu in the order in which it is offered: what the lesson names, then of each line of
    policy its likeliest act, then the second likeliest, and so on."""
    acts = sorted(menu, key=lambda act: (-act.odds, act.action))
    named = [act for name in first for act in acts if act.action == name]
    rank: dict[str, int] = {}
    ranked: list[tuple[int, Act]] = []
    for act in acts:
        rank[act.line] = rank.get(act.line, 0) + 1
        ranked.append((rank[act.line], act))
    ranked.sort(key=lambda one: one[0])
    return (*named, *(act for _, act in ranked if act not in named))
