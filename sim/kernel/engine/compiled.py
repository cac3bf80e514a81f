"""The compiled engine: ``engine.c`` with the forms of the laws, where a C compiler was found.

It runs the same tables as every other engine. A form that was not compiled (of a law written
since) is interpreted by the machine in it, so a changed law is slower and never wrong.
"""

import ctypes
import os
from collections.abc import Mapping, Sequence
from ctypes import POINTER, Structure, c_char_p, c_int, c_int64, c_uint64, c_void_p
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

import numpy as np

from sim.kernel.arrays import Array, Bools, Floats
from sim.kernel.engine.build import HERE, LIBRARY, fingerprint
from sim.kernel.engine.keep import Keep, Kept, Last, LastSum, Sum, Weighted
from sim.kernel.engine.keep import Path
from sim.kernel.tables import code, tables
from sim.kernel.engine.task import Address, Task, initial
from sim.kernel.order import BEGIN
from sim.kernel.program import GIVEN_VALUES, Program

RUNS = 8  # in a block
ENVIRONMENT = "SIM_ENGINE"
"""``numpy`` runs without the compiled engine; 2, 4 or 8 asks for that many runs to a lane."""


class EngineError(ValueError):
    """An engine is asked for that there is not."""


class _Group(Structure):
    _fields_ = (
        ("loop", c_int),
        ("rows", c_int),
        ("wide", c_int),
        ("length", c_int),
        ("tables", c_void_p),
        ("code", c_void_p),
    )


class _Segment(Structure):
    _fields_ = (("groups", c_void_p), ("count", c_int64))


class _Load(Structure):
    _fields_ = (("slots", c_void_p), ("rows", c_void_p), ("count", c_int64), ("stride", c_int64))


class _Record(Structure):
    _fields_ = (
        ("kind", c_int64),
        ("count", c_int64),
        ("stride", c_int64),
        ("initial", c_int64),
        ("slots", c_void_p),
        ("weights", c_void_p),
        ("out", c_void_p),
    )


class _Job(Structure):
    _fields_ = (
        ("width", c_int64),
        ("runs", c_int64),
        ("steps", c_int64),
        ("loads", c_int64),
        ("later", c_int64),
        ("records", c_int64),
        ("lines", c_int64),
        ("actions", c_int64),
        ("uniforms_stride", c_int64),
        ("script_stride", c_int64),
        ("load", c_void_p),
        ("begin", c_void_p),
        ("step", c_void_p),
        ("segments", c_int64),
        ("record", c_void_p),
        ("initial", c_void_p),
        ("uniforms", c_void_p),
        ("keys", c_void_p),
        ("seed", c_uint64),
        ("first_run", c_uint64),
        ("first_step", c_uint64),
        ("script_row", c_void_p),
        ("script", c_void_p),
        ("uniform_slot", c_int64),
        ("free_slot", c_int64),
        ("scripted_slot", c_int64),
    )


@dataclass(frozen=True, eq=False)
class Library:
    """The compiled engine at one lane width."""

    lane: int
    forms: Mapping[str, int]  # form -> its number
    work: Any
    roll: Any
    by_value: Any
    by_step: Any
    quantile: Any


@cache
def built() -> ctypes.CDLL | None:
    """The library beside this file; None where nothing was compiled, or from another source."""
    path = HERE / LIBRARY
    if not path.exists():
        return None
    file = ctypes.CDLL(str(path))
    file.source.restype = c_char_p
    return file if file.source().decode() == fingerprint() else None


@cache
def library(lane: int | None = None) -> Library | None:
    """The engine for this processor, or with so many runs to a lane; None without one.

    Raises ``EngineError`` for a lane that the processor does not have.
    """
    wanted = os.environ.get(ENVIRONMENT, "")
    file = built()
    if file is None or (lane is None and wanted == "numpy"):
        return None
    lanes = [one for one in (2, 4, 8) if one <= int(file.lanes())]
    if wanted and wanted not in map(str, lanes):
        said = ", ".join(map(str, lanes))
        raise EngineError(f"{ENVIRONMENT} is {wanted!r}: it can be numpy, {said}, or not set")
    lane = lane or int(wanted or lanes[-1])
    if lane not in lanes:
        raise EngineError(f"{lane} runs to a lane: this processor has {lanes}")
    return _library(file, lane)


def _library(file: ctypes.CDLL, lane: int) -> Library:
    names = getattr(file, f"forms_{lane}")
    names.restype = POINTER(c_char_p)
    forms: dict[str, int] = {}
    for text in names():
        if text is None:
            break
        forms[text.decode()] = len(forms)
    calls = ("work", "roll", "by_value", "by_step", "quantile")
    return Library(lane, forms, *(getattr(file, f"{name}_{lane}") for name in calls))


def address(array: Array) -> int:
    """Where an array's numbers lie."""
    return int(array.ctypes.data)


