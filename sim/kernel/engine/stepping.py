"""Whole runs on a bench, one step after another: what a step is given and what is kept of it.

Slower than one call of the compiled engine. It serves the engine without a compiler, and actors
that ask before each step what others would do next.
"""

from collections.abc import Callable

import numpy as np

from sim.kernel.arrays import Array, Floats
from sim.kernel.engine.bench import Bench
from sim.kernel.engine.keep import ACCUMULATORS, Keep, Kept, Last, LastSum, Path, Sum, Weighted
from sim.kernel.engine.task import Address, Task
from sim.kernel.order import BEGIN, REASONS
from sim.kernel.program import VALUES
from sim.kernel.streams import by_step

Foresee = Callable[[Bench], Floats]
"""Before each step: the further tilt, (action, run) or (action, 1), of actors that look ahead."""


def stepped(
    task: Task, some: slice, kept: Kept, bench: Bench, foresee: Foresee | None = None
) -> None:
    """Run some of a task's runs on a bench of their own, and fill in what is kept of them."""
    program = task.program
    bench.put(program.span(VALUES), task.values[:, some])
    bench.work(BEGIN)
    for symbol, rows in task.state.items():
        bench.put(program.span(symbol), rows[:, some])
    uniforms = uniforms_of(task, some)
    for name, one in task.keep.items():
        if isinstance(one, Path) and one.initial:
            kept[name][0, :, some] = bench.get(one.slots)
    for step in range(task.steps):
        if foresee is not None:
            bench.put(program.span("foreseen"), foresee(bench))
        bench.put(program.span("uniform"), uniforms[step])
        free, scripted = scripted_rows(task, step, some)
        bench.put(program.span("free"), free)
        bench.put(program.span("scripted"), scripted)
        told = some.start < task.reasons
        bench.work(*(one for one in task.segments if told or one != REASONS))
        for name, one in task.keep.items():
            last = step == task.steps - 1
            keep_step(kept[name], one, bench.get(one.slots), step, some, last=last)


def uniforms_of(task: Task, some: slice) -> Floats:
    """(step, draw, run) the luck of some of the runs; all 0 where nothing is drawn."""
    luck, runs = task.luck, some.stop - some.start
    if luck is None:
        return np.broadcast_to(0.0, (task.steps, task.program.frame.draws, runs))
    if not isinstance(luck, Address):
        return luck[:, :, some]
    first, steps = luck.first_run + some.start, task.first_step - 1 + task.steps
    return by_step(luck.seed, luck.keys, steps, first, runs)[task.first_step - 1 :]


def scripted_rows(task: Task, step: int, some: slice) -> tuple[Floats, Floats]:
    """(line, run) who is free and (action, run) what is scripted; one column where all agree."""
    said = task.directions
    rows = said.row[step][some] if said.row.ndim > 1 else said.row[step : step + 1]
    # one more row, found by -1: nothing is said
    free = np.vstack([said.free, np.ones((1, said.free.shape[1]))])
    scripted = np.vstack([said.scripted, np.zeros((1, said.scripted.shape[1]))])
    return free[rows].T, scripted[rows].T


def keep_step(out: Array, one: Keep, now: Floats, step: int, some: slice, *, last: bool) -> None:
    """Keep what is asked of a step, (column, run) ``now``, for some of the runs."""
    match one:
        case Path():
            out[step + one.initial, :, some] = now
        case Sum():
            counted = some.stop if one.runs is None else min(one.runs, some.stop)
            _add(out[step], now[:, : max(0, counted - some.start)], some)
        case Weighted():
            out[:, some] += one.weights[step][:, None] * now
        case Last() if last:
            out[:, some] = now
        case LastSum() if last:
            _add(out, now, some)


def _add(accumulators: Floats, now: Floats, some: slice) -> None:
    """Add (column, run) numbers, run r to accumulator r % 8, in the order of the runs."""
    if some.start % ACCUMULATORS:
        raise ValueError("runs are added in whole blocks")
    for run in range(0, now.shape[1], ACCUMULATORS):
        block = now[:, run : run + ACCUMULATORS]
        accumulators[:, : block.shape[1]] += block
