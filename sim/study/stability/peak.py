"""R at its highest right after an event: a few runs, looked at as soon as its script is over."""

from dataclasses import dataclass

import numpy as np

from sim.binding import Case
from sim.kernel.arrays import Floats
from sim.study.stability.aftermath import escalatory_actions, take
from sim.study.stability.reproduction import next_generation, radii
from sim.study.stability.states import states_at

LOOKS = (0, 1)  # steps after the last scripted one: later R hardly rises any more
SCOUTS = 3  # runs that find out in which of them R is higher; all the others are looked at there


@dataclass(frozen=True)
class Peak:
    """R of several runs of a scenario, each with its own values, after step ``step``."""

    step: int
    draws: Floats  # (run,)

    @property
    def mean(self) -> float:
        """Its mean over runs."""
        return float(self.draws.mean())

    @property
    def above(self) -> float:
        """The share of runs in which it is 1 or more."""
        return float((self.draws >= 1.0).mean())


def peak(case: Case, seed: int, runs: int, last: int, steps: int) -> Peak:
    """R of the first ``runs`` runs after step ``last`` or the next, where it is higher to scouts.

    The runs are those of ``sim run``: ``sim diagnose`` follows them over the whole course.
    """
    actions = escalatory_actions(case)
    luck = case.luck(seed, 0, runs, min(steps, last + max(LOOKS)))
    drawn = case.values.quantile(luck.values)
    states = states_at(case, luck, sorted({min(steps, last + look) for look in LOOKS}))

    def look(step: int, some: slice) -> Floats:
        return radii(next_generation(case, drawn[some], actions, take(states[step], some)))

    heights = {step: look(step, slice(SCOUTS)) for step in states}
    step = max(heights, key=lambda at: (heights[at].mean(), -at))
    return Peak(step, np.concatenate([heights[step], look(step, slice(SCOUTS, runs))]))
