"""R at its highest right after an event: a few runs, looked at as soon as its script is over."""

from dataclasses import dataclass

import numpy as np

from sim.binding import Case
from sim.kernel.arrays import Floats
from sim.kernel.state import State
from sim.study.stability.aftermath import escalatory_actions, take
from sim.study.stability.reproduction import next_generation, radii

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
    drawn = case.values.quantile(case.values.uniforms(seed, 0, runs))
    states = _states(case, seed, runs, sorted({min(steps, last + look) for look in LOOKS}))

    def look(step: int, some: slice) -> Floats:
        return radii(next_generation(case, drawn[some], actions, take(states[step], some)))

    heights = {step: look(step, slice(SCOUTS)) for step in states}
    step = max(heights, key=lambda at: (heights[at].mean(), -at))
    return Peak(step, np.concatenate([heights[step], look(step, slice(SCOUTS, runs))]))


def _states(case: Case, seed: int, runs: int, at: list[int]) -> dict[int, State]:
    luck = case.luck(seed, 0, runs, at[-1])
    rolled = case.roll(luck, case.batch(luck.values))
    return {moment.step: moment.after for moment in rolled if moment.step in at}
