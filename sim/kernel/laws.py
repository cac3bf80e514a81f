"""The laws of a world, and the laws as one batch of runs obeys them."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

import numpy as np

from sim.kernel.arrays import Floats
from sim.kernel.engine import run
from sim.kernel.engine.bench import Bench
from sim.kernel.frame import Frame
from sim.kernel.order import BEGIN, LEDGER, MECHANISMS
from sim.kernel.program import VALUES, Program, Vocabulary
from sim.kernel.state import SYMBOLS, State
from sim.kernel.symbols import STATE
from sim.kernel.writer import program


@dataclass(frozen=True)
class Laws:
    """What holds for every run of a world: its frame, and which mechanisms and motives are off."""

    frame: Frame
    words: Vocabulary
    off: frozenset[str] = frozenset()

    def __reduce__(self) -> tuple[type["Laws"], tuple[Frame, Vocabulary, frozenset[str]]]:
        """Travels without its programs: forms are known where they were traced."""
        return Laws, (self.frame, self.words, self.off)

    def on(self, name: str) -> bool:
        """Whether a mechanism or motive is on."""
        return name not in self.off

    @property
    def mechanisms(self) -> tuple[str, ...]:
        """The mechanisms that are on."""
        return tuple(name for name in MECHANISMS if self.on(name))

    @property
    def motives(self) -> tuple[str, ...]:
        """The motives that are on."""
        return tuple(name for name in self.words.motives if self.on(name))

    def without(self, names: Iterable[str]) -> "Laws":
        """The same laws with more of them switched off."""
        return Laws(self.frame, self.words, self.off | frozenset(names))

    @cached_property
    def program(self) -> Program:
        """The laws written down, without the ledger."""
        return program(self.frame, self.words, self.off)

    @cached_property
    def booked(self) -> Program:
        """The laws written down, with the ledger."""
        return program(self.frame, self.words, self.off, ledger=True)


@dataclass(frozen=True, eq=False)
class Batch:
    """The laws with one batch's values, (value, run) in the order of the program's slots.

    Where runs begin off their reference, ``outset`` is as ``values``, with what they begin at in
    the place of the reference, and ``levels`` says on which level a posture stands instead.
    ``before`` is as ``values`` for each time before the question in which they were otherwise.
    """

    laws: Laws
    values: Floats
    outset: Floats | None = None
    levels: Mapping[int, float] = field(default_factory=dict)  # posture -> level
    before: tuple[Floats, ...] = ()

    @property
    def runs(self) -> int:
        """How many runs the batch has."""
        return int(self.values.shape[1])

    def under(self, laws: Laws) -> "Batch":
        """The same values under other laws of the same frame."""
        return replace(self, laws=laws)

    def part(self, runs: slice) -> "Batch":
        """Some of its runs."""
        return self._changed(lambda values: values[:, runs])

    def repeated(self, times: int) -> "Batch":
        """Each run so many times over, side by side."""
        return self._changed(lambda values: np.repeat(values, times, axis=1))

    def _changed(self, change: Callable[[Floats], Floats]) -> "Batch":
        outset = None if self.outset is None else change(self.outset)
        before = tuple(map(change, self.before))
        return replace(self, values=change(self.values), outset=outset, before=before)

    def value(self, symbol: str) -> Floats:
        """(run, column) the values of a symbol of the laws."""
        program = self.laws.program
        first, span = program.span(VALUES).start, program.span(symbol)
        return self.values[span.start - first : span.stop - first].T

    @cached_property
    def bench(self) -> Bench:
        """Where its runs are stepped by hand. One thread at a time."""
        return self.new_bench(self.laws.program)

    @property
    def at_rest(self) -> Floats:
        """(slot, run) every number in the reference state, before the first step."""
        booked = self.laws.booked
        return self.new_bench(booked).get(slice(0, booked.layout.width))

    def new_bench(self, program: Program) -> Bench:
        """A bench of their own for its runs, in the reference state."""
        made = run.bench(program, self.runs)
        made.put(program.span(VALUES), self.values)
        made.work(BEGIN)
        return made

    @cached_property
    def start(self) -> State:
        """The world at the start date, at rest."""
        return read_state(self.new_bench(self.laws.program), self.laws.program)

    @cached_property
    def off_reference(self) -> State | None:
        """Where its runs begin, if not at rest: a world that were at rest there."""
        return None if self.outset is None else self.put_off(self.start)

    @property
    def begins(self) -> State:
        """Where its runs begin, with nothing known of the months before."""
        return self.put_off(self.start)

    def put_off(self, state: State) -> State:
        """A state with what begins off its reference in its place."""
        if self.outset is None:
            return state
        rest, there = self.start, Batch(self.laws, self.outset).start
        moved = {
            name: np.where(
                getattr(there, name) != getattr(rest, name),
                getattr(there, name),
                getattr(state, name),
            )
            for name in SYMBOLS
        }
        for which, level in self.levels.items():
            moved["posture"][:, which] = level
        return State(**moved)


def state_span(program: Program) -> slice:
    """The slots of the whole state, side by side."""
    symbols = list(STATE)
    return slice(program.span(symbols[0]).start, program.span(symbols[-1]).stop)


def read_state(bench: Bench, program: Program) -> State:
    """The state on a bench, as arrays of its own."""
    rows = bench.get(state_span(program))
    return State(**{name: rows[program.span(symbol)].T for name, symbol in SYMBOLS.items()})


def write_state(bench: Bench, program: Program, s: State) -> None:
    """Put a state on a bench."""
    for name, symbol in SYMBOLS.items():
        bench.put(program.span(symbol), getattr(s, name).T)


def symbol_slots(laws: Program, symbol: str, columns: Sequence[int] | None = None) -> list[int]:
    """The slots of a symbol, or of some of its columns."""
    span = laws.span(symbol)
    every = range(span.start, span.stop)
    return list(every) if columns is None else [every[column] for column in columns]


def has_ledger(program: Program) -> bool:
    """Whether a program books."""
    return bool(program.segments[LEDGER])
