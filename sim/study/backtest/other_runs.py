"""What other runs might have said: the Bayesian bootstrap of runs (Rubin 1981).

Runs are weighed one by one, or in so many groups of neighbours where there are more.
"""

import numpy as np

from sim.kernel.arrays import Floats, Ints
from sim.kernel.streams import stream_key

GROUPS = 100


def groups(runs: int) -> Ints:
    """(run,) the group of each run."""
    return np.arange(runs) * min(runs, GROUPS) // runs


def sizes(runs: int) -> Floats:
    """(group,) how many runs each has."""
    return np.bincount(groups(runs)).astype(np.float64)


def gathered(per_run: Floats) -> Floats:
    """(run, ...) figures as sums of groups, (group, ...)."""
    runs = len(per_run)
    found = np.zeros((min(runs, GROUPS), *per_run.shape[1:]))
    np.add.at(found, groups(runs), per_run)
    return found


def weights(runs: int, draws: int, seed: int) -> Floats:
    """(draw, group) how much a run of each group counts, on average once."""
    key = np.array([seed, stream_key("backtest/runs")], dtype=np.uint64)
    drawn = np.random.Generator(np.random.Philox(key=key))
    found = drawn.standard_exponential((draws, min(runs, GROUPS)))
    total = np.einsum("dg,g->d", found, sizes(runs))
    return np.asarray(found * (runs / total)[:, None])
