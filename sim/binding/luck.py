"""The draws that runs share, whatever scenario they are run under."""

from dataclasses import dataclass

import numpy as np

from sim.binding.past import Left
from sim.kernel.arrays import Floats


@dataclass(frozen=True)
class Luck:
    """The draws of a batch of runs, to be shared by every arm of a comparison.

    values (run, value), steps and past (step, draw, run) are uniforms; past is that of the months
    of a history, and ``left`` what these leave behind, where that is known already.
    """

    values: Floats
    steps: Floats
    past: Floats | None = None
    left: Left | None = None

    def part(self, start: int, stop: int) -> "Luck":
        """The luck of some of the runs."""
        past = None if self.past is None else self.past[:, :, start:stop]
        left = self.left and {x: rows[:, start:stop] for x, rows in self.left.items()}
        return Luck(self.values[start:stop], self.steps[:, :, start:stop], past, left)

    def tiled(self, times: int) -> "Luck":
        """The courses of the runs so many times over, one lot after another; values stay."""

        def many(drawn: Floats) -> Floats:
            return np.tile(drawn, (1, 1, times))

        past = None if self.past is None else many(self.past)
        return Luck(self.values, many(self.steps), past)
