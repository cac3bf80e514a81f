"""The reference reading: the law texts as they stand, with columns of numbers.

Nothing is traced, grouped or compiled: every law is called anew in every step, and every symbol is
an array with one number for each run. It is slow to start and easy to believe, and what every
engine is held to.
"""

from collections.abc import Iterable, Mapping

import numpy as np

from sim.kernel.algebra import Column, Number, Tree, refuse
from sim.kernel.arrays import Array, Floats
from sim.kernel.engine.keep import Kept, Path
from sim.kernel.engine.stepping import keep_step, scripted_rows, uniforms_of
from sim.kernel.engine.task import Task, initial
from sim.kernel.engine.vectors import FOLDING, OPERATIONS
from sim.kernel.evaluate import valued
from sim.kernel.order import BEGIN, REMEMBER, Stage, stages
from sim.kernel.program import VALUES, Program
from sim.kernel.symbols import STATE, Family, Key, Symbols, Values


class Numbers(Column):
    """A column of numbers; never changed in place."""

    __slots__ = ("array",)

    def __init__(self, array: Array) -> None:
        self.array: Floats = np.asarray(array, dtype=np.float64)
        self.array.flags.writeable = False

    def lift(self, part: Column | Number) -> "Numbers":
        return as_numbers(part, len(self.array))

    def apply(self, operation: str, *others: Column | Number) -> "Numbers":
        return Numbers(OPERATIONS[operation](self.array, *(self.lift(one).array for one in others)))

    def fold(self, kind: str, *terms: tuple[Column | Number, ...]) -> "Numbers":
        so_far = self.array
        for term in terms:
            so_far = FOLDING[kind](so_far, *(self.lift(part).array for part in term))
        return Numbers(so_far)


def as_numbers(part: Column | Number, runs: int) -> Numbers:
    """A number, or an expression without any symbol (a sum of nothing), as a column."""
    if isinstance(part, Numbers):
        return part
    if isinstance(part, (int, float)):
        return Numbers(np.full(runs, float(part)))
    if not isinstance(part, Tree):
        refuse(f"`{part}` is no column", "Use symbols of the world, numbers, and what they make")
    return Numbers(np.full(runs, valued(part.form, part.leaves, float)))


class _Reading:
    """Every column that there is, by symbol and key, while a step is read."""

    def __init__(self, program: Program, numbers: Floats) -> None:
        self.program = program
        self.runs = numbers.shape[1]
        self._columns: dict[str, dict[Key, Column]] = {}
        self._families: dict[str, Family] = {}
        made = {stage.symbol for stage in stages(program.off)}
        for symbol, slots in program.layout.slots.items():
            if symbol not in made or symbol in STATE:
                self.put(symbol, {key: Numbers(numbers[slot]) for key, slot in slots.items()})
        self.s = Symbols(self._families)
        self.p = Values(self._families, program.frame, program.off)
        self._after: dict[str, dict[Key, Column]] = {}

    def put(self, symbol: str, columns: Mapping[Key, Column]) -> None:
        """Set columns of a symbol."""
        self._columns.setdefault(symbol, {}).update(columns)
        self._families.setdefault(symbol, Family(symbol, self._columns[symbol]))

    def read_all(self, order: Iterable[Stage], segment: str) -> None:
        """Call every law of a segment."""
        for stage in order:
            if stage.segment == segment:
                self.read(stage)
        if segment == REMEMBER:
            self._settle()

    def read(self, stage: Stage) -> None:
        """Call one law and take in what it yields."""
        booked = [(key, as_numbers(x, self.runs)) for key, x in stage.text(self.s, self.p)]
        if stage.adds:
            nothing = Numbers(np.zeros(self.runs))
            own = self._columns.setdefault(stage.symbol, {})
            for key, amount in booked:
                own[key] = own.get(key, nothing) + amount
            self.put(stage.symbol, {})
        elif stage.state:
            self._after[stage.symbol] = dict(booked)
        else:
            self.put(stage.symbol, dict(booked))

    def _settle(self) -> None:
        """What was worked out becomes the state."""
        for symbol, columns in self._after.items():
            self.put(symbol, columns)
        self._after = {}

    def numbers(self) -> Floats:
        """Everything, (slot, run), as the other engines lay it out."""
        rows = np.zeros((self.program.layout.width, self.runs))
        for symbol, columns in self._columns.items():
            slots = self.program.layout.slots.get(symbol, {})
            for key, column in columns.items():
                if key in slots and isinstance(column, Numbers):
                    rows[slots[key]] = column.array
        return rows


def roll(task: Task) -> Kept:
    """Whole runs, as the laws read."""
    program, runs = task.program, task.runs
    kept = {name: one.made(task.steps, runs) for name, one in task.keep.items()}
    numbers = np.repeat(initial(program)[:, None], runs, axis=1)
    numbers[program.span(VALUES)] = task.values
    reading = _Reading(program, numbers)
    order = stages(program.off)
    reading.read_all(order, BEGIN)
    for symbol, rows in task.state.items():
        _put(reading, symbol, rows)
    everyone = slice(0, runs)
    for name, one in task.keep.items():
        if isinstance(one, Path) and one.initial:
            kept[name][0] = reading.numbers()[list(one.slots)]
    uniforms = uniforms_of(task, everyone)
    for step in range(task.steps):
        _put(reading, "uniform", uniforms[step])
        free, scripted = scripted_rows(task, step, everyone)
        _put(reading, "free", np.broadcast_to(free, (len(free), runs)))
        _put(reading, "scripted", np.broadcast_to(scripted, (len(scripted), runs)))
        for segment in task.segments:
            reading.read_all(order, segment)
        now, last = reading.numbers(), step == task.steps - 1
        for name, one in task.keep.items():
            rows = now[list(one.slots)]
            keep_step(kept[name], one, rows, step, everyone, last=last)
    return kept


def _put(reading: _Reading, symbol: str, rows: Floats) -> None:
    keys = reading.program.slots(symbol)
    reading.put(symbol, {key: Numbers(row) for key, row in zip(keys, rows, strict=True)})
