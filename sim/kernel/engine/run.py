"""Which engine runs: the compiled one where a compiler was found, else numpy."""

from sim.kernel.engine import compiled, vectors
from sim.kernel.engine.bench import Bench
from sim.kernel.engine.build import HERE, LIBRARY
from sim.kernel.engine.keep import Kept
from sim.kernel.engine.stepping import Foresee, stepped
from sim.kernel.engine.task import Task
from sim.kernel.program import Program


def bench(program: Program, runs: int) -> Bench:
    """Runs to be stepped by hand."""
    library = compiled.library()
    if library is None:
        return vectors.Bench(program, runs)
    return compiled.Bench(program, runs, library)


def roll(task: Task, foresee: Foresee | None = None) -> Kept:
    """Whole runs, and of them what the task keeps.

    ``foresee`` is asked before every step, so such runs are made a step at a time.
    """
    if foresee is not None:
        return _foreseen(task, foresee)
    library = compiled.library()
    return vectors.roll(task) if library is None else compiled.roll(task, library)


def _foreseen(task: Task, foresee: Foresee) -> Kept:
    kept = {name: one.made(task.steps, task.runs) for name, one in task.keep.items()}
    stepped(task, slice(0, task.runs), kept, bench(task.program, task.runs), foresee)
    return kept


INSTRUCTIONS = {2: "the plain instructions", 4: "AVX2", 8: "AVX-512"}


def named() -> str:
    """Which engine runs, and why, in words."""
    library = compiled.library()
    if library is not None:
        return f"compiled, {library.lane} runs at a time ({INSTRUCTIONS[library.lane]})"
    if compiled.built() is not None:
        return f"numpy, as {compiled.ENVIRONMENT} says"
    if (HERE / LIBRARY).exists():
        return "numpy: the compiled engine is of another version, install again"
    return "numpy: no C compiler was found when it was installed"
