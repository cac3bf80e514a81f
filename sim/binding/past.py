"""What is known of the months before a question: scripted, barred, or drawn, up to its first step.

The months of a history are run from the reference as any others, each run with its own values and
luck. What they leave behind is where the question begins: memory, expectation, postures, threats,
capabilities and pace carry on. The reference for departures stays.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace

import numpy as np

from sim.binding.names import Names
from sim.binding.script import directions, script_of
from sim.binding.values import ValueTable
from sim.kernel.arrays import Floats
from sim.kernel.engine import run
from sim.kernel.engine.keep import Keep, Last
from sim.kernel.engine.stepping import Foresee
from sim.kernel.engine.task import Task
from sim.kernel.frame import Bar, Frame
from sim.kernel.laws import Batch, Laws
from sim.kernel.program import Program
from sim.kernel.state import SYMBOLS, State
from sim.kernel.step import Script
from sim.world import World
from sim.world.paths import formerly

ASKED = ("clock", "begun", "due", "done", "noted")
"""What counts from the first step of the question, whatever was before."""

Left = Mapping[str, Floats]
"""Symbol of the laws -> (column, run), as an engine takes a state to start from."""

Ahead = Callable[[Batch, Program], Foresee | None]


@dataclass(frozen=True)
class Era:
    """A time of the history, to step ``last``, in which some values were otherwise: column of the
    value table -> that of what stood in its place."""

    last: int
    values: Mapping[int, int]


@dataclass(frozen=True)
class Past:
    """So many ``steps`` before the first of the question. ``eras`` are in order and leave out the
    last one, whose values are those of the question."""

    steps: int = 0
    script: Mapping[int, Script] = field(default_factory=dict)
    bars: tuple[Bar, ...] = ()
    eras: tuple[Era, ...] = ()

    def __bool__(self) -> bool:
        return self.steps > 0

    def __eq__(self, other: object) -> bool:
        """Equal pasts know the same. A script holds arrays, which have no one truth."""
        if not isinstance(other, Past):
            return NotImplemented
        mine, theirs = (
            (one.steps, {t: s.taken.tolist() for t, s in one.script.items()}, one.bars, one.eras)
            for one in (self, other)
        )
        return mine == theirs

    def left(self, frame: Frame, batch: Batch, luck: Floats, ahead: Ahead) -> Left:
        """What it leaves behind of the runs of a batch. ``luck`` is (step, draw, run)."""
        known = self.under(frame)
        laws = Laws(known, batch.laws.words, batch.laws.off)
        state: Left = {}
        first = 1
        lasts = (*(era.last for era in self.eras), self.steps)
        for last, values in zip(lasts, (*batch.before, batch.values), strict=True):
            own = Batch(laws, values)
            state = self._follow(own, luck[first - 1 : last, : known.draws], first, state, ahead)
            first = last + 1
        return state

    def under(self, frame: Frame) -> Frame:
        """The frame of its months: nothing but what is known is scripted in them."""
        return replace(frame, orders=(), bars=self.bars, also_watched=frame.watched)

    def _follow(self, batch: Batch, luck: Floats, first: int, state: Left, ahead: Ahead) -> Left:
        program = batch.laws.program
        keep: dict[str, Keep] = {
            symbol: Last(list(program.slots(symbol).values())) for symbol in SYMBOLS.values()
        }
        task = Task(
            program=program,
            values=batch.values,
            luck=np.ascontiguousarray(luck),
            steps=len(luck),
            keep=keep,
            directions=directions(self.script, batch.laws.frame, len(luck), first),
            state=state,
        )
        return run.roll(task, ahead(batch, program))


def begun(batch: Batch, left: Left) -> State:
    """Where runs stand in the first step of a question, by what the months before have left."""
    rest = batch.start
    found = {
        name: getattr(rest, name) if symbol in ASKED or not left[symbol].size else left[symbol].T
        for name, symbol in SYMBOLS.items()
    }
    return State(**found)


def past_of(world: World, names: Names, frame: Frame, table: ValueTable) -> Past:
    """What a world's history says, as the kernel reads it; nothing where it has none."""
    history = world.history
    if history is None:
        return Past()
    action = {name: k for k, name in enumerate(names.actions)}
    bars = [
        Bar((action[name],), first=first, last=last)
        for name, steps in history.without.items()
        for first, last in _stretches(steps)
    ]
    eras = tuple(
        Era(last, {table.column(path): table.column(formerly(path, n)) for path in values})
        for n, (last, values) in enumerate(world.eras)
    )
    deeds = ((deed.step, deed.action) for deed in history.deeds)
    return Past(world.known, script_of(deeds, names, frame), tuple(bars), eras)


def _stretches(steps: frozenset[int]) -> list[tuple[int, int]]:
    """Steps as the first and the last of each row of consecutive ones."""
    found: list[tuple[int, int]] = []
    for step in sorted(steps):
        if found and found[-1][1] == step - 1:
            found[-1] = (found[-1][0], step)
        else:
            found.append((step, step))
    return found
