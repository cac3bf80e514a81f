"""Observables on a batch: what a test of the scorecard reads off every run.

Acts are counted by their chances, not by deeds: the same expectation with far less noise. So is
reaching a level of a posture: by the chance of the moves that lead there, until it is reached. So
is a stake: what each act does to a party, times its chance.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from sim.binding import Case, Names
from sim.binding.directions import SYMBOLS
from sim.binding.luck import Luck
from sim.kernel.arrays import Floats
from sim.kernel.engine.keep import Keep, Kept, Path, Weighted
from sim.kernel.laws import Batch
from sim.study.stake import impacts, stakes
from sim.world import World
from sim.world.scorecard import ACTS, Observable, Observed, acts_of


@dataclass(frozen=True)
class Gauge:
    """An observable bound to the arrays of a world, from step ``start`` to step ``end``.

    ``columns`` are pairs, theatres, actions or parties, or the one posture; ``movers`` are the
    actions that bring the posture to ``level`` or beyond. ``free`` (step − 1, action) is 1 where
    the actor decides in both arms of the comparison.
    """

    observed: Observed
    columns: tuple[int, ...]
    start: int
    end: int
    free: Floats
    level: int = 0
    movers: tuple[int, ...] = ()

    def needs(self, case: Case, steps: int) -> dict[str, Keep]:
        """What must be kept of ``steps`` steps to read it."""
        if self.observed == "posture":
            movers = list(self.movers)
            return {
                "level": Path(case.slots("posture", [self.columns[0]]), initial=True),
                "chance": Path(case.slots("chance", movers)),
                "taken": Path(case.slots("taken", movers), np.int8),
            }
        if self.observed == "stake":
            return self._met(case, steps)
        columns, weights = list(self.columns), np.zeros((steps, len(self.columns)))
        window = slice(self.start - 1, self.end)
        acts = self.observed in ACTS
        weights[window] = self.free[window][:, columns] if acts else 1.0
        symbol = "chance" if acts else SYMBOLS[self.observed]
        return {"sum": Weighted(case.slots(symbol, columns), weights)}

    def read(self, case: Case, kept: Kept) -> Floats:
        """(run,) what is read, from what :meth:`needs` has asked for."""
        if self.observed == "posture":
            return self._passed(case, kept)
        if self.observed == "stake":
            return self._stake(case, kept)
        total: Floats = np.add.accumulate(kept["sum"])[-1]
        if self.observed in ACTS:
            return total
        return total / (len(self.columns) * (self.end - self.start + 1))

    def _met(self, case: Case, steps: int) -> dict[str, Keep]:
        """Impacts, and how often acts are done: by chance where actors decide, else by deed."""
        found = impacts(case, self.columns)
        window = slice(self.start - 1, self.end)
        free = self.free[window, found.acts]
        chosen, scripted = np.zeros((2, steps, len(found.acts)))
        chosen[window], scripted[window] = free, 1.0 - free
        return {
            "impact": found.keep,
            "chosen": Weighted(case.slots("chance", found.acts), chosen),
            "scripted": Weighted(case.slots("taken", found.acts), scripted),
        }

    def _stake(self, case: Case, kept: Kept) -> Floats:
        """(run,) the stake of all its parties."""
        did = kept["chosen"] + kept["scripted"]
        met = stakes(impacts(case, self.columns), kept["impact"], did, self.columns)
        total: Floats = met.sum(axis=0)
        return total

    def _passed(self, case: Case, kept: Kept) -> Floats:
        """(run,) the chance of standing at the level at some time in the window."""
        window = slice(self.start - 1, self.end)
        there = kept["level"][window, 0] >= self.level  # before each step
        met = np.logical_or.accumulate(there)  # before it, in the window
        met[0] = False
        movers = list(self.movers)
        free = np.array([case.free(t)[movers] for t in range(self.start, self.end + 1)])[:, :, None]
        moves = kept["chance"][window] * free + kept["taken"][window] * (1.0 - free)
        passage = np.where(there, 1.0, np.minimum(1.0, moves.sum(axis=1)))
        chance: Floats = (passage * ~met).sum(axis=0)
        return chance


def readings(case: Case, gauges: Sequence[Gauge], luck: Luck, batch: Batch | None = None) -> Floats:
    """(gauge, run) what every gauge reads of the runs of a case."""
    needs = [gauge.needs(case, len(luck.steps)) for gauge in gauges]
    keep = {(g, name): one for g, own in enumerate(needs) for name, one in own.items()}
    kept = case.keep(luck, {f"{g} {name}": one for (g, name), one in keep.items()}, batch)
    return np.array(
        [
            gauge.read(case, {name: kept[f"{g} {name}"] for name in own})
            for g, (gauge, own) in enumerate(zip(gauges, needs, strict=True))
        ]
    )


def gauge(
    item: Observable, world: World, names: Names, window: tuple[int, int], free: Floats
) -> Gauge:
    """Bind an observable to the columns of a world's arrays."""
    axis, named = {
        "tension": (names.theatres, item.objects),
        "posture": (names.postures, item.objects),
        "stake": (names.parties, item.objects),
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
