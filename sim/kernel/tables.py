"""Groups as tables of slots: what an engine steps through, row by row.

A row of a group's first table is the target's slot and then its leaves. Where a leaf is a fold, the
row holds where the fold's terms begin in a further table and how many there are. Tables follow one
another in the order in which their folds stand in the form.
"""

from array import array
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from sim.kernel.algebra import FOLDS, FORMS, LEAF, Leaf
from sim.kernel.program import Group

Kinds = tuple["Kinds | None", ...]
"""What stands at each leaf of a form: a slot (None), or a fold with the leaves of its terms."""

INT = "i"


@dataclass(frozen=True)
class Table:
    """Rows of ``width`` numbers, one after another."""

    width: int
    numbers: "array[int]"

    @property
    def rows(self) -> int:
        """How many rows there are."""
        return len(self.numbers) // self.width


@cache
def kinds(form: str) -> Kinds:
    """The leaves of a form, from left to right."""
    operation, *below = FORMS[form]
    if form == LEAF:
        return (None,)
    if operation not in FOLDS:
        return tuple(kind for one in below for kind in kinds(one))
    start, *terms = below
    return (*kinds(start), tuple(kind for one in terms for kind in kinds(one)))


def width(leaves: Kinds) -> int:
    """How many numbers a row of leaves takes."""
    return sum(1 if kind is None else 2 for kind in leaves)


@lru_cache(maxsize=4096)
def tables(group: Group) -> tuple[Table, ...]:
    """The tables of a group, its own first; its width counts the target."""
    own = [(to, *row) for to, row in group.rows]
    return tuple(_tables((None, *kinds(group.form)), own))


def _tables(leaves: Kinds, rows: Sequence[tuple[Leaf, ...]]) -> list[Table]:
    folds: dict[int, list[tuple[Leaf, ...]]] = {
        n: [] for n, kind in enumerate(leaves) if kind is not None
    }
    widths = {n: width(kind) for n, kind in enumerate(leaves) if kind is not None}
    numbers = array(INT)
    for row in rows:
        for n, leaf in enumerate(row):
            if isinstance(leaf, tuple):
                numbers.append(len(folds[n]) * widths[n])
                numbers.append(len(leaf))
                folds[n] += leaf
            else:
                numbers.append(int(leaf))
    found = [Table(width(leaves), numbers)]
    for n, terms in folds.items():
        below = leaves[n]
        assert below is not None
        found += _tables(below, terms)
    return found


# The same form as a list of instructions, for the machine that runs any

OPERATIONS = ("+", "-", "*", "/", ">=", "<=", ">", "<", "max", "min", "where", "neg", "exp", "tanh")
PUSH = len(OPERATIONS)
FOLDING = {kind: PUSH + 1 + n for n, kind in enumerate(FOLDS)}


@cache
def code(form: str) -> tuple[int, ...]:
    """A form for a stack machine: PUSH the next leaf; an operation on what was pushed last; or a
    fold (its number, the table of its terms, their width, and the length of the code that follows
    for one term) onto what was pushed last."""
    return _code(form, [1])


@cache
def depth(form: str) -> int:
    """How many numbers wait at once while a form is worked out by its code."""
    operation, *below = FORMS[form]
    if form == LEAF:
        return 1
    if operation not in FOLDS:
        return max(n + depth(one) for n, one in enumerate(below))
    start, *terms = below
    return max(depth(start), *(1 + n + depth(one) for n, one in enumerate(terms)))


def _code(form: str, table: list[int]) -> tuple[int, ...]:
    operation, *below = FORMS[form]
    if form == LEAF:
        return (PUSH,)
    if operation not in FOLDS:
        parts = [part for one in below for part in _code(one, table)]
        return (*parts, OPERATIONS.index(operation))
    start, *terms = below
    first = _code(start, table)
    number = table[0]
    table[0] += 1
    body = [part for one in terms for part in _code(one, table)]
    wide = sum(width(kinds(one)) for one in terms)
    return (*first, FOLDING[operation], number, wide, len(body), *body)
