"""How many times faster two workers are than one, on the clock."""

import time

from clock import STEPS, shortest, tell
from paired import pairs

RUNS = 4000


def seconds(workers: int) -> float:
    return shortest(lambda: pairs(RUNS, STEPS, workers), tries=2, clock=time.perf_counter)


if __name__ == "__main__":  # a process that is started anew reads this file again
    tell(seconds(1) / seconds(2))
