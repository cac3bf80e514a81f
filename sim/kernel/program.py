"""A world's laws written down once: groups of expressions of equal form, over slots.

The law texts are read with trees for columns (*traced*). Every yielded expression is a form and the
slots at its leaves; expressions of one law with equal form make a group, whose slots stand in
tables. Forms are few and the same in every world; the tables are the world's. Every engine runs
from this.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from sim.kernel.algebra import FORMS, LEAF, Column, LawError, Leaf, Tree, settled
from sim.kernel.frame import Frame
from sim.kernel.order import LEDGER, SEGMENTS, SETTLE, Stage, stages
from sim.kernel.symbols import (
    GIVEN,
    PARAMETERS,
    STATE,
    Family,
    Heard,
    Key,
    Layout,
    Leaves,
    Symbols,
    Values,
    keys_of,
)

CONSTANT = "constant"
GIVEN_VALUES = "values"  # all that a run draws once, side by side
NEXT = "next "  # the state after the step, while the state before is still read
COPY = "copy"


@dataclass(frozen=True)
class Group:
    """Expressions of one law with equal form: each row is a target slot and its leaves."""

    law: str
    symbol: str
    form: str
    rows: tuple[tuple[int, tuple[Leaf, ...]], ...]


@dataclass(frozen=True)
class Expression:
    """What one law makes of one number: a form over leaves."""

    law: str
    form: str
    leaves: tuple[Leaf, ...]

    @property
    def added(self) -> "Expression":
        """Of an expression that adds to its own number: what it adds."""
        operation, own, form = FORMS[self.form]
        assert (operation, own) == ("+", LEAF)
        return Expression(self.law, form, self.leaves[1:])


@dataclass(frozen=True, eq=False)
class Program:
    """Everything that is computed in a run of a world, and where each number stands."""

    frame: Frame
    off: frozenset[str]
    layout: Layout
    segments: Mapping[str, tuple[Group, ...]]
    constants: tuple[float, ...]
    given: slice  # the slots of what a run draws once

    def slots(self, symbol: str) -> Mapping[Key, int]:
        """Key -> slot of a symbol; empty where no law makes it."""
        return self.layout.slots.get(symbol, {})

    def span(self, symbol: str) -> slice:
        """The slots of a symbol, side by side."""
        if symbol == GIVEN_VALUES:
            return self.given
        return self.layout.span(symbol) if self.slots(symbol) else slice(0, 0)

    def expressions(self, *segments: str) -> Mapping[int, Expression]:
        """Slot -> its expression, for every number that one law alone makes in some segments."""
        found: dict[int, Expression] = {}
        several: set[int] = set()
        for segment in segments:
            for group in self.segments[segment]:
                for to, leaves in group.rows:
                    several |= {to} & found.keys()
                    found[to] = Expression(group.law, group.form, leaves)
        return {slot: one for slot, one in found.items() if slot not in several}


@dataclass(frozen=True)
class Vocabulary:
    """Which names a world gives to numbers of its own: parameters of mechanisms, motives,
    memories."""

    strengths: tuple[str, ...]
    motives: tuple[str, ...]
    memories: tuple[str, ...]


@lru_cache(maxsize=128)
def program(
    frame: Frame, words: Vocabulary, off: frozenset[str], *, ledger: bool = False
) -> Program:
    """Trace every law that is on, with or without the ledger.

    Raises ``LawError``, with file and line, where a law says what cannot be run.
    """
    writer = Writer(frame, words, off)
    for stage in stages(frame, off):
        if ledger or stage.segment != LEDGER:
            writer.write(stage)
    return writer.program()


def values(frame: Frame, words: Vocabulary) -> dict[str, tuple[Key, ...]]:
    """Symbol -> keys of all that a run draws once, in the order of their slots."""
    found = {symbol: keys_of(axis, frame) for symbol, axis in PARAMETERS.items()}
    parties = keys_of("party", frame)
    found |= dict.fromkeys(words.strengths, parties)
    found["weight"] = tuple((name, i) for name in words.motives for i in range(frame.actors))
    found["keep"] = words.memories
    return found


class Writer:
    """Traces stage by stage; columns that a stage makes are there for those that follow.

    With ``heard`` the laws may ask for names that ``words`` does not have: they are noted.
    """

    def __init__(
        self, frame: Frame, words: Vocabulary, off: frozenset[str], *, heard: bool = False
    ) -> None:
        self._frame, self._off = frame, off
        self._layout = Layout()
        self._trees: dict[str, dict[Key, Column]] = {}
        self._seen: dict[str, Family] = {}
        for axes in (STATE, GIVEN):
            for symbol, axis in axes.items():
                self._make(symbol, keys_of(axis, frame))
        first = self._layout.width
        for symbol, keys in values(frame, words).items():
            self._make(symbol, keys)
        self._given = slice(first, self._layout.width)
        self._fixed = frozenset(self._seen) - frozenset(STATE)
        self.s = Symbols(self._seen)
        self.p = Heard(self._seen, frame) if heard else Values(self._seen, frame, off)
        self._segments: dict[str, list[Group]] = {segment: [] for segment in SEGMENTS}
        self._constants: dict[float, int] = {}

    def write(self, stage: Stage) -> None:
        """Add the groups of one law."""
        if stage.symbol in self._fixed:
            raise LawError(f"{stage.name} makes `{stage.symbol}`, which is given. Rename the law")
        booked = tuple(stage.text(self.s, self.p))
        symbol = NEXT + stage.symbol if stage.state else stage.symbol
        slots = self._make(symbol, dict.fromkeys(key for key, _ in booked))
        if stage.segment == LEDGER:
            booked = self._each(stage.symbol, booked)
        elif stage.adds:
            booked = self._added(stage.symbol, booked)
        rows = [(slots[key], column) for key, column in booked]
        self._segments[stage.segment] += self._groups(stage.name, stage.symbol, rows)
        if stage.state:
            own = self._layout.slots[stage.symbol]
            copies = [(own[key], Leaves(slots)[key]) for key in slots]
            self._segments[SETTLE] += self._groups(COPY, stage.symbol, copies)

    def program(self) -> Program:
        """What has been written, with its constants at the end of the slots."""
        self._layout.lay(CONSTANT, self._constants)
        at = self._layout.slots[CONSTANT]
        segments = {
            segment: tuple(
                Group(g.law, g.symbol, g.form, tuple((to, _placed(row, at)) for to, row in g.rows))
                for g in groups
            )
            for segment, groups in self._segments.items()
        }
        return Program(
            self._frame, self._off, self._layout, segments, tuple(self._constants), self._given
        )

    def _make(self, symbol: str, keys: Iterable[Key]) -> dict[Key, int]:
        slots = self._layout.lay(symbol, keys)
        trees = self._trees.setdefault(symbol, {})
        if len(trees) != len(slots):
            trees |= Leaves({key: slot for key, slot in slots.items() if key not in trees})
        self._seen.setdefault(symbol, Family(symbol, trees))
        return slots

    def _added(
        self, symbol: str, booked: Iterable[tuple[Key, Any]]
    ) -> tuple[tuple[Key, Column], ...]:
        """What is yielded for a column, added to it in the order of the yields."""
        terms: dict[tuple[Key, str], list[tuple[Tree]]] = {}
        for key, tree in booked:
            terms.setdefault((key, tree.form), []).append((tree,))
        trees = self._trees[symbol]
        return tuple((key, trees[key].fold("total", *each)) for (key, _), each in terms.items())

    def _each(
        self, symbol: str, booked: Iterable[tuple[Key, Any]]
    ) -> tuple[tuple[Key, Column], ...]:
        """What is yielded for a column of the ledger, added to it: one for each law and deed."""
        trees, met = self._trees[symbol], set()
        for key, _ in booked:
            if key in met:
                raise LawError(f"{key[0]} books twice on one pair for one deed. Add the two up")
            met.add(key)
        return tuple((key, trees[key] + tree) for key, tree in booked)

    def _groups(self, law: str, symbol: str, rows: Iterable[tuple[int, Any]]) -> list[Group]:
        rows = tuple(rows)
        forms = dict.fromkeys(tree.form for _, tree in rows)
        found: dict[str, list[tuple[int, tuple[Leaf, ...]]]] = {}
        for slot, tree in rows:
            found.setdefault(settled(tree.form, forms), []).append((slot, tree.leaves))
            self._note(tree.leaves)
        return [Group(law, symbol, form, tuple(each)) for form, each in found.items()]

    def _note(self, leaves: tuple[Leaf, ...]) -> None:
        for leaf in leaves:
            if isinstance(leaf, float):
                self._constants.setdefault(leaf, 0)
            elif isinstance(leaf, tuple):
                for row in leaf:
                    self._note(row)


def _placed(leaves: tuple[Leaf, ...], at: Mapping[float, int]) -> tuple[Leaf, ...]:
    """Leaves with constants as slots too."""
    return tuple(
        at[leaf]
        if isinstance(leaf, float)
        else tuple(_placed(row, at) for row in leaf)
        if isinstance(leaf, tuple)
        else leaf
        for leaf in leaves
    )
