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
capability what its holder can do to others: a stock that deliveries build
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
    hidden: frozenset[int] = frozenset()  # parties that do not see it
    alongside: tuple[int, ...] = ()  # parties that do it together with the owner
    in_return: tuple[int, ...] = ()  # those of them that help or harm the owner by it
    shows_force: tuple[int, ...] = ()  # parties to which it shows force
    equips: tuple[int, ...] = ()  # capabilities that it builds
    routine: tuple[int, ...] = ()  # actions after which it is standing practice
    transfer: tuple[int, ...] = ()  # parties whose dependence moves to the owner
    reassurance: tuple[int, ...] = ()  # parties
    pledge: tuple[int, ...] = ()  # parties
    self_help: bool = False  # whether it may replace an ally's protection
    tempo: bool = False  # whether it comes in active and quiet spells
    needs: tuple[tuple[int, int, int], ...] = ()  # (posture, lowest level, highest level)
    moves: tuple[tuple[int, int], ...] = ()  # (posture, level)

    @property
    def doers(self) -> tuple[int, ...]:
        """All who do it, the owner first."""
        return (self.owner, *self.alongside)


@dataclass(frozen=True)
class Threat:
    """A declared threat: the actions that pull it, carry it out and declare it.

    It deters (*do not*) by its triggers, and compels (*stop*) by what is to end.
    """

    triggers: tuple[int, ...]
    promises: tuple[int, ...]
    declarations: tuple[int, ...]
    standing: bool  # from the start
    going_on: tuple[int, ...] = ()  # actions that are to end
    held: tuple[tuple[int, int, int], ...] = ()  # (posture, lowest, highest level) to be left


@dataclass(frozen=True)
class Frame:
    """What every run of a world has in common."""

    actors: int
    parties: int
    theatres: int
    levels: tuple[int, ...]  # the level each posture starts on
    acts: tuple[Act, ...]
    threats: tuple[Threat, ...] = ()
    capabilities: tuple[int, ...] = ()  # the holder of each
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
