"""The jackknife: how unsure an estimate is, by what it is without each part (Tukey 1958)."""

from collections.abc import Iterable

import numpy as np

from sim.kernel.arrays import Floats, Ints

GROUPS = 20  # of draws left out in turn


def groups(draws: int) -> list[Ints]:
    """The draws in :data:`GROUPS` groups, or each by itself where there are fewer."""
    return np.array_split(np.arange(draws), min(GROUPS, draws))


def variance(left: Iterable[Floats]) -> Floats:
    """The variance of an estimate, of its values with each of n parts left out.

    (n − 1)/n Σ (value − mean)²
    """
    found = np.array(list(left))
    count = len(found)
    spread: Floats = (count - 1) / count * ((found - found.mean(axis=0)) ** 2).sum(axis=0)
    return spread