def by_value(
    library: Library, seed: int, keys: tuple[int, ...], first_run: int, runs: int
) -> Floats:
    """(stream, run) as :func:`sim.kernel.streams.by_value` draws them."""
    names, drawn = np.array(keys, dtype=np.uint64), np.empty((len(keys), runs))
    library.by_value(
        c_uint64(seed),
        c_void_p(address(names)),
        c_int64(len(keys)),
        c_uint64(first_run),
        c_int64(runs),
        c_void_p(address(drawn)),
    )
    return drawn


def by_step(
    library: Library, seed: int, keys: tuple[int, ...], steps: int, first_run: int, runs: int
) -> Floats:
    """(step, stream, run) as :func:`sim.kernel.streams.by_step` draws them."""
    names, drawn = np.array(keys, dtype=np.uint64), np.empty((steps, len(keys), runs))
    library.by_step(
        c_uint64(seed),
        c_void_p(address(names)),
        c_int64(len(keys)),
        c_int64(steps),
        c_uint64(first_run),
        c_int64(runs),
        c_void_p(address(drawn)),
    )
    return drawn


def quantile(library: Library, ends: tuple[Floats, Floats, Floats], log: Bools, x: Floats) -> None:
    """(value, run) values at points of their triangular distributions, in place.

    ``ends`` are (value,) low, mode and high; ``log`` marks those whose logarithm they are of.
    """
    low, mode, high = (np.ascontiguousarray(end) for end in ends)
    marks = log.astype(np.uint8)
    places = [c_void_p(address(one)) for one in (low, mode, high, marks)]
    library.quantile(*places, c_int64(len(x)), c_int64(x.shape[1]), c_void_p(address(x)))


class Compiled:
    """A program as the library reads it. It holds what the library points to."""

    def __init__(self, program: Program, library: Library) -> None:
        self.library = library
        self._held: list[Any] = []
        self._several: dict[tuple[str, ...], Any] = {}
        self.segments = {
            name: _Segment(*self._groups(program, name)) for name in program.segments
        }

    def several(self, names: tuple[str, ...]) -> Any:
        """Segments one after the other."""
        if names not in self._several:
            made = (_Segment * len(names))(*(self.segments[name] for name in names))
            self._several[names] = made
        return self._several[names]

    def _groups(self, program: Program, segment: str) -> tuple[int, int]:
        groups = program.segments[segment]
        made = (_Group * len(groups))()
        for place, group in zip(made, groups, strict=True):
            found = tables(group)
            arrays = [np.frombuffer(one.numbers or bytes(4), dtype=np.int32) for one in found]
            pointers = np.array([address(one) for one in arrays], dtype=np.uintp)
            steps = np.array(code(group.form), dtype=np.int32)
            self._held += [*found, *arrays, pointers, steps]
            place.loop = self.library.forms.get(group.form, -1)
            place.rows, place.wide, place.length = found[0].rows, found[0].width, len(steps)
            place.tables, place.code = address(pointers), address(steps)
        self._held.append(made)
        return ctypes.addressof(made), len(groups)


@lru_cache(maxsize=64)
def compiled(program: Program, library: Library) -> Compiled:
    """A program ready for the library."""
    return Compiled(program, library)


