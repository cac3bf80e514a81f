import pytest

from sim.results.options import Options
from sim.study.options.options import options
from sim.world import World
from tests.choice import written


@pytest.fixture(scope="session")
def found(world: World, tmp_path_factory: pytest.TempPathFactory) -> Options:
    return options(world, written(tmp_path_factory.mktemp("desk"), world), runs=80)
