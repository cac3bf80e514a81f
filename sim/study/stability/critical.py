"""The precision λ at which R crosses 1: how much more sharply actors would have to respond."""

from dataclasses import dataclass

import numpy as np

from sim.binding import Case
from sim.kernel.arrays import Floats, Ints
from sim.study.stability.reproduction import next_generation, radii

LOWEST, HIGHEST = 1 / 8, 8.0  # multipliers between which the crossing is sought
COARSE = 9  # multipliers tried first, in equal ratios
FINE = 5  # multipliers tried in each narrowing of the bracket
NARROWINGS = 4  # the bracket shrinks fourfold each time


@dataclass(frozen=True)
class Crossing:
    """Where R, as a function of a common multiplier of every actor's λ, first reaches 1.

    ``multiplier`` is None if R is below 1 at every multiplier tried, or at 1 or above already at
    the lowest; ``lowest`` and ``highest`` are R at the two ends.
    """

    multiplier: float | None
    lowest: float
    highest: float


def crossing(case: Case, drawn: Floats, actions: Ints) -> Crossing:
    """Bracket the first crossing, narrow it, and cut it by a line; ``drawn`` is (1, value)."""
    tried = np.geomspace(LOWEST, HIGHEST, COARSE)
    found = _at(case, drawn, actions, tried)
    ends = float(found[0]), float(found[-1])
    if found[0] >= 1.0 or found.max() < 1.0:
        return Crossing(None, *ends)
    for _ in range(NARROWINGS):
        above = int(np.argmax(found >= 1.0))
        tried = np.linspace(tried[above - 1], tried[above], FINE)
        found = _at(case, drawn, actions, tried)
    above = int(np.argmax(found >= 1.0))
    rise = (1.0 - found[above - 1]) / (found[above] - found[above - 1])
    return Crossing(float(tried[above - 1] + rise * (tried[above] - tried[above - 1])), *ends)


def precisions(case: Case) -> Ints:
    """The columns of every actor's λ among the values."""
    return case.columns["precision"][: case.frame.actors]


def _at(case: Case, drawn: Floats, actions: Ints, multipliers: Floats) -> Floats:
    """(multiplier,) R with every λ multiplied."""
    table = np.repeat(drawn, len(multipliers), axis=0)
    table[:, precisions(case)] *= multipliers[:, None]
    return radii(next_generation(case, table, actions))
