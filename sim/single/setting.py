"""One run before its first step: world, scenario, values and luck. It never changes."""

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from sim.binding import Case, build_case
from sim.binding.case import Luck
from sim.kernel.anticipate import Foresight, foresight
from sim.kernel.arrays import Floats
from sim.kernel.asked import RUN, SEED, STEPS
from sim.kernel.laws import Batch
from sim.kernel.state import State
from sim.kernel.step import Script
from sim.world import Scenario, World, load_scenario, load_world


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

    def script(self, step: int) -> Script | None:
        """What the scenario fixes in a step."""
        return self.case.script.get(step)

    def uniform(self, step: int) -> Floats:
        """(1, instrument) the luck of a step, 1 to ``steps``."""
        uniforms: Floats = self.luck.steps[step - 1].T
        return uniforms

    @cached_property
    def _foresight(self) -> Foresight | None:
        return foresight(self.batch) if self.case.foresighted else None

    def foreseen(self, state: State) -> Floats | None:
        """(1, action) the further tilt of actors that look ahead; None where they do not."""
        return None if self._foresight is None else self._foresight(self.batch, state)


def make_setting(
    world: World | None, scenario: Scenario | str | Path, seed: int, run: int, steps: int | None
) -> Setting:
    """Draw the values and the luck of run ``run``: those of row ``run`` of any ensemble.

    Raises WorldError for a scenario that cannot be read, ValueError for a number out of range.
    """
    world = load_world() if world is None else world
    if not isinstance(scenario, Scenario):
        scenario = load_scenario(scenario, world)
    steps = scenario.steps if steps is None else steps
    SEED.check(seed)
    RUN.check(run)
    STEPS.check(steps)
    case = build_case(world, scenario)
    luck = case.luck(seed, run, 1, steps)
    return Setting(
        world=scenario.apply(world),
        scenario=scenario,
        case=case,
        batch=case.batch(luck.values),
        luck=luck,
        seed=seed,
        run=run,
        steps=steps,
    )
