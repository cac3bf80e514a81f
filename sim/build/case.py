"""A case: one world under one scenario, ready to run in batches."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sim.build.framing import frame_of
from sim.build.names import Names, names_of
from sim.build.parameters import Columns, columns_of, parameters
from sim.build.values import ValueTable, value_table
from sim.kernel.anticipate import foresight
from sim.kernel.decide import Script, odds
from sim.kernel.fold import Floats
from sim.kernel.frame import Frame
from sim.kernel.laws import Batch, Laws, make_batch, make_laws
from sim.kernel.roll import roll
from sim.kernel.step import Moment
from sim.kernel.streams import by_step, stream_key
from sim.world import Scenario, World
from sim.world.variant import ANTICIPATING


@dataclass(frozen=True)
class Luck:
    """The draws of a batch of runs, to be shared by every arm of a comparison.

    values (run, value) and steps[t − 1] (run, instrument) are uniforms.
    """

    values: Floats
    steps: tuple[Floats, ...]

    def part(self, start: int, stop: int) -> "Luck":
        """The luck of some of the runs."""
        return Luck(self.values[start:stop], tuple(step[start:stop] for step in self.steps))


@dataclass(frozen=True)
class Case:
    """What the kernel needs to run a scenario, and the names to read its arrays by."""

    names: Names
    laws: Laws
    values: ValueTable
    columns: Columns
    levels: NDArray[np.int8]  # (posture,) starting levels
    script: dict[int, Script]  # step -> what the scenario fixes
    streams: tuple[int, ...]  # (instrument,) key of each instrument's draws
    foresighted: bool = False  # whether actors look one step ahead

    @property
    def frame(self) -> Frame:
        """Who can do what to whom."""
        return self.laws.frame

    def free(self, step: int) -> Floats:
        """(action,) 1 where the actor decides in this step, 0 where the scenario has."""
        script = self.script.get(step)
        if script is None:
            return np.ones(self.frame.actions)
        return np.where(script.occupied[self.frame.instrument], 0.0, 1.0)

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
        return make_batch(self.laws, parameters(self.columns, drawn), self.levels)

    def roll(self, luck: Luck, batch: Batch | None = None) -> Iterator[Moment]:
        """Every step of a batch of runs with the given luck (and values, if not by luck too)."""
        batch = self.batch(luck.values) if batch is None else batch
        decide = foresight(batch) if self.foresighted else odds
        return roll(batch, len(luck.steps), lambda t: luck.steps[t - 1], self.script.get, decide)


def build_case(world: World, scenario: Scenario) -> Case:
    """Bind a scenario to its world."""
    world = scenario.apply(world)
    names = names_of(world)
    values = value_table(world)
    frame = frame_of(world, names)
    return Case(
        names=names,
        laws=make_laws(frame, scenario.off),
        values=values,
        columns=columns_of(world, names, values),
        levels=np.array(
            [world.postures[p].levels.index(world.postures[p].start) for p in names.postures],
            dtype=np.int8,
        ),
        script=_script(scenario, names, frame),
        streams=tuple(stream_key(f"instrument/{name}") for name in names.instruments),
        foresighted=scenario.decision == ANTICIPATING,
    )


def _script(scenario: Scenario, names: Names, frame: Frame) -> dict[int, Script]:
    action = {name: k for k, name in enumerate(names.actions)}
    taken: dict[int, Floats] = {}
    for event in scenario.events:
        row = taken.setdefault(event.step, np.zeros(frame.actions))
        row[action[event.action]] = 1.0
    return {step: Script(row, _occupied(row, frame)) for step, row in taken.items()}


def _occupied(taken: Floats, frame: Frame) -> NDArray[np.bool_]:
    occupied = np.zeros(frame.instruments, dtype=np.bool_)
    occupied[frame.instrument[taken > 0.0]] = True
    return occupied
