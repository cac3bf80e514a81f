"""A case: one world under one scenario, ready to run in batches."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property

import numpy as np

from sim.binding.agreement import check_laws
from sim.binding.directions import BRANCH, directed
from sim.binding.framing import frame_of, reaching
from sim.binding.luck import Luck
from sim.binding.names import Names, names_of
from sim.binding.parameters import Columns, columns_of, parameters
from sim.binding.past import Left, Past, begun, past_of
from sim.binding.script import directions, script_of
from sim.binding.start import Start, start_of
from sim.binding.values import ValueTable, value_table
from sim.kernel import step
from sim.kernel.anticipate import foreseer, foresight
from sim.kernel.arrays import Floats, Ints
from sim.kernel.engine import run
from sim.kernel.engine.keep import Keep, Kept
from sim.kernel.engine.stepping import Foresee
from sim.kernel.engine.task import Directions, Task
from sim.kernel.frame import Frame, Order
from sim.kernel.laws import Batch, Laws, symbol_slots
from sim.kernel.program import Program
from sim.kernel.specimen import vocabulary
from sim.kernel.state import State
from sim.kernel.step import Moment, Script
from sim.kernel.streams import by_step, stream_key
from sim.world import Scenario, World
from sim.world.paths import put_all
from sim.world.seat import refuse_seats
from sim.world.variant import ANTICIPATING


@dataclass(frozen=True)
class Case:
    """What the kernel needs to run a scenario, and the names to read its arrays by."""

    names: Names
    laws: Laws
    values: ValueTable
    columns: Columns
    script: Mapping[int, Script]  # step -> what the scenario fixes
    streams: tuple[int, ...]  # (draw,) key of each draw: those of lines, then those of orders
    foresighted: bool = False  # whether actors look one step ahead
    start: Start = field(default_factory=Start)  # what is off the reference when runs begin
    branched: int | None = None  # the draw by which a run falls to a branch, once for all its steps
    past: Past = field(default_factory=Past)  # what is known of the months before the first step

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
        """(action,) 1 where the actor decides in this step, 0 where the scenario has for sure."""
        script = self.script.get(step)
        if script is None:
            return np.ones(self.frame.actions)
        return np.where(script.occupied[self.line], 0.0, 1.0)

    def undirected(self, step: int) -> Floats:
        """(action,) 1 where the actor decides in every run, 0 where an order may, or a bar."""
        free = self.free(step)
        for order in self.frame.orders:
            if order.first + order.after <= step <= order.until:
                free[self.line == self.frame.acts[order.k].line] = 0.0
        for bar in self.frame.bars:
            if bar.first <= step <= bar.last:
                free[list(bar.acts)] = 0.0
        return free

    @property
    def own(self) -> str:
        """The symbol of the deeds that actors decide; what is scripted for sure is among them."""
        return "own" if self.frame.orders else "taken"

    def luck(self, seed: int, first_run: int, runs: int, steps: int) -> Luck:
        """The draws of runs ``first_run`` to ``first_run + runs - 1``."""
        known = self.past.steps
        drawn = by_step(seed, self.streams, known + steps, first_run, runs)
        if self.branched is not None:
            drawn[:, self.branched] = drawn[:1, self.branched]
        values = self.values.uniforms(seed, first_run, runs)
        return Luck(values, drawn[known:], drawn[:known] if known else None)

    def batch(self, uniforms: Floats) -> Batch:
        """The laws with values drawn at the given (run, value) uniforms."""
        return self.batch_of(self.values.quantile(uniforms))

    def batch_of(self, drawn: Floats) -> Batch:
        """The laws with the given (run, value) values."""
        values = parameters(self.columns, drawn)
        before = tuple(parameters(own, drawn) for own in self._before)
        if not self.start:
            return Batch(self.laws, values, before=before)
        outset = parameters(self._outset, drawn)
        return Batch(self.laws, values, outset, self.start.levels, before)

    @cached_property
    def _before(self) -> tuple[Columns, ...]:
        """Where the values stand in each time of the history in which they were otherwise."""
        return tuple(self.columns.instead(era.values) for era in self.past.eras)

    @cached_property
    def _outset(self) -> Columns:
        """Where the values stand that runs begin at."""
        return self.columns.instead(self.start.values)

    def at_reference(self, path: str) -> "Case":
        """The case whose runs begin at the reference in what stands at a path."""
        return replace(self, start=self.start.without(path, self.names, self.values))

    def without_orders(self, action: str) -> "Case":
        """The case in which no condition and no rule has an action done; luck stays where it is."""
        k = self.names.actions.index(action)
        return self._ordered(
            replace(one, last=0) if one.k == k else one for one in self.frame.orders
        )

    @cached_property
    def standing(self) -> "Case":
        """The case in which only what has no end is done: rules, and events that come as often as
        their condition holds. What comes once or by luck does not, due though it may be."""
        return self._ordered(
            replace(one, last=0, until=0) if one.once or one.lots else one
            for one in self.frame.orders
        )

    def _ordered(self, orders: Iterable[Order]) -> "Case":
        frame = replace(self.frame, orders=tuple(orders))
        return self if frame == self.frame else replace(self, laws=replace(self.laws, frame=frame))

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
            and self.past == other.past
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
        before = tuple(map(put, self._before, batch.before))
        return replace(batch, values=put(self.columns, batch.values), outset=outset, before=before)

    def begins(self, luck: Luck, batch: Batch) -> State | None:
        """Where runs begin, if not at rest: after what is known of the months before, and off the
        reference as the scenario says."""
        if not self.past:
            return batch.off_reference
        left = self.left(luck, batch) if luck.left is None else luck.left
        return batch.put_off(begun(batch, left))

    def left(self, luck: Luck, batch: Batch) -> Left:
        """What the months of the history leave behind, in each run of a batch."""
        assert luck.past is not None, "runs with a history need the luck of its months"
        return self.past.left(self.frame, batch, luck.past, self._ahead)

    def past_as(self, other: "Case") -> bool:
        """Whether the same luck and values have the same past in another case."""
        mine, theirs = ((one.past.under(one.frame), one.laws.off) for one in (self, other))
        both = self.past == other.past and self.foresighted == other.foresighted
        return both and mine == theirs

    def _ahead(self, batch: Batch, program: Program) -> Foresee | None:
        """How actors look ahead, where they do."""
        return foreseer(batch, program) if self.foresighted else None

    def roll(
        self, luck: Luck, batch: Batch | None = None, *, post: bool = False
    ) -> Iterator[Moment]:
        """Every step of a batch of runs with the given luck (and values, if not by luck too)."""
        batch = self.batch(luck.values) if batch is None else batch
        ahead = foresight(batch) if self.foresighted else None
        begins = self.begins(luck, batch)
        return step.roll(batch, luck.steps, self.script, ahead, post=post, state=begins)

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
        state = self.begins(luck, batch) if state is None else state
        task = Task(
            program=batch.laws.booked if ledger else batch.laws.program,
            values=batch.values,
            luck=luck.steps,
            steps=len(luck.steps),
            keep=keep,
            directions=self.directions(len(luck.steps), first_step),
            state={} if state is None else state.columns,
            reasons=reasons,
            bounds=bounds,
        )
        own = batch.under(batch.laws)  # with a bench of its own: other threads may use the batch's
        return run.roll(task, self._ahead(own, task.program))

    def slots(
        self, symbol: str, columns: Ints | list[int] | None = None, *, ledger: bool = False
    ) -> list[int]:
        """The slots of a symbol of the laws, or of some of its columns: what can be kept."""
        program = self.laws.booked if ledger else self.laws.program
        return symbol_slots(program, symbol, None if columns is None else list(columns))

    def directions(self, steps: int, first_step: int = 1) -> Directions:
        """The script of so many steps as an engine reads it."""
        return directions(self.script, self.frame, steps, first_step)


def build_case(world: World, scenario: Scenario) -> Case:
    """Bind a scenario to its world.

    Raises ``WorldError`` for a scenario that leaves a state to a program.
    """
    refuse_seats(scenario)
    world = scenario.apply(world)
    check_laws(world)
    names, words = names_of(world), vocabulary()
    table = value_table({**world.quantities(), **scenario.beginnings, **world.former})
    frame = frame_of(world, put_all(world, scenario.state), names)
    told = directed(world, scenario, names, frame)
    frame = told.frame
    lines = (f"instrument/{name}" for name in names.instruments)
    return Case(
        names=names,
        laws=Laws(frame, words, frozenset(scenario.off)),
        values=table,
        columns=columns_of(world, names, frame, words, table),
        script=script_of(((one.step, one.action) for one in scenario.events), names, frame),
        streams=tuple(map(stream_key, (*lines, *told.draws))),
        branched=told.draws.index(BRANCH) + len(frame.lines) if BRANCH in told.draws else None,
        foresighted=scenario.decision == ANTICIPATING,
        start=start_of(world, scenario.state, names, table),
        past=past_of(world, names, frame, table),
    )
