"""Probabilities as shares of runs, (k + 1/2) / (n + 1), and how far more runs might move them.

Other runs are drawn with half a run added to either side, so that each share has its Jeffreys
posterior Beta(k + 1/2, n − k + 1/2) also where no run or every run has a hit. Scenario and baseline
share their luck, run by run, and so do their weights here: equal arms stay equal.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from sim.binding import Case
from sim.binding.watch import by_step, needs, watches
from sim.kernel.arrays import Floats
from sim.kernel.streams import stream_key
from sim.study.backtest.other_runs import gathered, weights
from sim.study.progress import Progress, untold
from sim.world import World
from sim.world.indicator import Indicator

CHUNK = 1000  # runs rolled together


@dataclass(frozen=True)
class Chances:
    """Hits of one arm."""

    by_step: Floats  # (step, item) probability that it has come true by then
    hits: Floats  # (group of runs, item) in how many it has by the end
    runs: int


def chances(
    case: Case,
    world: World,
    watched: Sequence[Indicator],
    last: int,
    runs: int,
    seed: int,
    progress: Progress = untold,
) -> Chances:
    """Roll the runs of an arm through ``last`` steps and count what came true.

    ``progress`` is told how many runs are finished.
    """
    bound = watches(tuple(watched), world, case.names)
    counts, hits = np.zeros((last, len(watched))), []
    for first in range(0, runs, CHUNK):
        luck = case.luck(seed, first, min(CHUNK, runs - first), last)
        come = by_step(bound, case, case.keep(luck, needs(bound, case)))
        counts += come.sum(axis=1)
        hits.append(come[-1])
        progress(min(first + CHUNK, runs))
    ended = gathered(np.concatenate(hits).astype(np.float64))
    return Chances(np.asarray((counts + 0.5) / (runs + 1.0)), ended, runs)


def resampled(arms: Sequence[Chances], draws: int, seed: int) -> list[Floats]:
    """(draw, item) probabilities by the end of each arm, as other runs might have given them."""
    runs, items = arms[0].runs, arms[0].hits.shape[1]
    weight = weights(runs, draws, seed)
    key = np.array([seed, stream_key("timeline/halves")], dtype=np.uint64)
    drawn = np.random.Generator(np.random.Philox(key=key))
    yes, no = drawn.standard_gamma(0.5, (2, draws, items))
    return [
        np.asarray((np.einsum("dg,gi->di", weight, arm.hits) + yes) / (runs + yes + no))
        for arm in arms
    ]
