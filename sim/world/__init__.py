"""The world: what is assumed, with a source for every number. Knows no other room and no numpy."""

from sim.world.locate import scenario_ids, scenarios_dir, seeds_dir
from sim.world.problems import Problem, WorldError
from sim.world.quantity import Quantity
from sim.world.read_scenario import load_scenario
from sim.world.read_world import load_world
from sim.world.scenario import Event, Scenario
from sim.world.world import World

__all__ = [
    "Event",
    "Problem",
    "Quantity",
    "Scenario",
    "World",
    "WorldError",
    "load_scenario",
    "load_world",
    "scenario_ids",
    "scenarios_dir",
    "seeds_dir",
]
