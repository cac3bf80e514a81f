"""Tracing: the law texts are read with trees for columns, and written down as groups."""

from collections.abc import Iterable, Iterator
from copy import copy
from functools import lru_cache, reduce
from operator import add
from typing import Any

from sim.kernel.algebra import LEAF, ZERO, LawError, Leaf, Tree, settled
from sim.kernel.frame import Frame
from sim.kernel.law import first_line, last_line
from sim.kernel.order import LEDGER, REMEMBER, SEGMENTS, SETTLE, Stage, stages
from sim.kernel.program import CONSTANT, COPY, NEXT, Group, Program, Vocabulary, values
from sim.kernel.symbols import (
    GIVEN,
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
    for stage in stages(off):
        if stage.segment == LEDGER:
            further.write(stage)
    return further.program()


@lru_cache(maxsize=16)
def _written(frame: Frame, words: Vocabulary, off: frozenset[str]) -> "Writer":
    """Every law that is on but the ledger, which is asked for less often and adds to it."""
    writer = Writer(frame, words, off)
    for stage in stages(off):
        if stage.segment != LEDGER:
            writer.write(stage)
    return writer


class Writer:
    """Traces stage by stage; columns that a stage makes are there for those that follow.

    With ``heard`` the laws may ask for names that ``words`` does not have: they are noted.
    """

    def __init__(
        self, frame: Frame, words: Vocabulary, off: frozenset[str], *, heard: bool = False
    ) -> None:
        self._frame, self._off = frame, off
        self._layout = Layout()
        self._trees: dict[str, dict[Key, Tree]] = {}
        self._seen: dict[str, Family] = {}
        for axes in (STATE, GIVEN):
            for symbol, axis in axes.items():
                self._make(symbol, keys_of(axis, frame))
        first = self._layout.width
        for symbol, keys in values(frame, words).items():
            self._make(symbol, keys)
        self._values = slice(first, self._layout.width)
        self._fixed = frozenset(self._seen) - frozenset(STATE)
        working = {stage.symbol for stage in stages(off)}
        for stage in stages():
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
            what = f"{stage.name} makes `{stage.symbol}`, which is given. Rename the law"
            raise LawError(f"{first_line(stage.text)}{what}")
        booked = tuple(self._yielded(stage))
        slots = self._make(stage.symbol, dict.fromkeys(key for key, _ in booked))
        if stage.segment == LEDGER:
            booked = self._posted(stage.symbol, booked)
        elif stage.adds:
            booked = self._added(stage.symbol, booked)
        rows = [(slots[key], column) for key, column in booked]
        self._segments[stage.segment] += self._groups(stage.name, stage.symbol, rows)

    def _yielded(self, stage: Stage) -> Iterator[tuple[Key, Tree]]:
        """What a law yields; a number stands for itself."""
        law, met = stage.text(self.s, self.p), set()
        known = self._layout.slots[stage.symbol] if _has_its_keys(stage) else None
        for one in law:
            if not isinstance(one, tuple) or len(one) != 2:
                raise LawError(f"{last_line(law)}`{one}` is no (key, column). Yield such pairs")
            key, amount = one
            if known is not None and key not in known:
                raise LawError(
                    f"{last_line(law)}{stage.symbol} has no {key}. Yield one that it has"
                )
            if not stage.adds and key in met:
                raise LawError(
                    f"{last_line(law)}{stage.symbol} has {key} twice. Yield it once, in sum"
                )
            if not isinstance(amount, (Tree, int, float)):
                raise LawError(f"{last_line(law)}`{amount}` is no column. Yield (key, column)")
            met.add(key)
            yield key, ZERO.lift(amount)

    def program(self) -> Program:
        """What has been written."""
        layout = Layout(dict(self._layout.slots), self._layout.width)
        remember, settle = aside(self._segments[REMEMBER], layout)
        segments = {**self._segments, REMEMBER: remember, SETTLE: settle}
        return Program(
            frame=self._frame,
            off=self._off,
            layout=layout,
            segments={segment: tuple(groups) for segment, groups in segments.items()},
            values=self._values,
            asked=frozenset(self.p.asked),
        )

    def _make(self, symbol: str, keys: Iterable[Key]) -> dict[Key, int]:
        slots = self._layout.lay(symbol, keys)
        trees = self._trees.setdefault(symbol, {})
        if len(trees) != len(slots):
            trees |= Leaves({key: slot for key, slot in slots.items() if key not in trees})
        self._seen.setdefault(symbol, Family(symbol, trees))
        return slots

    def _posted(
        self, symbol: str, booked: Iterable[tuple[Key, Tree]]
    ) -> tuple[tuple[Key, Tree], ...]:
        """What is yielded for a column, in sum: an action is a deed of each of its doers."""
        amounts: dict[Key, dict[str, list[Tree]]] = {}
        for key, tree in booked:
            amounts.setdefault(key, {}).setdefault(tree.form, []).append(tree)
        trees = self._trees[symbol]
        return tuple((key, trees[key] + _in_sum(own.values())) for key, own in amounts.items())

    def _added(
        self, symbol: str, booked: Iterable[tuple[Key, Tree]]
    ) -> tuple[tuple[Key, Tree], ...]:
        """What is yielded for a column, added to it in the order of the yields."""
        terms: dict[tuple[Key, str], list[tuple[Tree]]] = {}
        for key, tree in booked:
            terms.setdefault((key, tree.form), []).append((tree,))
        trees = self._trees[symbol]
        return tuple((key, trees[key].fold("total", *each)) for (key, _), each in terms.items())

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


def _in_sum(alike: Iterable[list[Tree]]) -> Tree:
    """The sum of trees, given by their form."""
    sums = (
        one[0] if len(one) == 1 else ZERO.fold("total", *((tree,) for tree in one)) for one in alike
    )
    return reduce(add, sums)


def aside(remember: list[Group], layout: Layout) -> tuple[list[Group], list[Group]]:
    """Memories all read the state before the step. What a later one still reads is worked out
    aside and copied when all are done; the rest is written where it stands.

    Returns the memories and the copies; slots aside are laid out.
    """
    memories: list[Group] = []
    copies: list[Group] = []
    needed: set[int] = set()
    for group in reversed(remember):
        own = {to for to, _ in group.rows}
        reads = {to: set(_slots(leaves)) for to, leaves in group.rows}
        among = any(own & read - {to} for to, read in reads.items())
        if among or own & needed:
            slots = layout.lay(NEXT + group.symbol, own)
            copies.append(
                Group(COPY, group.symbol, LEAF, tuple((to, (slots[to],)) for to in slots))
            )
            rows = tuple((slots[to], leaves) for to, leaves in group.rows)
            memories.append(Group(group.law, group.symbol, group.form, rows))
        else:
            memories.append(group)
        needed |= set[int]().union(*reads.values())
    return memories[::-1], copies


def _slots(leaves: tuple[Leaf, ...]) -> Iterator[int]:
    """Every slot among leaves, those in folds too."""
    for leaf in leaves:
        if isinstance(leaf, tuple):
            for row in leaf:
                yield from _slots(row)
        elif isinstance(leaf, int):
            yield leaf


def _has_its_keys(stage: Stage) -> bool:
    """Whether a law can only write to columns that there are already."""
    return stage.symbol in STATE or (stage.adds and stage.segment != LEDGER)
