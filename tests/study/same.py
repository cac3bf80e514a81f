"""Whether two ensembles are the same to the bit."""

import numpy as np

from sim.study.ensemble.grow import Grown


def same(one: Grown, other: Grown) -> bool:
    """The same sums, counts and whole histories."""
    parts, others = one.tally.parts(), other.tally.parts()
    kept, others_kept = one.kept.arrays, other.kept.arrays
    return all(np.array_equal(parts[name], others[name]) for name in parts) and all(
        np.array_equal(kept[name], others_kept[name]) for name in kept
    )
