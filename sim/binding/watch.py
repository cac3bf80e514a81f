"""Indicators on a batch: which runs met which condition, step by step."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from sim.binding.case import Case
from sim.binding.directions import SYMBOLS
from sim.binding.names import Names
from sim.kernel.arrays import Bools, Floats
from sim.kernel.engine.keep import Keep, Kept, Path
from sim.world import World
from sim.world.indicator import Indicator

Compare = Callable[[Floats, float], Bools]

COMPARE: dict[str, Compare] = {
    "at_least": lambda now, bound: now >= bound,
    "at_most": lambda now, bound: now <= bound,
}


@dataclass(frozen=True)
class Watch:
    """One indicator, bound to the arrays of a world."""

    indicator: Indicator
    column: int
    threshold: float

    def symbol(self, case: Case) -> str:
        """What it watches, as a symbol of the laws: of deeds, those that their actors decide."""
        if self.indicator.subject == "action":
            return case.own
        return SYMBOLS[self.indicator.subject]

    def met(self, level: Floats, first: Floats) -> Bools:
        """Whether levels meet the condition; ``first`` is the level at the start."""
        name, _ = self.indicator.condition
        if name == "rises_by":
            return level - first >= self.threshold
        if name == "falls_by":
            return first - level >= self.threshold
        return COMPARE[name](level, self.threshold)

    def window(self, steps: int) -> tuple[int, int]:
        """The first and the last of ``steps`` steps that count."""
        return self.indicator.start or 1, min(self.indicator.end or steps, steps)

    def open(self, step: int, steps: int) -> bool:
        """Whether the step lies in the indicator's window."""
        first, last = self.window(steps)
        return first <= step <= last


Told = Callable[[Watch, Floats, Floats], Bools]


def needs(watches: Sequence[Watch], case: Case, *, ledger: bool = False) -> dict[str, Keep]:
    """What must be kept of runs to tell which indicators came true, and when.

    ``ledger`` says whether the runs are made with the ledger: numbers have other slots then.
    """
    return {
        _name(watch): Path(
            case.slots(watch.symbol(case), [watch.column], ledger=ledger),
            initial=watch.indicator.subject != "action",
        )
        for watch in watches
    }


def hits(watches: Sequence[Watch], case: Case, kept: Kept) -> Bools:
    """(run, indicator) whether the condition held, or the action was chosen often enough.

    ``kept`` holds what :func:`needs` asks for.
    """
    return _of_each(watches, case, kept, _hit)


def by_step(watches: Sequence[Watch], case: Case, kept: Kept) -> Bools:
    """(step − 1, run, indicator) the same by the end of each step."""
    if not watches:
        return hits(watches, case, kept)[None]
    return _of_each(watches, case, kept, _by_step)


def _of_each(watches: Sequence[Watch], case: Case, kept: Kept, told: Told) -> Bools:
    if not watches:
        return np.zeros((next(iter(kept.values())).shape[-1], 0), dtype=np.bool_)
    paths = [kept[_name(each)][:, 0] for each in watches]
    steps = len(paths[0]) - (watches[0].indicator.subject != "action")
    free = np.array([case.free(t) for t in range(1, steps + 1)])
    return np.stack(
        [told(each, path, free) for each, path in zip(watches, paths, strict=True)], axis=-1
    )


def _hit(watch: Watch, path: Floats, free: Floats) -> Bools:
    """(run,) by the end; ``free`` (step − 1, action) is 1 where the actor decides."""
    first, last = watch.window(len(free))
    if watch.indicator.subject == "action":
        chosen = path[first - 1 : last] * free[first - 1 : last, watch.column, None]
        return np.asarray(chosen.sum(axis=0) >= watch.threshold)
    return np.asarray(watch.met(path[first : last + 1], path[0]).any(axis=0))


def _by_step(watch: Watch, path: Floats, free: Floats) -> Bools:
    """(step − 1, run) by the end of each step."""
    counts = np.array([watch.open(t, len(free)) for t in range(1, len(free) + 1)])[:, None]
    if watch.indicator.subject == "action":
        chosen = path * free[:, watch.column, None] * counts
        return np.asarray(np.cumsum(chosen, axis=0) >= watch.threshold)
    met: Bools = np.logical_or.accumulate(watch.met(path[1:], path[0]) & counts, axis=0)
    return met


def _name(watch: Watch) -> str:
    return f"watch {watch.indicator.id}"


def watches(indicators: tuple[Indicator, ...], world: World, names: Names) -> tuple[Watch, ...]:
    """Bind indicators to the columns of a world's arrays."""
    return tuple(_watch(indicator, world, names) for indicator in indicators)


def _watch(indicator: Indicator, world: World, names: Names) -> Watch:
    axis = {
        "action": names.actions,
        "tension": names.theatres,
        "posture": names.postures,
        "credibility": names.threats,
    }.get(indicator.subject, names.pairs)
    _, value = indicator.condition
    if indicator.subject == "posture":
        value = world.postures[indicator.object].levels.index(str(value))
    return Watch(indicator, axis.index(indicator.object), float(value))
