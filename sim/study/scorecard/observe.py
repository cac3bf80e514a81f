"""Observables on a batch: what a test of the scorecard reads off every run.

Acts are counted by their chances, not by deeds: the same expectation with far less noise. So is
reaching a level of a posture: by the chance of the moves that lead there, until it is reached.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from sim.binding import Case, Names
from sim.kernel.arrays import Floats
from sim.kernel.state import State
from sim.kernel.step import Moment
from sim.world import World
from sim.world.acts import acts_of
from sim.world.scorecard import ACTS, Observable, Observed


@dataclass(frozen=True)
class Gauge:
    """An observable bound to the arrays of a world, from step ``start`` to step ``end``.

    ``columns`` are pairs, theatres or actions, or the one posture; ``movers`` are the actions that
    bring the posture to ``level`` or beyond. ``free`` (step − 1, action) is 1 where the actor
    decides in both arms of the comparison.
    """

    observed: Observed
    columns: tuple[int, ...]
    start: int
    end: int
    free: Floats
    level: int = 0
    movers: tuple[int, ...] = ()

    def read(self, case: Case, moment: Moment, reached: Floats) -> Floats:
        """(run,) what one step of the window adds.

        ``reached`` (run,) is 1 where a posture has stood at the level in the window before.
        """
        chance = moment.odds.probability
        if self.observed in ACTS:
            return _sum(chance * self.free[moment.step - 1], self.columns)
        if self.observed == "posture":
            decided = case.free(moment.step)
            moves = chance * decided + moment.taken * (1.0 - decided)
            there = moment.before.posture[:, self.columns[0]] >= self.level
            passage = np.where(there, 1.0, np.minimum(1.0, _sum(moves, self.movers)))
            return np.asarray(passage * (1.0 - reached))
        share = len(self.columns) * (self.end - self.start + 1)
        return _sum(_levels(self.observed, moment.after), self.columns) / share


class Readings:
    """Adds up what every gauge reads; ``total`` (gauge, run) is the answer after the last step."""

    def __init__(self, case: Case, gauges: Sequence[Gauge], runs: int) -> None:
        self._case, self._gauges = case, gauges
        self.total = np.zeros((len(gauges), runs))
        self._reached = np.zeros((len(gauges), runs))

    def see(self, moment: Moment) -> None:
        """Take in a step."""
        for g, gauge in enumerate(self._gauges):
            if gauge.start <= moment.step <= gauge.end:
                self.total[g] += gauge.read(self._case, moment, self._reached[g])
                if gauge.observed == "posture":
                    for state in (moment.before, moment.after):
                        there = state.posture[:, gauge.columns[0]] >= gauge.level
                        self._reached[g] = np.maximum(self._reached[g], there)


def gauge(
    item: Observable, world: World, names: Names, window: tuple[int, int], free: Floats
) -> Gauge:
    """Bind an observable to the columns of a world's arrays."""
    axis, named = {
        "tension": (names.theatres, item.objects),
        "posture": (names.postures, item.objects),
        **{acts: (names.actions, acts_of(item, world.actions)) for acts in ACTS},
    }.get(item.observed, (names.pairs, item.objects))
    level = 0
    movers: tuple[int, ...] = ()
    if item.observed == "posture":
        levels = world.postures[item.objects[0]].levels
        level = levels.index(str(item.at_least))
        movers = _movers(world, names, item.objects[0], levels[level:])
    columns = tuple(axis.index(name) for name in named)
    return Gauge(item.observed, columns, *window, free, level, movers)


def _movers(world: World, names: Names, posture: str, levels: Iterable[str]) -> tuple[int, ...]:
    wanted = set(levels)
    return tuple(
        k
        for k, name in enumerate(names.actions)
        if world.actions[name].moves.get(posture) in wanted
    )


def _levels(observed: Observed, s: State) -> Any:
    arrays: Mapping[Observed, Any] = {
        "alignment": s.alignment,
        "assurance": s.assurance,
        "dependence": s.dependence,
        "tension": s.tension,
    }
    return arrays[observed]


def _sum(values: Any, columns: Iterable[int]) -> Floats:
    """(run,) the sum of some columns, always in the same order."""
    total = np.zeros(len(values))
    for column in columns:
        total += values[:, column]
    return total
