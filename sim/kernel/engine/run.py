"""Which engine runs: the compiled one where a compiler was found, else numpy."""

from sim.kernel.engine import compiled, vectors
from sim.kernel.engine.bench import Bench
from sim.kernel.engine.keep import Kept
from sim.kernel.engine.task import Task
from sim.kernel.program import Program


def bench(program: Program, runs: int) -> Bench:
    """Runs to be stepped by hand."""
    library = compiled.library()
    if library is None:
        return vectors.Bench(program, runs)
    return compiled.Bench(program, runs, library)


def roll(task: Task) -> Kept:
    """Whole runs, and of them what the task keeps."""
    library = compiled.library()
    return vectors.roll(task) if library is None else compiled.roll(task, library)


def named() -> str:
    """Which engine runs, in words."""
    library = compiled.library()
    if library is None:
        return "numpy (no compiled engine)"
    return f"compiled, {library.lane} runs to a lane"
