"""How much may be asked of a study: checked before any work, for the library and the commands."""

import os

MAX_RUNS = 10_000_000
MAX_SEED = 2**63 - 1
MAX_STEPS = 600
MAX_WORKERS = 64
LONGEST = 40  # characters of what was given that are told


def check_asked(
    *, runs: object = 1, seed: object = 0, steps: object = None, workers: object = 1
) -> None:
    """Refuse what no study can do. Raises ``ValueError`` that says what would be right."""
    _check("runs", runs, 1, MAX_RUNS)
    _check("seed", seed, 0, MAX_SEED)
    _check("workers", workers, 1, MAX_WORKERS)
    if steps is not None:
        _check("steps", steps, 1, MAX_STEPS)


def threads(asked: int | None) -> int:
    """How many threads to start: as asked, else one for each core that this process may use."""
    return cores() if asked is None else asked


def cores() -> int:
    """How many cores this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return min(MAX_WORKERS, len(os.sched_getaffinity(0)))
    return min(MAX_WORKERS, os.cpu_count() or 1)


def _check(name: str, value: object, low: int, high: int) -> None:
    if isinstance(value, int) and not isinstance(value, bool) and low <= value <= high:
        return
    given = hex(value) if isinstance(value, int) and abs(value) > MAX_SEED else repr(value)
    said = given if len(given) <= LONGEST else f"{given[:LONGEST]}..."
    raise ValueError(f"{name} must be a whole number (int) from {low} to {high}, not {said}")
