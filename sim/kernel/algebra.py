"""Columns: what a law is written in. Every symbol of a law is one number for each run.

A column knows the four operations, comparisons (1 where they hold, else 0) and the functions of
this file, and nothing else. No function reaches across runs, so no run can depend on another. The
same text is read in two ways: with columns of numbers (:mod:`sim.kernel.engine.reference`) it is
evaluated as it stands; with trees (:class:`Tree`) it is written down once for a world, and every
engine runs from that.

This file and the law texts know the standard library only: they are also read where the package is
built.
"""

import sys
from abc import ABC, abstractmethod
from collections.abc import Iterable
from pathlib import Path
from types import FrameType
from typing import Any, NoReturn, Self

Number = float | int


class LawError(Exception):
    """A law says what cannot be run; the message names its file and line, and the cure."""


def refuse(what: str, cure: str) -> NoReturn:
    """Raise ``LawError`` at the line of the law that is being read."""
    frame: FrameType | None = sys._getframe(1)
    while frame is not None and frame.f_globals.get("__name__", "").startswith(_INSIDE):
        frame = frame.f_back
    where = "" if frame is None else f"{Path(frame.f_code.co_filename)}:{frame.f_lineno}: "
    raise LawError(f"{where}{what}. {cure}")


_INSIDE = ("sim.kernel.algebra", "sim.kernel.symbols", "sim.kernel.engine.reference")


class Column(ABC):
    """One number for each run."""

    __slots__ = ()
    __hash__ = None  # type: ignore[assignment]  # compared by value, run by run

    @abstractmethod
    def apply(self, operation: str, *others: "Column | Number") -> Self:
        """An operation on this column and others, in that order."""

    @abstractmethod
    def fold(self, kind: str, *terms: tuple["Column | Number", ...]) -> Self:
        """A fold that begins with this column; see :data:`FOLDS`."""

    def __add__(self, other: "Column | Number") -> Self:
        return self.apply("+", other)

    def __sub__(self, other: "Column | Number") -> Self:
        return self.apply("-", other)

    def __mul__(self, other: "Column | Number") -> Self:
        return self.apply("*", other)

    def __truediv__(self, other: "Column | Number") -> Self:
        return self.apply("/", other)

    def __radd__(self, other: Number) -> Self:
        if other == 0 and isinstance(other, int):
            refuse("`sum` of Python adds in an order of its own", "Write total(...)")
        return self.lift(other).apply("+", self)

    def __rsub__(self, other: Number) -> Self:
        return self.lift(other).apply("-", self)

    def __rmul__(self, other: Number) -> Self:
        return self.lift(other).apply("*", self)

    def __rtruediv__(self, other: Number) -> Self:
        return self.lift(other).apply("/", self)

    def __neg__(self) -> Self:
        return self.apply("neg")

    def __ge__(self, other: "Column | Number") -> Self:
        return self.apply(">=", other)

    def __le__(self, other: "Column | Number") -> Self:
        return self.apply("<=", other)

    def __gt__(self, other: "Column | Number") -> Self:
        return self.apply(">", other)

    def __lt__(self, other: "Column | Number") -> Self:
        return self.apply("<", other)

    def __eq__(self, other: object) -> NoReturn:
        refuse("columns are not compared with ==", "Compare with >= and <=")

    def __bool__(self) -> NoReturn:
        refuse(
            "a column has no one truth: it holds a number for each run",
            "Write where(condition, this, that), or maximum, minimum and largest for max and min",
        )

    def __pow__(self, other: object) -> NoReturn:
        refuse("`**` is no operation of columns", "Multiply it out")

    __rpow__ = __pow__

    def __abs__(self) -> NoReturn:
        refuse("`abs` is no operation of columns", "Write maximum(x, -x)")

    def __float__(self) -> NoReturn:
        refuse("a column is a number for each run, not one number", "Keep it as it is")

    __int__ = __float__

    def __iter__(self) -> NoReturn:
        refuse("a law does not see single runs", "Iterate over parties, theatres or acts")

    @abstractmethod
    def lift(self, part: "Column | Number") -> Self:
        """A number, or an expression without any symbol, as a column of this kind."""


# What is written in laws besides + - * / and comparisons


def total(terms: Iterable[Column]) -> Column:
    """The sum of columns, in their order; 0 of none."""
    return _fold("total", 0.0, ((term,) for term in terms))


def largest(shares: Iterable[Column]) -> Column:
    """The largest of columns that are nowhere negative; 0 of none."""
    return _fold("largest", 0.0, ((share,) for share in shares))


def every(conditions: Iterable[Column]) -> Column:
    """The product of conditions: 1 where all hold, and where there are none."""
    return _fold("every", 1.0, ((condition,) for condition in conditions))


