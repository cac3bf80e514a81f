"""Indicators on a batch: which runs met which condition, step by step."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from sim.binding import Case, Names
from sim.kernel.arrays import Bools, Floats
from sim.kernel.engine.keep import Keep, Kept, Path
from sim.kernel.state import State
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

    def counted(self, chosen: Floats) -> Floats:
        """(run,) how often the watched action was chosen in this step."""
        return chosen[:, self.column]

    def met(self, now: State, start: State) -> Bools:
        """(run,) whether the state meets the condition."""
        level, first = _level(self, now), _level(self, start)
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


SYMBOLS = {
    "alignment": "a",
    "tension": "e",
    "posture": "posture",
    "assurance": "r",
    "dependence": "d",
    "action": "taken",
}
"""What an indicator watches -> its symbol in the laws."""


def needs(watches: tuple[Watch, ...], case: Case) -> dict[str, Keep]:
    """What must be kept of runs to tell which indicators came true."""
    return {
        f"watch {watch.indicator.id}": Path(
            case.slots(SYMBOLS[watch.indicator.subject], [watch.column]),
            initial=watch.indicator.subject != "action",
        )
        for watch in watches
    }


def hits(watches: tuple[Watch, ...], case: Case, kept: Kept, steps: int) -> Bools:
    """(run, indicator) whether the condition held, or the action was chosen often enough.

    ``kept`` holds what :func:`needs` asks for.
    """
    return np.stack([_hit(watch, case, kept, steps) for watch in watches], axis=1)


def _hit(watch: Watch, case: Case, kept: Kept, steps: int) -> Bools:
    first, last = watch.window(steps)
    path = kept[f"watch {watch.indicator.id}"][:, 0]
    window = range(first, last + 1)
    if watch.indicator.subject == "action":
        free = np.array([case.free(t)[watch.column] for t in window])
        chosen = (path[first - 1 : last] * free[:, None]).sum(axis=0)
        return np.asarray(chosen >= watch.threshold)
    return np.asarray(_meets(watch, path[first : last + 1], path[0]).any(axis=0))


def _meets(watch: Watch, level: Floats, start: Floats) -> Bools:
    """(step, run) whether levels meet the condition."""
    name, _ = watch.indicator.condition
    if name == "rises_by":
        return level - start >= watch.threshold
    if name == "falls_by":
        return start - level >= watch.threshold
    return COMPARE[name](level, watch.threshold)


class Watcher:
    """Follows a batch through its steps; ``hits`` (run, indicator) is the answer."""

    def __init__(self, watches: tuple[Watch, ...], start: State, steps: int) -> None:
        self._watches, self._start, self._steps = watches, start, steps
        self._count = np.zeros((start.runs, len(watches)))

    def see(self, step: int, chosen: Floats, after: State) -> None:
        """Take in a step: what was chosen (run, action), not scripted, and the state after it."""
        for column, watch in enumerate(self._watches):
            if not watch.open(step, self._steps):
                continue
            if watch.indicator.subject == "action":
                self._count[:, column] += watch.counted(chosen)
            else:
                self._count[:, column] += watch.met(after, self._start)

    @property
    def hits(self) -> Bools:
        """(run, indicator) whether the condition held, or the action was chosen often enough."""
        needed = [
            watch.threshold if watch.indicator.subject == "action" else 1.0
            for watch in self._watches
        ]
        return self._count >= np.array(needed)


def watches(indicators: tuple[Indicator, ...], world: World, names: Names) -> tuple[Watch, ...]:
    """Bind indicators to the columns of a world's arrays."""
    return tuple(_watch(indicator, world, names) for indicator in indicators)


def _watch(indicator: Indicator, world: World, names: Names) -> Watch:
    axis = {
        "action": names.actions,
        "tension": names.theatres,
        "posture": names.postures,
    }.get(indicator.subject, names.pairs)
    _, value = indicator.condition
    if indicator.subject == "posture":
        value = world.postures[indicator.object].levels.index(str(value))
    return Watch(indicator, axis.index(indicator.object), float(value))


def _level(watch: Watch, s: State) -> Floats:
    arrays: dict[str, NDArray[Any]] = {
        "alignment": s.alignment,
        "tension": s.tension,
        "posture": s.posture,
        "assurance": s.assurance,
        "dependence": s.dependence,
    }
    return np.asarray(arrays[watch.indicator.subject][:, watch.column], dtype=np.float64)
