"""Which engine runs: the compiled one where a compiler was found, else numpy."""

from sim.kernel.engine import compiled, library, vectors
from sim.kernel.engine.bench import Bench
from sim.kernel.engine.keep import Kept
from sim.kernel.engine.stepping import Foresee, stepped
from sim.kernel.engine.task import Task
from sim.kernel.program import Program


def bench(program: Program, runs: int) -> Bench:
    """Runs to be stepped by hand."""
    found = library.find()
    if found is None:
        return vectors.Bench(program, runs)
    return compiled.Bench(program, runs, found)


def roll(task: Task, foresee: Foresee | None = None) -> Kept:
    """Whole runs, and of them what the task keeps.

    ``foresee`` is asked before every step, so such runs are made a step at a time.
    """
    if foresee is not None:
        return _foreseen(task, foresee)
    found = library.find()
    return vectors.roll(task) if found is None else compiled.roll(task, found)


def _foreseen(task: Task, foresee: Foresee) -> Kept:
    kept = {name: one.made(task.steps, task.runs) for name, one in task.keep.items()}
    stepped(task, slice(0, task.runs), kept, bench(task.program, task.runs), foresee)
    return kept
