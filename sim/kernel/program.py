"""A world's laws written down once: groups of expressions of equal form, over slots.

The law texts are read with trees for columns (*traced*). Every yielded expression is a form and the
slots at its leaves; expressions of one law with equal form make a group, whose slots stand in
tables. Forms are few and the same in every world; the tables are the world's. Every engine runs
from this.
"""

from collections.abc import Iterable, Iterator, Mapping
from copy import copy
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

from sim.kernel.algebra import FORMS, LEAF, ZERO, Column, LawError, Leaf, Tree, settled
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


ADDED_TO = frozenset({"latent", "departure", "inclination", "reason"})
"""Where mechanisms and motives leave their amounts, each its own, or added to those of others."""


@dataclass(frozen=True, eq=False)
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
    given: slice  # the slots of what a run draws once
    asked: frozenset[str] = frozenset()  # the laws that other laws ask about

    def without(self, laws: frozenset[str]) -> "Program":
        """The program without laws that no other law asks about.

        It is the same as one that is traced anew: what they would leave stays zero, and adds
        nothing.
        """
        segments = {
            segment: tuple(g for g in groups if g.law not in laws or g.symbol not in ADDED_TO)
            for segment, groups in self.segments.items()
        }
        return replace(self, off=self.off | laws, segments=segments)

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


@lru_cache(maxsize=256)
def program(
    frame: Frame, words: Vocabulary, off: frozenset[str], *, ledger: bool = False
) -> Program:
    """Every law that is on, with or without the ledger.

    Raises ``LawError``, with file and line, where a law says what cannot be run.
    """
    if ledger or not off:
        return traced(frame, words, off, ledger)
    asked = off & traced(frame, words, frozenset(), ledger).asked
    return traced(frame, words, asked, ledger).without(off - asked)


@lru_cache(maxsize=128)
def traced(frame: Frame, words: Vocabulary, off: frozenset[str], ledger: bool) -> Program:
    """The same, found by reading every law."""
    written = _written(frame, words, off)
    if not ledger:
        return written.program()
    further = written.copy()
    for stage in stages(frame, off):
        if stage.segment == LEDGER:
            further.write(stage)
    return further.program()


@lru_cache(maxsize=16)
def _written(frame: Frame, words: Vocabulary, off: frozenset[str]) -> "Writer":
    """Every law that is on but the ledger, which is asked for less often and adds to it."""
    writer = Writer(frame, words, off)
    for stage in stages(frame, off):
        if stage.segment != LEDGER:
            writer.write(stage)
    return writer


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
        working = {stage.symbol for stage in stages(frame, off)}
        for stage in stages(frame):
            if stage.symbol not in working:  # what only laws make that are off: there, and empty
                self._make(stage.symbol, ())
        self.s = Symbols(self._seen)
        self.p = Heard(self._seen, frame) if heard else Values(self._seen, frame, off)
        self._segments: dict[str, list[Group]] = {segment: [] for segment in SEGMENTS}

    def copy(self) -> "Writer":
        """Another one that has written the same."""
        other = copy(self)
        slots = {symbol: dict(own) for symbol, own in self._layout.slots.items()}
        other._layout = Layout(slots, self._layout.width)
        other._trees = {symbol: dict(own) for symbol, own in self._trees.items()}
        other._seen = {symbol: Family(symbol, own) for symbol, own in other._trees.items()}
        other.s = Symbols(other._seen)
        other.p = Values(other._seen, self._frame, self._off)
        other._segments = {segment: list(groups) for segment, groups in self._segments.items()}
        return other

    def write(self, stage: Stage) -> None:
        """Add the groups of one law."""
        if stage.symbol in self._fixed:
            raise LawError(f"{stage.name} makes `{stage.symbol}`, which is given. Rename the law")
        booked = tuple(self._yielded(stage))
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
            after = self._trees[symbol]
            copies = [(own[key], after[key]) for key in slots]
            self._segments[SETTLE] += self._groups(COPY, stage.symbol, copies)

    def _yielded(self, stage: Stage) -> Iterator[tuple[Key, Tree]]:
        """What a law yields; a number stands for itself."""
        law, met = stage.text(self.s, self.p), set()
        known = self._layout.slots[stage.symbol] if _has_its_keys(stage) else None
        for key, amount in law:
            if known is not None and key not in known:
                raise LawError(f"{_line(law)}{stage.symbol} has no {key}. Yield one that it has")
            if not stage.adds and key in met:
                raise LawError(f"{_line(law)}{stage.symbol} has {key} twice. Yield it once, in sum")
            if not isinstance(amount, (Tree, int, float)):
                raise LawError(f"{_line(law)}`{amount}` is no column. Yield (key, column)")
            met.add(key)
            yield key, ZERO.lift(amount)

    def program(self) -> Program:
        """What has been written."""
        return Program(
            frame=self._frame,
            off=self._off,
            layout=self._layout,
            segments={segment: tuple(groups) for segment, groups in self._segments.items()},
            given=self._given,
            asked=frozenset(self.p.asked),
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
            row = (slot, self._placed(tree.leaves))
            found.setdefault(settled(tree.form, forms), []).append(row)
        return [Group(law, symbol, form, tuple(each)) for form, each in found.items()]

    def _placed(self, leaves: tuple[Leaf, ...]) -> tuple[Leaf, ...]:
        """Leaves with constants as slots too."""
        return tuple(
            leaf
            if isinstance(leaf, int)
            else self._layout.lay(CONSTANT, (leaf,))[leaf]
            if isinstance(leaf, float)
            else tuple(map(self._placed, leaf))
            for leaf in leaves
        )


def _has_its_keys(stage: Stage) -> bool:
    """Whether a law can only write to columns that there are already."""
    return stage.symbol in STATE or (stage.adds and stage.segment != LEDGER)


def _line(law: Any) -> str:
    """File and line at which a law has just yielded."""
    while getattr(law, "gi_yieldfrom", None) is not None:
        law = law.gi_yieldfrom
    frame = getattr(law, "gi_frame", None)
    return "" if frame is None else f"{frame.f_code.co_filename}:{frame.f_lineno}: "
