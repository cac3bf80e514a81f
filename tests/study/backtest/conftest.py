from functools import lru_cache

import pytest

from sim.binding import build_case
from sim.study.backtest.hindcast import Model, recorded
from sim.world import load_scenario, load_world
from sim.world.record import load_record


@lru_cache
def the_model() -> Model:
    world = load_world()
    case = build_case(world, load_scenario("baseline", world))
    return Model(case, recorded(world, load_record(world)), 40, 0)


@pytest.fixture(scope="session")
def model() -> Model:
    return the_model()
