"""What several tests of many runs begin from."""

import pytest

from sim.study.ensemble.pairing import Pairing, pair
from sim.world import World, load_scenario


@pytest.fixture(scope="module")
def pairing(world: World) -> Pairing:
    """Lethal aid and what it is compared with."""
    scenario = load_scenario("lethal_aid", world)
    return pair(world, scenario, load_scenario(scenario.against, world))
