"""A case: one world under one scenario, ready to run in batches."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property

import numpy as np

from sim.binding.agreement import check_laws
from sim.binding.framing import frame_of, reaching
from sim.binding.names import Names, names_of
from sim.binding.parameters import Columns, columns_of, parameters
from sim.binding.start import Start, start_of
from sim.binding.values import ValueTable, value_table
from sim.kernel import step
from sim.kernel.anticipate import foreseer, foresight
from sim.kernel.arrays import Bools, Floats, Ints
from sim.kernel.engine import run
from sim.kernel.engine.keep import Keep, Kept
from sim.kernel.engine.task import NO_ROW, Directions, Task
from sim.kernel.frame import Frame
from sim.kernel.laws import Batch, Laws, symbol_slots
from sim.kernel.specimen import vocabulary
from sim.kernel.state import State
from sim.kernel.step import Moment, Script
from sim.kernel.streams import by_step, stream_key
from sim.world import Scenario, World
from sim.world.paths import put_all
from sim.world.seat import refuse_seats
from sim.world.variant import ANTICIPATING


@dataclass(frozen=True)
class Luck:
    """The draws of a batch of runs, to be shared by every arm of a comparison.

    values (run, value) and steps (step, line, run) are uniforms.
    """

    values: Floats
    steps: Floats

    def part(self, start: int, stop: int) -> "Luck":
        """The luck of some of the runs."""
        return Luck(self.values[start:stop], self.steps[:, :, start:stop])


@dataclass(frozen=True)
class Case:
    """What the kernel needs to run a scenario, and the names to read its arrays by."""

    names: Names
    laws: Laws
    values: ValueTable
    columns: Columns
    script: Mapping[int, Script]  # step -> what the scenario fixes
    streams: tuple[int, ...]  # (line,) key of each line's draws
    foresighted: bool = False  # whether actors look one step ahead
    start: Start = field(default_factory=Start)  # what is off the reference when runs begin

    @property
    def frame(self) -> Frame:
        """Who can do what to whom."""
        return self.laws.frame

    @cached_property
    def owner(self) -> Ints:
        """(action,) the party that owns it."""
        return np.array([act.owner for act in self.frame.acts], dtype=np.intp)

    @cached_property
    def line(self) -> Ints:
        """(action,) its line."""
        return np.array([act.line for act in self.frame.acts], dtype=np.intp)

    def free(self, step: int) -> Floats:
        """(action,) 1 where the actor decides in this step, 0 where the scenario has."""
        script = self.script.get(step)
        if script is None:
            return np.ones(self.frame.actions)
        return np.where(script.occupied[self.line], 0.0, 1.0)

    def luck(self, seed: int, first_run: int, runs: int, steps: int) -> Luck:
        """The draws of runs ``first_run`` to ``first_run + runs - 1``."""
        return Luck(
            values=self.values.uniforms(seed, first_run, runs),
            steps=by_step(seed, self.streams, steps, first_run, runs),
        )

    def batch(self, uniforms: Floats) -> Batch:
        """The laws with values drawn at the given (run, value) uniforms."""
        return self.batch_of(self.values.quantile(uniforms))

    def batch_of(self, drawn: Floats) -> Batch:
        """The laws with the given (run, value) values."""
        values = parameters(self.columns, drawn)
        if not self.start:
            return Batch(self.laws, values)
        return Batch(self.laws, values, parameters(self._outset, drawn), self.start.levels)

    @cached_property
    def _outset(self) -> Columns:
        """Where the values stand that runs begin at."""
        return self.columns.instead(self.start.values)

    def at_reference(self, path: str) -> "Case":
        """The case whose runs begin at the reference in what stands at a path."""
        return replace(self, start=self.start.without(path, self.names, self.values))

    def reaching(self, numbers: Mapping[str, float]) -> "Case":
        """The case whose laws allow for these values, by path, should they lie beyond their range.

        What a deed may harm and help is part of the laws.
        """
        frame = reaching(self.frame, self.names, numbers)
        return self if frame == self.frame else replace(self, laws=replace(self.laws, frame=frame))

    def draws_as(self, other: "Case") -> bool:
        """Whether the same luck draws the same values of the laws in another case."""
        return (
            self.frame == other.frame
            and self.values.draws_as(other.values)
            and np.array_equal(self.columns.joined, other.columns.joined)
            and self.start == other.start
        )

    def held(self, batch: Batch, numbers: Mapping[str, float]) -> Batch:
        """The same runs with some values, by path, at one number in all of them.

        A value that this case does not have moves nothing in it.
        """
        if not numbers:
            return batch
        at = {self.values.columns[p]: x for p, x in numbers.items() if p in self.values.columns}
        drawn = self.values.central(1).copy()
        drawn[0, list(at)] = list(at.values())

        def put(columns: Columns, values: Floats) -> Floats:
            rows, changed = np.isin(columns.joined, list(at)), values.copy()
            changed[rows] = parameters(columns, drawn)[rows]
            return changed

        outset = None if batch.outset is None else put(self._outset, batch.outset)
        return replace(batch, values=put(self.columns, batch.values), outset=outset)

    def roll(
        self, luck: Luck, batch: Batch | None = None, *, post: bool = False
    ) -> Iterator[Moment]:
        """Every step of a batch of runs with the given luck (and values, if not by luck too)."""
        batch = self.batch(luck.values) if batch is None else batch
        ahead = foresight(batch) if self.foresighted else None
        return step.roll(
            batch, luck.steps, self.script, ahead, post=post, state=batch.off_reference
        )

    def numbers(self, luck: Luck, number: int) -> Floats:
        """(slot, run) every number of one step: see :func:`sim.kernel.step.numbers`."""
        batch = self.batch(luck.values)
        moments = self.roll(luck, batch)
        before = next(moment.before for moment in moments if moment.step == number)
        ahead = foresight(batch) if self.foresighted else None
        foreseen = None if ahead is None else ahead(batch, before)
        uniform = luck.steps[number - 1]
        return step.numbers(batch, before, uniform, self.script.get(number), foreseen)

    def keep(
        self,
        luck: Luck,
        keep: Mapping[str, Keep],
        batch: Batch | None = None,
        *,
        state: State | None = None,
        first_step: int = 1,
        reasons: int = 0,
        ledger: bool = False,
        bounds: bool = False,
    ) -> Kept:
        """Whole runs at once, and of them what is asked to be kept.

        The same bits as :meth:`roll`. ``state`` is where they start instead, before
        ``first_step``; ``ledger`` and ``bounds`` make those columns as well, and
        ``reasons`` in the first so many runs.
        """
        batch = self.batch(luck.values) if batch is None else batch
        state = batch.off_reference if state is None else state
        task = Task(
            program=batch.laws.booked if ledger else batch.laws.program,
            values=batch.values,
            luck=luck.steps,
            steps=len(luck.steps),
            keep=keep,
            directions=self.directions(len(luck.steps), first_step),
            first_step=first_step,
            state={} if state is None else state.columns,
            reasons=reasons,
            bounds=bounds,
        )
        own = batch.under(batch.laws)  # with a bench of its own: other threads may use the batch's
        ahead = foreseer(own, task.program) if self.foresighted else None
        return run.roll(task, ahead)

    def slots(
        self, symbol: str, columns: Ints | list[int] | None = None, *, ledger: bool = False
    ) -> list[int]:
        """The slots of a symbol of the laws, or of some of its columns: what can be kept."""
        program = self.laws.booked if ledger else self.laws.program
        return symbol_slots(program, symbol, None if columns is None else list(columns))

    def directions(self, steps: int, first_step: int = 1) -> Directions:
        """The script of so many steps as an engine reads it."""
        scripted = sorted(self.script)
        row = np.full(steps, NO_ROW, dtype=np.int32)
        for n, at in enumerate(scripted):
            if first_step <= at < first_step + steps:
                row[at - first_step] = n
        lines, actions = len(self.frame.lines), self.frame.actions
        free = [1.0 - self.script[at].occupied for at in scripted]
        taken = [self.script[at].taken for at in scripted]
        return Directions(
            row,
            np.array(free, dtype=np.float64).reshape(-1, lines),
            np.array(taken, dtype=np.float64).reshape(-1, actions),
        )


def build_case(world: World, scenario: Scenario) -> Case:
    """Bind a scenario to its world.

    Raises ``WorldError`` for a scenario that leaves a state to a program.
    """
    refuse_seats(scenario)
    world = scenario.apply(world)
    check_laws(world)
    names, words = names_of(world), vocabulary()
    table = value_table({**world.quantities(), **scenario.beginnings})
    frame = frame_of(world, put_all(world, scenario.state), names)
    return Case(
        names=names,
        laws=Laws(frame, words, frozenset(scenario.off)),
        values=table,
        columns=columns_of(world, names, frame, words, table),
        script=_script(scenario, names, frame),
        streams=tuple(stream_key(f"instrument/{name}") for name in names.instruments),
        foresighted=scenario.decision == ANTICIPATING,
        start=start_of(world, scenario.state, names, table),
    )


def _script(scenario: Scenario, names: Names, frame: Frame) -> dict[int, Script]:
    action = {name: k for k, name in enumerate(names.actions)}
    taken: dict[int, Floats] = {}
    for event in scenario.events:
        row = taken.setdefault(event.step, np.zeros(frame.actions))
        row[action[event.action]] = 1.0
    return {step: Script(row, occupied(row, frame)) for step, row in taken.items()}


def occupied(taken: Floats, frame: Frame) -> Bools:
    """(line,) the lines that (action,) deeds take out of their actors' hands."""
    found = np.zeros(len(frame.lines), dtype=np.bool_)
    found[[frame.acts[k].line for k in np.flatnonzero(taken > 0.0)]] = True
    return found
