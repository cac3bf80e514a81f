"""What is fixed in which step, for sure."""

from collections.abc import Iterable, Mapping

import numpy as np

from sim.binding.names import Names
from sim.kernel.arrays import Bools, Floats
from sim.kernel.engine.task import NO_ROW, Directions
from sim.kernel.frame import Frame
from sim.kernel.step import Script


def script_of(deeds: Iterable[tuple[int, str]], names: Names, frame: Frame) -> dict[int, Script]:
    """Step -> what is fixed in it, of deeds as (step, action)."""
    action = {name: k for k, name in enumerate(names.actions)}
    taken: dict[int, Floats] = {}
    for step, name in deeds:
        row = taken.setdefault(step, np.zeros(frame.actions))
        row[action[name]] = 1.0
    return {step: Script(row, occupied(row, frame)) for step, row in taken.items()}


def occupied(taken: Floats, frame: Frame) -> Bools:
    """(line,) the lines that (action,) deeds take out of their actors' hands."""
    found = np.zeros(len(frame.lines), dtype=np.bool_)
    found[[frame.acts[k].line for k in np.flatnonzero(taken > 0.0)]] = True
    return found


def directions(
    script: Mapping[int, Script], frame: Frame, steps: int, first_step: int = 1
) -> Directions:
    """The script of so many steps, from ``first_step`` on, as an engine reads it."""
    scripted = sorted(script)
    row = np.full(steps, NO_ROW, dtype=np.int32)
    for n, at in enumerate(scripted):
        if first_step <= at < first_step + steps:
            row[at - first_step] = n
    free = [1.0 - script[at].occupied for at in scripted]
    taken = [script[at].taken for at in scripted]
    return Directions(
        row,
        np.array(free, dtype=np.float64).reshape(-1, len(frame.lines)),
        np.array(taken, dtype=np.float64).reshape(-1, frame.actions),
    )
