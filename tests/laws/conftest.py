import pytest

from sim.binding import Case, build_case
from sim.world import World, load_scenario


@pytest.fixture(scope="session")
def baseline(world: World) -> Case:
    return build_case(world, load_scenario("baseline", world))


@pytest.fixture(scope="session")
def scripted(world: World) -> Case:
    """The scenario with most events."""
    return build_case(world, load_scenario("dangerous_dominoes", world))
