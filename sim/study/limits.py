"""How much may be asked of each study: checked before any work, by library and commands."""

import os

from sim.kernel.asked import SEED, STEPS, Whole

WORKERS = Whole("workers", 1, 64)
RUNS = Whole("runs", 1, 10_000_000)
EXPLAINED = Whole("runs", 1, 100_000)  # pairs of runs that are repeated
DIAGNOSED = Whole("draws", 1, 10_000)
JUDGED = Whole("draws", 20, 1_000_000)  # of the values, for the claims
SCORED = Whole("runs", 20, 1_000_000)  # of a backtest
MEASURED = Whole("runs", 20, 10_000)  # of each arm, for the known faults: all are held at once
DISCOVERED = Whole("runs", 200, 65_536)  # in which a box is looked for
TRAJECTORIES = Whole("trajectories", 2, 200)
SAMPLES = Whole("samples", 2, 65_536)
POINT_RUNS = Whole("runs_per_point", 2, 10_000)
TOP = Whole("top", 1, 100)


def check_asked(*, seed: object = 0, workers: object = 1, steps: object = None) -> None:
    """Refuse what no study can do. Raises ``ValueError`` that says what would be right."""
    SEED.check(seed)
    WORKERS.check(workers)
    if steps is not None:
        STEPS.check(steps)


def threads(asked: int | None) -> int:
    """How many threads to start: as asked, else one for each core that this process may use."""
    return cores() if asked is None else asked


def cores() -> int:
    """How many cores this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return min(WORKERS.high, len(os.sched_getaffinity(0)))
    return min(WORKERS.high, os.cpu_count() or 1)
