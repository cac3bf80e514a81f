"""A choice of four options, two of them the same, run a few times."""

import pytest

from sim.results.options import Options
from sim.study.options.options import options
from sim.world import World
from sim.world.choice import Choice
from tests.choice import written


@pytest.fixture(scope="session")
def choice(world: World, tmp_path_factory: pytest.TempPathFactory) -> Choice:
    return written(tmp_path_factory.mktemp("desk"), world)


@pytest.fixture(scope="session")
def found(world: World, choice: Choice) -> Options:
    return options(world, choice, runs=120, seed=1)
