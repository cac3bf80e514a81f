"""One run before its first step: world, scenario, values and luck. It never changes."""

from dataclasses import dataclass
from pathlib import Path

from sim.build import Case, build_case
from sim.build.case import Luck
from sim.kernel.decide import Script
from sim.kernel.fold import Floats
from sim.kernel.laws import Batch
from sim.kernel.streams import MAX_SEED
from sim.world import Scenario, World, load_scenario, load_world
from sim.world.scenario import MAX_STEPS


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
        return self.luck.steps[step - 1]


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
    _check("seed", seed, 0, MAX_SEED)
    _check("run", run, 0, MAX_SEED)
    _check("steps", steps, 1, MAX_STEPS)
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


def _check(name: str, number: int, low: int, high: int) -> None:
    if not low <= number <= high:
        raise ValueError(f"{name} is {number}; it must be from {low} to {high}.")
