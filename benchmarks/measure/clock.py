"""What every probe shares: the shortest of several tries, and how its figure is handed over.

A probe is a script that runs on either side: it imports ``sim`` from the tree that is measured, and
prints one figure as its last line.
"""

import time
from collections.abc import Callable

STEPS = 18  # months, as `lethal_aid` has


def shortest(
    work: Callable[[], object], tries: int = 3, clock: Callable[[], float] = time.process_time
) -> float:
    """Seconds of the fastest of some tries, after one that warms up."""
    work()
    return min(_seconds(work, clock) for _ in range(tries))


def _seconds(work: Callable[[], object], clock: Callable[[], float]) -> float:
    began = clock()
    work()
    return clock() - began


def tell(figure: float) -> None:
    print(repr(figure))
