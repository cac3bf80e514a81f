"""Run-steps a CPU-second of pairs of runs with everything that is recorded of them."""

from clock import STEPS, shortest, tell
from paired import pairs

RUNS = 1000

tell(2 * RUNS * STEPS / shortest(lambda: pairs(RUNS, STEPS)))