def aligned(*shape: int) -> Floats:
    """Zeros that begin where a lane may begin."""
    count = int(np.prod(shape))
    room = np.zeros(count + RUNS)
    first = (-address(room) // 8) % RUNS
    return room[first : first + count].reshape(shape)


def padded(runs: int) -> int:
    """The number of runs in whole blocks."""
    return -(-runs // RUNS) * RUNS


def filled_up(rows: Floats, runs: int) -> Floats:
    """(..., run) numbers in whole blocks: the last run again fills the lanes that are left."""
    rows = np.ascontiguousarray(rows, dtype=np.float64)
    over = padded(runs) - runs
    return rows if not over else np.concatenate([rows, np.repeat(rows[..., -1:], over, -1)], -1)


class Bench:
    """Runs that stay in memory, to be stepped with a hand on them, a block of eight after
    another."""

    def __init__(self, program: Program, runs: int, library: Library) -> None:
        self._made, self._runs = compiled(program, library), runs
        width = program.layout.width
        self._numbers = aligned(padded(runs) // RUNS, width, RUNS)
        self._numbers[...] = initial(program)[:, None]
        self._place = c_void_p(address(self._numbers))

    def put(self, slots: slice, rows: Floats) -> None:
        """Set slots from (slot, run) rows, or (slot, 1) ones for all runs."""
        if rows.shape[1] == 1:
            self._numbers[:, slots] = rows
            return
        full = filled_up(rows, self._runs).reshape(len(rows), padded(self._runs) // RUNS, RUNS)
        self._numbers[:, slots] = full.transpose(1, 0, 2)

    def get(self, slots: slice | Sequence[int]) -> Floats:
        """A copy of (slot, run) numbers."""
        some = np.array(self._numbers[:, slots].transpose(1, 0, 2), order="C")
        return some.reshape(some.shape[0], padded(self._runs))[:, : self._runs]

    def saved(self, slots: slice) -> Array:
        """What stands in some slots, for :meth:`restore`."""
        return self._numbers[:, slots].copy()

    def restore(self, slots: slice, saved: Array) -> None:
        """Put back what has stood there."""
        self._numbers[:, slots] = saved

    def work(self, *segments: str) -> None:
        """Run some segments."""
        blocks, width, _ = self._numbers.shape
        self._made.library.work(
            self._place,
            c_int64(blocks),
            c_int64(width),
            self._made.several(segments),
            c_int64(len(segments)),
        )


def roll(task: Task, library: Library) -> Kept:
    """Whole runs. The lock of the interpreter is free meanwhile."""
    made, runs = compiled(task.program, library), task.runs
    kept = {name: _made(one, task.steps, runs) for name, one in task.keep.items()}
    job = _Prepared(task, made, kept)
    scratch = aligned(task.program.layout.width, RUNS)
    words = np.empty((len(task.program.frame.lines), RUNS, 4), dtype=np.uint64)
    library.roll(
        ctypes.byref(job.job),
        c_int64(0),
        c_int64(padded(runs)),
        c_void_p(address(scratch)),
        c_void_p(address(words)),
    )
    return {name: rows if one.summed else rows[..., :runs] for (name, one), rows in zip(
        task.keep.items(), kept.values(), strict=True)}


def _uniforms(task: Task) -> Floats | None:
    """What is drawn outside; where nothing is, one row of zeros stands for every line and step."""
    if isinstance(task.luck, Address):
        return None
    return np.zeros(padded(task.runs)) if task.luck is None else filled_up(task.luck, task.runs)


def _made(one: Keep, steps: int, runs: int) -> Array:
    return one.made(steps, padded(runs))


class _Prepared:
    """A task as the library reads it. It holds what the library points to."""

    def __init__(self, task: Task, made: Compiled, kept: Kept) -> None:
        self._held: list[Any] = [made]
        program, said, frame = task.program, task.directions, task.program.frame
        loads = [
            self._load(program.span(GIVEN_VALUES), task.values, task.runs),
            *(self._load(program.span(x), rows, task.runs) for x, rows in task.state.items()),
        ]
        records = [self._record(one, kept[name]) for name, one in task.keep.items()]
        drawn = isinstance(task.luck, Address)
        uniforms = _uniforms(task)
        rows = said.row if said.row.ndim == 1 else filled_up_rows(said.row, task.runs)
        self.job = _Job(
            width=program.layout.width,
            runs=task.runs,
            steps=task.steps,
            loads=1,
            later=len(loads) - 1,
            records=len(records),
            lines=len(frame.lines),
            actions=frame.actions,
            uniforms_stride=0 if task.luck is None else padded(task.runs),
            script_stride=0 if said.row.ndim == 1 else padded(task.runs),
            load=self._list(_Load, loads),
            begin=ctypes.addressof(made.segments[BEGIN]),
            step=ctypes.addressof(self._kept(made.several(task.segments))),
            segments=len(task.segments),
            record=self._list(_Record, records),
            initial=self._array(initial(program)),
            uniforms=None if uniforms is None else self._array(uniforms),
            keys=self._array(np.array(task.luck.keys if drawn else (), dtype=np.uint64)),
            seed=task.luck.seed if drawn else 0,
            first_run=task.luck.first_run if drawn else 0,
            first_step=task.first_step,
            script_row=self._array(np.ascontiguousarray(rows, dtype=np.int32)),
            script=self._array(np.hstack([said.free, said.scripted])),
            uniform_slot=program.span("uniform").start,
            free_slot=program.span("free").start,
            scripted_slot=program.span("scripted").start,
        )

    def _kept(self, one: Any) -> Any:
        self._held.append(one)
        return one

    def _array(self, array: Array) -> int:
        return address(self._kept(np.ascontiguousarray(array)))

    def _list(self, kind: Any, members: list[Any]) -> int:
        return ctypes.addressof(self._kept((kind * max(1, len(members)))(*members)))

    def _load(self, slots: slice, rows: Floats, runs: int) -> _Load:
        numbers = np.arange(slots.start, slots.stop, dtype=np.int32)
        full = filled_up(rows, runs)
        return _Load(self._array(numbers), self._array(full), len(numbers), full.shape[1])

    def _record(self, one: Keep, out: Array) -> _Record:
        slots = self._array(np.array(list(one.slots), dtype=np.int32))
        weights = self._array(np.ascontiguousarray(one.weights)) if isinstance(one, Weighted) else None
        first = one.initial if isinstance(one, Path) else 0
        stride = 0 if one.summed else out.shape[-1]
        return _Record(_kind(one), len(one.slots), stride, first, slots, weights, address(out))


def filled_up_rows(rows: Array, runs: int) -> Array:
    """(step, run) rows of a script in whole blocks."""
    over = padded(runs) - runs
    return rows if not over else np.concatenate([rows, np.repeat(rows[:, -1:], over, 1)], 1)


def _kind(one: Keep) -> int:
    if isinstance(one, Path):
        return {"float64": 0, "float32": 1, "int8": 2}[np.dtype(one.dtype).name]
    return {Sum: 3, Weighted: 4, Last: 5, LastSum: 6}[type(one)]
