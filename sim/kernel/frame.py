"""The frame: who can do what to whom, as numbers of slots. It holds no value and no run.

Axes
----
run        one simulated history
party      every state, actors first
pair       every ordered pair of distinct parties, (i, m): i looks at m
action     everything any actor can do, sorted by line, then by name
line       an instrument: one line of policy of one actor; at most one of its actions is taken
theatre    an arena with a tension
posture    an ordered policy position
threat     a declared "if you do this, we do that"
"""

from dataclasses import dataclass
from functools import cached_property

Pair = tuple[int, int]


@dataclass(frozen=True)
class Act:
    """An action: what it may do to whom. The amounts are values of the world."""

    k: int  # its number
    owner: int  # party
    line: int
    impact: tuple[int, ...] = ()  # parties it helps or harms
    harms: frozenset[int] = frozenset()  # those of them it may harm
    helps: frozenset[int] = frozenset()  # those it may help
    escalation: tuple[int, ...] = ()  # theatres
    transfer: tuple[int, ...] = ()  # parties whose dependence moves to the owner
    reassurance: tuple[int, ...] = ()  # parties
    pledge: tuple[int, ...] = ()  # parties
    self_help: bool = False  # whether it may replace an ally's protection
    needs: tuple[tuple[int, int, int], ...] = ()  # (posture, lowest level, highest level)
    moves: tuple[tuple[int, int], ...] = ()  # (posture, level)


@dataclass(frozen=True)
class Threat:
    """A declared threat: the actions that pull it, carry it out and declare it."""

    triggers: tuple[int, ...]
    promises: tuple[int, ...]
    declarations: tuple[int, ...]
    standing: bool  # from the start


@dataclass(frozen=True)
class Frame:
    """What every run of a world has in common."""

    actors: int
    parties: int
    theatres: int
    levels: tuple[int, ...]  # the level each posture starts on
    acts: tuple[Act, ...]
    threats: tuple[Threat, ...] = ()
    allied: frozenset[Pair] = frozenset()  # (i, j): i has, or may come to have, a promise from j
    client: frozenset[Pair] = frozenset()  # (i, j): i depends, or may come to depend, on j

    @property
    def postures(self) -> int:
        """How many postures there are."""
        return len(self.levels)

    @property
    def actions(self) -> int:
        """How many actions there are."""
        return len(self.acts)

    @cached_property
    def lines(self) -> tuple[tuple[int, ...], ...]:
        """The actions of every line, in order."""
        count = 1 + max((act.line for act in self.acts), default=-1)
        found: list[list[int]] = [[] for _ in range(count)]
        for act in self.acts:
            found[act.line].append(act.k)
        return tuple(map(tuple, found))

    @cached_property
    def pairs(self) -> tuple[Pair, ...]:
        """Every ordered pair of distinct parties."""
        return tuple((i, m) for i in range(self.parties) for m in range(self.parties) if i != m)

    @cached_property
    def seen(self) -> tuple[int, ...]:
        """The numbers of the pairs whose first party decides, and so sees and sides."""
        return tuple(n for n, (i, _) in enumerate(self.pairs) if i < self.actors)

    def pair(self, i: int, m: int) -> int:
        """The number of a pair."""
        return pair_number(self.parties, i, m)


def pair_number(parties: int, i: int, m: int) -> int:
    """The number of the pair (i, m) among the ordered pairs of so many parties."""
    return i * (parties - 1) + m - (m > i)
