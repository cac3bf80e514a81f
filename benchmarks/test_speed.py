"""How fast the model runs. Figures are for reading, nothing is asserted.

    python -m pytest benchmarks -n 0 --benchmark-only

``run_steps_per_second`` in the extra columns is the number of runs times steps by the mean time.
"""

from collections.abc import Callable
from typing import Any

import pytest

from sim.binding import Case, build_case
from sim.study.ensemble.grow import grow
from sim.study.ensemble.pairing import Pairing, pair
from sim.world import World, load_scenario, load_world

STEPS = 18
RUNS = 2000


@pytest.fixture(scope="module")
def world() -> World:
    return load_world()


@pytest.fixture(scope="module")
def case(world: World) -> Case:
    return build_case(world, load_scenario("baseline", world))


@pytest.fixture(scope="module")
def pairing(world: World) -> Pairing:
    scenario = load_scenario("lethal_aid", world)
    return pair(world, scenario, load_scenario(scenario.against, world))


def measure(benchmark: Any, work: Callable[[], object], run_steps: int) -> None:
    benchmark.pedantic(work, rounds=3, warmup_rounds=1)
    benchmark.extra_info["run_steps_per_second"] = round(run_steps / benchmark.stats["mean"])


def test_laws_alone(benchmark: Any, case: Case) -> None:
    """Whole runs, values and luck drawn before, nothing kept: one core."""
    luck = case.luck(0, 0, RUNS, STEPS)
    batch = case.batch(luck.values)
    measure(benchmark, lambda: case.keep(luck, {}, batch), RUNS * STEPS)


def test_laws_with_their_draws(benchmark: Any, case: Case) -> None:
    """The same, the drawing counted."""
    measure(benchmark, lambda: case.keep(case.luck(0, 0, RUNS, STEPS), {}), RUNS * STEPS)


@pytest.mark.parametrize("workers", [1, 2])
def test_paired_ensemble(benchmark: Any, pairing: Pairing, workers: int) -> None:
    """Scenario and baseline with ledger, indicators and histograms."""
    work = lambda: grow(pairing, 0, RUNS, STEPS, workers=workers)  # noqa: E731
    measure(benchmark, work, 2 * RUNS * STEPS)


def test_mesa_face_in_a_loop(benchmark: Any, world: World) -> None:
    """The same world, one run after another through mesa: what batches save."""
    from sim.single import EscalationModel

    runs = 5

    def work() -> None:
        for run in range(runs):
            EscalationModel(world, "baseline", seed=0, run=run, steps=STEPS).run()

    measure(benchmark, work, runs * STEPS)
