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
from typing import Any

from sim.kernel.condition import Condition, Done, Level, leaves

FOREVER = 9_999  # a month after every run's end

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
class Bar:
    """Acts that a scenario makes impossible in the months ``first`` to ``last``, while a condition
    holds (None: always). A policy's bar leaves open what the scenario itself has done."""

    acts: tuple[int, ...]
    when: Condition | None = None
    first: int = 1
    last: int = FOREVER
    policy: bool = False


@dataclass(frozen=True)
class Lot:
    """Luck that a run has if the number of its draw falls from ``low`` up to ``high``."""

    draw: int
    low: float
    high: float


@dataclass(frozen=True)
class Order:
    """An act that a scenario has done if a condition holds; see :mod:`sim.kernel.orders`.

    The condition is watched in the months ``first`` to ``last``. The order is given where all
    ``lots`` fall to it; it falls due ``after`` months later or, by luck ``month``, within so many;
    it can be carried out up to the month ``until``. One that a ``policy`` gives keeps to its bars.
    """

    k: int
    when: Condition | None = None
    first: int = 1
    last: int = FOREVER
    after: int = 0
    within: int = 1
    until: int = FOREVER
    once: bool = True
    lots: tuple[Lot, ...] = ()
    month: int | None = None  # the number of a draw; None where the month is not left to luck
    policy: bool = False


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
    orders: tuple[Order, ...] = ()  # those before take an instrument first
    bars: tuple[Bar, ...] = ()
    also_watched: tuple[int, ...] = ()  # actions remembered besides those that conditions name

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
    def draws(self) -> int:
        """How many numbers a step draws: one for each line, then those of orders."""
        own = [lot.draw for order in self.orders for lot in order.lots]
        own += [order.month for order in self.orders if order.month is not None]
        return max([len(self.lines), *(n + 1 for n in own)])

    @cached_property
    def directed(self) -> bool:
        """Whether anything is asked of the months: a condition, an order, a bar."""
        return bool(self.orders or self.bars or self.also_watched)

    @cached_property
    def watched(self) -> tuple[int, ...]:
        """The actions of which is remembered when they were last taken."""
        named = {one.k for one in self._asked if isinstance(one, Done)}
        return tuple(sorted(named | set(self.also_watched)))

    @cached_property
    def noted(self) -> tuple[tuple[str, Any], ...]:
        """The numbers of the state, symbol and key, whose start is remembered."""
        moved = (one for one in self._asked if isinstance(one, Level) and one.moved)
        return tuple(dict.fromkeys((one.symbol, one.key) for one in moved))

    @cached_property
    def _asked(self) -> tuple[Any, ...]:
        whens = [order.when for order in self.orders] + [bar.when for bar in self.bars]
        return tuple(leaf for when in whens for leaf in leaves(when))

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
