"""Skill over a list of items: which other items and other runs might have been drawn."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from sim.kernel.arrays import Floats
from sim.kernel.streams import stream_key
from sim.results.backtest import Skill
from sim.results.timeline import FEWEST_ITEMS
from sim.study.backtest.scores import Measure, judged


@dataclass(frozen=True)
class Told:
    """What a scenario and, second, its baseline said of the scored items, and what came."""

    names: tuple[str, ...]
    said: tuple[Floats, Floats]  # (item,) probabilities
    others: tuple[Floats, Floats]  # (draw, item) probabilities that other runs might have given
    came: Floats  # (item,) 1 where it happened

    def losses(self, measure: Measure) -> tuple[Floats, Floats]:
        """(item,) the losses of either."""
        ours, theirs = self.said
        return measure(ours, self.came), measure(theirs, self.came)

    def means(self, measure: Measure) -> tuple[float, float]:
        """The scores of either."""
        ours, theirs = self.losses(measure)
        return float(ours.mean()), float(theirs.mean())

    def skill(self, measure: Measure, rival: str, seed: int) -> Skill:
        """The skill with its ranges: every draw takes other items, and other runs."""
        ours, theirs = self.means(measure)
        key = np.array([seed, stream_key("timeline/items")], dtype=np.uint64)
        drawn = np.random.Generator(np.random.Philox(key=key))
        rows = drawn.integers(0, len(self.came), size=self.others[0].shape)
        sums = [
            np.take_along_axis(measure(other, self.came), rows, axis=1).sum(axis=1)
            for other in self.others
        ]
        units = len(self.came)
        found = np.asarray(1.0 - sums[0] / sums[1])
        return judged(rival, 1.0 - ours / theirs, found, units=units, fewest=FEWEST_ITEMS)

    def least(self, measure: Measure) -> tuple[str, float] | None:
        """The item that the skill hangs on most and the skill without it; None for a single one."""
        if len(self.names) == 1:
            return None
        ours, theirs = (loss.sum() - loss for loss in self.losses(measure))
        skills = 1.0 - ours / theirs
        at = int(np.argmin(skills))
        return self.names[at], float(skills[at])


def apart(others: Sequence[Floats], level: float) -> list[bool]:
    """For each item, whether the arms differ by more than other runs might make them differ."""
    tails = [(1.0 - level) / 2.0, (1.0 + level) / 2.0]
    low, high = np.quantile(others[0] - others[1], tails, axis=0)
    return [bool(one) for one in (low > 0.0) | (high < 0.0)]