def latest(start: Column, changes: Iterable[tuple[Column, Column | Number]]) -> Column:
    """``start``, replaced by the value of the last (condition, value) whose condition holds."""
    return start.fold("latest", *changes)


def where(condition: Column, this: Column | Number, that: Column | Number) -> Column:
    """``this`` in runs in which the condition is not 0, ``that`` in the others."""
    return condition.apply("where", this, that)


def maximum(low: Column | Number, value: Column) -> Column:
    """The larger of a number or column and a column."""
    return (low if isinstance(low, Column) else value.lift(low)).apply("max", value)


def minimum(high: Column | Number, value: Column) -> Column:
    """The smaller of a number or column and a column."""
    return (high if isinstance(high, Column) else value.lift(high)).apply("min", value)


def clip(value: Column, low: Number, high: Number) -> Column:
    """The column kept from ``low`` to ``high``."""
    return minimum(high, maximum(low, value))


def exp(value: Column) -> Column:
    """The exponential. Exact to the last bit but one, the same bits in every engine."""
    return value.apply("exp")


def tanh(value: Column) -> Column:
    """The hyperbolic tangent; likewise."""
    return value.apply("tanh")


def _fold(kind: str, start: float, terms: Iterable[tuple[Column, ...]]) -> Column:
    rows = tuple(terms)
    like: Column = rows[0][0] if rows and isinstance(rows[0][0], Column) else ZERO
    return like.lift(start).fold(kind, *rows)


# Trees

FOLDS = {"total": 1, "largest": 1, "every": 1, "latest": 2}
"""Kind of fold -> how many columns one of its terms has."""

LEAF, OPEN = ".", "?"

Form = tuple[str, ...]
"""The shape of a tree: an operation and the names of the forms below it."""

FORMS: dict[str, Form] = {LEAF: (LEAF,), OPEN: (OPEN,)}
"""Every form met so far by its name; the name alone says what is computed."""

Leaf = int | float | tuple[Any, ...]
"""A slot; a constant; the terms of a fold, each a row of leaves."""


class Tree(Column):
    """An expression over slots: its form, and its leaves from left to right.

    A sum of nothing is one too, whatever the law is read with.
    """

    __slots__ = ("form", "leaves")

    def __init__(self, form: str, leaves: tuple[Leaf, ...]) -> None:
        self.form = form
        self.leaves = leaves

    def lift(self, part: Column | Number) -> "Tree":
        if isinstance(part, Tree):
            return part
        if isinstance(part, (int, float)):
            return Tree(LEAF, (float(part),))
        refuse(f"`{part}` is no column", "Use symbols of the world, numbers, and what they make")

    def apply(self, operation: str, *others: Column | Number) -> Any:
        form: Form = (operation, self.form)
        leaves = self.leaves
        for other in others:
            if type(other) is not Tree:
                if isinstance(other, Column):  # a sum of nothing among numbers
                    return other.lift(self).apply(operation, *others)
                other = self.lift(other)
            form += (other.form,)
            leaves += other.leaves
        return Tree(_NAMES.get(form) or _named(form), leaves)

    def fold(self, kind: str, *terms: tuple[Column | Number, ...]) -> "Tree":
        forms: tuple[str, ...] | None = None
        rows = []
        for term in terms:
            trees = [part if type(part) is Tree else self.lift(part) for part in term]
            found = tuple([tree.form for tree in trees])
            if forms is not None and found != forms:
                refuse(
                    f"the terms of one {kind} differ in form: {forms} and {found}",
                    "Give every term the same form, or add up two folds",
                )
            forms = found
            rows.append(sum((tree.leaves for tree in trees[1:]), trees[0].leaves))
        form = (kind, self.form, *(forms or (OPEN,) * FOLDS[kind]))
        return Tree(_NAMES.get(form) or _named(form), (*self.leaves, tuple(rows)))


_NAMES: dict[Form, str] = {}  # the same the other way round


def _named(form: Form) -> str:
    """The name of a form, which is noted."""
    name = _NAMES[form] = f"{form[0]}({','.join(form[1:])})"
    FORMS[name] = form
    return name


ZERO = Tree(LEAF, (0.0,))


def settled(form: str, known: Iterable[str]) -> str:
    """A form whose empty folds say nothing of their terms, filled in from a ``known`` one."""
    if OPEN not in form:
        return form
    for other in known:
        if OPEN not in other and _fits(form, other):
            return other
    operation, *below = FORMS[form]
    return LEAF if form == OPEN else _named((operation, *(settled(one, ()) for one in below)))


def _fits(form: str, other: str) -> bool:
    if form in (OPEN, other):
        return True
    mine, theirs = FORMS[form], FORMS[other]
    return (
        mine[0] == theirs[0]
        and len(mine) == len(theirs)
        and all(_fits(*both) for both in zip(mine[1:], theirs[1:], strict=True))
    )
