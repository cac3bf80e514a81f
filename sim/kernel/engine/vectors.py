"""The numpy engine: runs every group of a program as operations on whole arrays.

It needs no compiler. Expressions of equal form are worked out together, (row, run) at a time; folds
add rank by rank, so that every sum has the order of its terms.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from sim.kernel.algebra import FOLDS, FORMS, LEAF, Leaf
from sim.kernel.arrays import Array, Bools, Floats, Ints
from sim.kernel.engine import functions
from sim.kernel.engine.keep import Kept
from sim.kernel.engine.stepping import stepped
from sim.kernel.engine.task import Task, initial
from sim.kernel.program import Group, Program
from sim.kernel.tables import Kinds, kinds

Operation = Callable[..., Floats]
Slots = slice | Ints | int


def _one(condition: Callable[[Floats, Floats], Bools]) -> Operation:
    return lambda x, y: condition(x, y).astype(np.float64)


def _where(condition: Floats, this: Floats, that: Floats) -> Floats:
    return np.where(condition != 0.0, this, that)


IN_PLACE: dict[str, np.ufunc] = {
    "+": np.add,
    "-": np.subtract,
    "*": np.multiply,
    "/": np.divide,
    "max": np.maximum,
    "min": np.minimum,
    "neg": np.negative,
}
OPERATIONS: dict[str, Operation] = {
    **IN_PLACE,
    ">=": _one(np.greater_equal),
    "<=": _one(np.less_equal),
    ">": _one(np.greater),
    "<": _one(np.less),
    "where": _where,
    "exp": functions.exp,
    "tanh": functions.tanh,
}
FOLDING: dict[str, Operation] = {
    "total": np.add,
    "largest": lambda so_far, term: np.maximum(term, so_far),
    "every": np.multiply,
    "latest": lambda so_far, holds, term: _where(holds, term, so_far),
}


@dataclass(frozen=True)
class Terms:
    """The terms of a fold, laid out rank by rank: the n-th terms of all rows that have one."""

    rows: int
    blocks: tuple[tuple[Slots, slice], ...]  # (rows, terms) of each rank
    leaves: "tuple[Slots | Terms, ...]"

    @property
    def terms(self) -> int:
        """How many terms all rows have."""
        return self.blocks[-1][1].stop if self.blocks else 0


@dataclass(frozen=True)
class Prepared:
    """A group with its slots as arrays."""

    form: str
    to: Slots
    leaves: tuple[Slots | Terms, ...]


@lru_cache(maxsize=256)
def prepared(program: Program, segment: str) -> tuple[Prepared, ...]:
    """The groups of a segment, ready to run."""
    return tuple(_prepared(group) for group in program.segments[segment])


@lru_cache(maxsize=4096)
def _prepared(group: Group) -> Prepared:
    rows = _most_first(group)
    to = np.array([slot for slot, _ in rows], dtype=np.intp)
    return Prepared(group.form, _slots(to), _leaves(kinds(group.form), [row for _, row in rows]))


def _most_first(group: Group) -> list[tuple[int, tuple[Leaf, ...]]]:
    """Rows with most terms first, so that each rank of a fold is a leading piece of the rows."""
    first = next((n for n, kind in enumerate(kinds(group.form)) if kind is not None), None)
    if first is None:
        return list(group.rows)

    def terms(row: tuple[int, tuple[Leaf, ...]]) -> int:
        fold = row[1][first]
        assert isinstance(fold, tuple)
        return -len(fold)

    return sorted(group.rows, key=terms)


def _leaves(shape: Kinds, rows: Sequence[tuple[Leaf, ...]]) -> tuple[Slots | Terms, ...]:
    found: list[Slots | Terms] = []
    for n, kind in enumerate(shape):
        column = [row[n] for row in rows]
        found.append(
            _slots(np.array(column, dtype=np.intp)) if kind is None else _terms(kind, column)
        )
    return tuple(found)


def _terms(shape: Kinds, folds: Sequence[Leaf]) -> Terms:
    blocks: list[tuple[Slots, slice]] = []
    terms: list[tuple[Leaf, ...]] = []
    rank = 0
    while True:
        rows = [n for n, fold in enumerate(folds) if isinstance(fold, tuple) and len(fold) > rank]
        if not rows:
            return Terms(len(folds), tuple(blocks), _leaves(shape, terms))
        first = len(terms)
        for n in rows:
            fold = folds[n]
            assert isinstance(fold, tuple)
            terms.append(fold[rank])
        blocks.append((_slots(np.array(rows, dtype=np.intp)), slice(first, len(terms))))
        rank += 1


def _slots(numbers: Ints) -> Slots:
    """A slice where the numbers follow one another, one number where all are the same: a view
    costs nothing."""
    apart = np.diff(numbers)
    if len(numbers) and (apart == 1).all():
        return slice(int(numbers[0]), int(numbers[-1]) + 1)
    if len(numbers) and (apart == 0).all():
        return int(numbers[0])
    return numbers


Leaves = Iterator[Slots | Terms]


def work(numbers: Floats, program: Program, segment: str) -> None:
    """Run a segment on (slot, run) numbers, in place."""
    for group in prepared(program, segment):
        numbers[group.to] = _value(group.form, iter(group.leaves), numbers)


def _value(form: str, leaves: Leaves, numbers: Floats) -> Floats:
    """(row, run) or, where all rows are the same, (run,)."""
    operation, *below = FORMS[form]
    if form == LEAF:
        at = next(leaves)
        assert not isinstance(at, Terms)
        picked: Floats = numbers.take(at, axis=0) if isinstance(at, np.ndarray) else numbers[at]
        return picked
    if operation in FOLDS:
        return _fold(operation, below, leaves, numbers)
    parts = [_value(one, leaves, numbers) for one in below]
    if operation in IN_PLACE and parts[0].base is None and parts[0].ndim >= parts[-1].ndim:
        return np.asarray(IN_PLACE[operation](*parts, out=parts[0]))  # its own, and read no more
    return OPERATIONS[operation](*parts)


def _fold(kind: str, below: list[str], leaves: Leaves, numbers: Floats) -> Floats:
    start = _value(below[0], leaves, numbers)
    terms = next(leaves)
    assert isinstance(terms, Terms)
    so_far = np.empty((terms.rows, numbers.shape[1]))
    so_far[...] = start
    if not terms.blocks:
        return so_far
    own, shape = iter(terms.leaves), (terms.terms, numbers.shape[1])
    values = [np.broadcast_to(_value(one, own, numbers), shape) for one in below[1:]]
    for rows, block in terms.blocks:
        parts = [value[block] for value in values]
        if kind in IN_FOLD and isinstance(rows, slice):
            IN_FOLD[kind](so_far[rows], *parts, out=so_far[rows])
        else:
            so_far[rows] = FOLDING[kind](so_far[rows], *parts)
    return so_far


IN_FOLD: dict[str, np.ufunc] = {"total": np.add, "every": np.multiply}
ROWS = 504  # runs worked out together, so that they fit the processor's cache; it changes no run


class Bench:
    """Runs that stay in memory, to be stepped with a hand on them: (slot, run) numbers."""

    def __init__(self, program: Program, runs: int) -> None:
        self._program = program
        self.numbers = np.repeat(initial(program)[:, None], runs, axis=1)

    def put(self, slots: slice, rows: Floats) -> None:
        """Set slots from (slot, run) rows, or (slot, 1) ones for all runs."""
        self.numbers[slots] = rows

    def get(self, slots: slice | Sequence[int]) -> Floats:
        """A copy of (slot, run) numbers."""
        some = slots if isinstance(slots, slice) else np.asarray(slots, dtype=np.intp)
        return np.array(self.numbers[some])

    def saved(self, slots: slice) -> Array:
        """What stands in some slots, for :meth:`restore`."""
        return self.numbers[slots].copy()

    def restore(self, slots: slice, saved: Array) -> None:
        """Put back what has stood there."""
        self.numbers[slots] = saved

    def work(self, *segments: str) -> None:
        """Run some segments."""
        for segment in segments:
            work(self.numbers, self._program, segment)


def roll(task: Task) -> Kept:
    """Whole runs, some of them at a time."""
    kept = {name: one.made(task.steps, task.runs) for name, one in task.keep.items()}
    for first in range(0, task.runs, ROWS):
        some = slice(first, min(first + ROWS, task.runs))
        stepped(task, some, kept, Bench(task.program, some.stop - some.start))
    return kept
