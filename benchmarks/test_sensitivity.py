"""How long it takes to find out what an answer hangs on. Figures are for reading.

    python -m pytest benchmarks/test_sensitivity.py -n 0 --benchmark-only

The default world, `lethal_aid`, the defaults of `sim sensitivity`. ``runs_per_second`` in the extra
columns counts pairs of runs (runs, for the discovery).
"""

from collections.abc import Callable
from typing import Any

import pytest

from sim.study.sensitivity.discovery import discover
from sim.study.sensitivity.sensitivity import survey
from sim.study.sensitivity.survey import Design
from sim.world import Scenario, World, load_scenario, load_world

SHIFT = "RUS>KOR"
INDICATOR = "moscow_keeps_its_word_with_technology"
BOX_RUNS = 10_000
STRONGEST = tuple(
    f"actors.{actor}.precision" for actor in ("RUS", "KOR", "PRK", "CHN", "USA", "JPN")
) + tuple(
    f"memory.{name}"
    for name in ("grievance", "expectation", "tension", "resolve", "assurance", "dependence")
)


@pytest.fixture(scope="module")
def world() -> World:
    return load_world()


@pytest.fixture(scope="module")
def scenario(world: World) -> Scenario:
    return load_scenario("lethal_aid", world)


def measure(benchmark: Any, work: Callable[[], object], runs: int) -> None:
    benchmark.pedantic(work, rounds=1)
    benchmark.extra_info["runs_per_second"] = round(runs / benchmark.stats["mean"])


@pytest.mark.parametrize("workers", [1, 2])
def test_screening_of_every_ranged_value(
    benchmark: Any, world: World, scenario: Scenario, workers: int
) -> None:
    baseline = load_scenario(scenario.against, world)
    ready = survey(world, scenario, baseline, of=SHIFT, design=Design(method="morris"))
    measure(benchmark, lambda: ready.run(workers), ready.runs)


@pytest.mark.parametrize("workers", [1, 2])
def test_shares_of_twelve_values(
    benchmark: Any, world: World, scenario: Scenario, workers: int
) -> None:
    baseline = load_scenario(scenario.against, world)
    design = Design(method="sobol", values=STRONGEST)
    ready = survey(world, scenario, baseline, of=SHIFT, design=design)
    measure(benchmark, lambda: ready.run(workers), ready.runs)


@pytest.mark.parametrize("workers", [1, 2])
def test_box_of_values(benchmark: Any, world: World, scenario: Scenario, workers: int) -> None:
    def work() -> None:
        discover(world, scenario, INDICATOR, runs=BOX_RUNS, workers=workers)

    measure(benchmark, work, BOX_RUNS)
