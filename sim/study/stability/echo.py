"""The echo of a shock: how much likelier escalation is, month by month, and for how long.

Unlike the next-generation matrix the echo holds everything: reactions to reactions, and the calm
of months that look quiet because the shock has raised what is expected.
"""

from dataclasses import dataclass

import numpy as np

from sim.binding import Case
from sim.kernel.arrays import Floats, Ints
from sim.study.stability.aftermath import follow, likely, likely_deeds


@dataclass(frozen=True)
class Echo:
    """How many more escalatory actions than usual there are 1, 2, ... steps after a shock."""

    excess: tuple[float, ...]

    @property
    def peak(self) -> int:
        """Steps after the shock at which it is felt most."""
        return int(np.argmax(self.excess)) + 1

    @property
    def half_life(self) -> float | None:
        """Steps from the peak until half of it is gone; None if that lies past the horizon."""
        return self._falls_to(max(self.excess) / 2.0)

    @property
    def over(self) -> float | None:
        """Steps from the shock until escalation is no likelier than usual; None likewise."""
        left = self._falls_to(0.0)
        return None if left is None else self.peak + left

    def _falls_to(self, level: float) -> float | None:
        """Steps from the peak to the first crossing of a level, between steps along a line."""
        tail = np.array(self.excess[self.peak - 1 :])
        below = np.flatnonzero(tail <= level)
        if tail[0] <= 0.0 or not len(below):
            return None
        at = int(below[0])
        return at - 1 + float((tail[at - 1] - level) / (tail[at - 1] - tail[at]))


def echo(case: Case, drawn: Floats, actions: Ints, mix: Floats) -> Echo:
    """The echo of one action drawn from a (action,) mix, at rest; ``drawn`` is (1, value)."""
    after = follow(case, drawn, actions, likely_deeds(case, actions), heeded=True)
    more = (after.difference(chance)[0].sum(axis=1) for chance in likely(after.kept)[1:])
    return Echo(tuple(float((each * mix).sum()) for each in more))
