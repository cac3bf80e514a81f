"""One run before its first step: world, scenario, values, luck and laws. It never changes."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import Literal, get_args

from sim.binding import Case, build_case
from sim.binding.luck import Luck
from sim.kernel.anticipate import Foresight, foresight
from sim.kernel.arrays import Floats
from sim.kernel.asked import RUN, SEED, STEPS
from sim.kernel.laws import Batch
from sim.kernel.state import State
from sim.kernel.step import Script
from sim.ledger import Book, book
from sim.world import Scenario, World, load_scenario, load_world

Values = Literal["drawn", "stated"]
"""A run's values of the world: drawn from their ranges, or each as it is stated."""


@dataclass(frozen=True)
class Setting:
    """What fixes a run. ``world`` has the scenario's overrides in it."""

    world: World
    scenario: Scenario
    case: Case
    batch: Batch  # of one run
    luck: Luck  # of one run
    seed: int
    run: int
    steps: int
    values: Values = "drawn"
    off: frozenset[str] = frozenset()  # mechanisms and motives, besides those of the scenario

    def without(self, names: Iterable[str]) -> "Setting":
        """The same run under laws in which these are off, besides those of the scenario."""
        off = frozenset(names) - self.scenario.off
        laws = replace(self.case.laws, off=self.scenario.off | off)
        return replace(
            self, case=replace(self.case, laws=laws), batch=self.batch.under(laws), off=off
        )

    def script(self, step: int) -> Script | None:
        """What the scenario fixes in a step."""
        return self.case.script.get(step)

    def uniform(self, step: int) -> Floats:
        """(1, instrument) the luck of a step, 1 to ``steps``."""
        uniforms: Floats = self.luck.steps[step - 1].T
        return uniforms

    @cached_property
    def begins(self) -> State:
        """Where the run begins: at rest, off it as the scenario says, or after a history."""
        return self.case.begins(self.luck, self.batch) or self.batch.start

    @cached_property
    def book(self) -> Book:
        """What the columns of its ledger are about."""
        return book(self.case)

    @cached_property
    def _foresight(self) -> Foresight | None:
        return foresight(self.batch) if self.case.foresighted else None

    def foreseen(self, state: State) -> Floats | None:
        """(1, action) the further tilt of actors that look ahead; None where they do not."""
        return None if self._foresight is None else self._foresight(self.batch, state)


def make_setting(
    world: World | None,
    scenario: Scenario | str | Path,
    seed: int,
    run: int,
    steps: int | None,
    values: Values = "drawn",
) -> Setting:
    """Draw the values and the luck of run ``run``: those of row ``run`` of any ensemble.

    With ``values="stated"`` the values are not drawn: each is as it is stated.

    Raises WorldError for a scenario that cannot be read, ValueError for a number out of range.
    """
    world = load_world() if world is None else world
    if not isinstance(scenario, Scenario):
        scenario = load_scenario(scenario, world)
    scenario = replace(scenario, seats={})  # who sits where is for those to say who play
    steps = scenario.steps if steps is None else steps
    if values not in get_args(Values):
        raise ValueError(f"values is {values!r}; it must be one of {', '.join(get_args(Values))}.")
    SEED.check(seed)
    RUN.check(run)
    STEPS.check(steps)
    case = build_case(world, scenario)
    luck = case.luck(seed, run, 1, steps)
    stated = values == "stated"
    return Setting(
        world=scenario.apply(world),
        scenario=scenario,
        case=case,
        batch=case.batch_of(case.values.central(1)) if stated else case.batch(luck.values),
        luck=luck,
        seed=seed,
        run=run,
        steps=steps,
        values=values,
    )
