import pytest

from sim.results.docking import Docking
from sim.study.docking import dockings
from sim.world import World, load_scenario, load_world


@pytest.fixture(scope="session")
def default_world() -> World:
    return load_world()


@pytest.fixture(scope="session")
def found(default_world: World) -> dict[str, Docking]:
    """Every docking, worked out once for all tests."""
    scenario = load_scenario("pact", default_world)
    return {docking.id: docking for docking in dockings(default_world, scenario)}
