"""The compiled engine: ``engine.c`` with the forms of the laws, where a C compiler was found.

It runs the same tables as every other engine. A form that was not compiled (of a law written
since) is interpreted by the machine in it, so a changed law is slower and never wrong.
"""

import ctypes
from collections.abc import Sequence
from ctypes import c_int64, c_void_p
from functools import lru_cache
from typing import Any

import numpy as np

from sim.kernel.arrays import Array, Floats
from sim.kernel.engine.draws import address
from sim.kernel.engine.keep import ACCUMULATORS, Keep, Kept, Last, LastSum, Path, Sum, Weighted
from sim.kernel.engine.library import CGroup, CJob, CLoad, CRecord, CSegment, Library
from sim.kernel.engine.task import Address, Task, initial
from sim.kernel.order import BEGIN, REASONS
from sim.kernel.program import VALUES, Program
from sim.kernel.tables import code, depth, tables

RUNS = ACCUMULATORS  # in a block: each adds to an accumulator of its own


class Compiled:
    """A program as the library reads it. It holds what the library points to."""

    def __init__(self, program: Program, library: Library) -> None:
        self.library = library
        self._held: list[Any] = []
        self._several: dict[tuple[str, ...], Any] = {}
        self.segments = {name: CSegment(*self._groups(program, name)) for name in program.segments}

    def several(self, names: tuple[str, ...]) -> Any:
        """Segments one after the other."""
        if names not in self._several:
            made = (CSegment * len(names))(*(self.segments[name] for name in names))
            self._several[names] = made
        return self._several[names]

    def _groups(self, program: Program, segment: str) -> tuple[int, int]:
        groups = program.segments[segment]
        made = (CGroup * len(groups))()
        for place, group in zip(made, groups, strict=True):
            found = tables(group)
            arrays = [np.frombuffer(one.numbers or bytes(4), dtype=np.int32) for one in found]
            pointers = np.array([address(one) for one in arrays], dtype=np.uintp)
            steps = np.array(code(group.form), dtype=np.int32)
            self._held += [*found, *arrays, pointers, steps]
            place.loop = self.library.forms.get(group.form, -1)
            place.rows, place.wide, place.length = found[0].rows, found[0].width, len(steps)
            place.depth = depth(group.form)
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


def filled_up(rows: Array, runs: int) -> Array:
    """(..., run) numbers in whole blocks: the last run again fills the places that are left."""
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
    kept = {name: one.made(task.steps, padded(runs)) for name, one in task.keep.items()}
    job = _Prepared(task, made, kept)
    scratch = aligned(task.program.layout.width, RUNS)
    words = np.empty((task.program.frame.draws, RUNS, 4), dtype=np.uint64)
    places = (c_void_p(address(scratch)), c_void_p(address(words)))
    library.roll(ctypes.byref(job.job), *places)
    return {
        name: rows if one.summed else rows[..., :runs]
        for (name, one), rows in zip(task.keep.items(), kept.values(), strict=True)
    }


def _uniforms(task: Task) -> Floats | None:
    """What is drawn outside; where nothing is, one row of zeros stands for every line and step."""
    if isinstance(task.luck, Address):
        return None
    return np.zeros(padded(task.runs)) if task.luck is None else filled_up(task.luck, task.runs)


class _Prepared:
    """A task as the library reads it. It holds what the library points to."""

    def __init__(self, task: Task, made: Compiled, kept: Kept) -> None:
        self._held: list[Any] = [made]
        program, said, frame = task.program, task.directions, task.program.frame
        loads = [
            self._load(program.span(VALUES), task.values, task.runs),
            *(self._load(program.span(x), rows, task.runs) for x, rows in task.state.items()),
        ]
        records = [self._record(one, kept[name], task.runs) for name, one in task.keep.items()]
        drawn = task.luck if isinstance(task.luck, Address) else None
        uniforms = _uniforms(task)
        rows = said.row if said.row.ndim == 1 else filled_up(said.row, task.runs)
        self.job = CJob(
            width=program.layout.width,
            runs=padded(task.runs),
            steps=task.steps,
            loads=1,
            later=len(loads) - 1,
            records=len(records),
            lines=len(frame.lines),
            draws=frame.draws,
            actions=frame.actions,
            uniforms_stride=0 if task.luck is None else padded(task.runs),
            script_stride=0 if said.row.ndim == 1 else padded(task.runs),
            load=self._list(CLoad, loads),
            begin=ctypes.addressof(made.segments[BEGIN]),
            step=ctypes.addressof(self._kept(made.several(task.segments))),
            segments=len(task.segments),
            explained=task.reasons,
            explaining=task.segments.index(REASONS) if task.reasons else -1,
            record=self._list(CRecord, records),
            initial=self._array(initial(program)),
            uniforms=None if uniforms is None else self._array(uniforms),
            keys=self._array(drawn.keys if drawn else (), np.uint64),
            seed=drawn.seed if drawn else 0,
            first_run=drawn.first_run if drawn else 0,
            first_step=task.first_step,
            script_row=self._array(rows, np.int32),
            script=self._array(np.hstack([said.free, said.scripted])),
            uniform_slot=program.span("uniform").start,
            free_slot=program.span("free").start,
            scripted_slot=program.span("scripted").start,
        )

    def _kept(self, one: Any) -> Any:
        self._held.append(one)
        return one

    def _array(self, numbers: Any, kind: Any = np.float64) -> int:
        return address(self._kept(np.ascontiguousarray(numbers, dtype=kind)))

    def _list(self, kind: Any, members: list[Any]) -> int:
        return ctypes.addressof(self._kept((kind * max(1, len(members)))(*members)))

    def _load(self, slots: slice, rows: Floats, runs: int) -> CLoad:
        numbers, full = range(slots.start, slots.stop), filled_up(rows, runs)
        return CLoad(self._array(numbers, np.int32), self._array(full), len(numbers), full.shape[1])

    def _record(self, one: Keep, out: Array, runs: int) -> CRecord:
        slots = self._array(list(one.slots), np.int32)
        weights = self._array(one.weights) if isinstance(one, Weighted) else None
        first = one.initial if isinstance(one, Path) else 0
        stride = 0 if one.summed else out.shape[-1]
        counted = one.runs if isinstance(one, Sum) and one.runs is not None else runs
        place = address(out)
        return CRecord(_kind(one), len(one.slots), stride, first, counted, slots, weights, place)


def _kind(one: Keep) -> int:
    if isinstance(one, Path):
        return {"float64": 0, "float32": 1, "int8": 2}[np.dtype(one.dtype).name]
    return {Sum: 3, Weighted: 4, Last: 5, LastSum: 6}[type(one)]
