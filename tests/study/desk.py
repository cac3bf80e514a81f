"""What the tests of `explain` share: the default world, one of its scenarios, a few paired runs."""

from functools import lru_cache

from sim.study.ensemble.pairing import Pairing, pair
from sim.study.explain.counterfactual import Asked
from sim.study.explain.twins import Twins, twins
from sim.world import World, load_scenario, load_world

RUNS, STEPS, SEED = 60, 8, 3


@lru_cache
def world() -> World:
    return load_world()


@lru_cache
def asked(scenario: str = "lethal_aid") -> Asked:
    found = load_scenario(scenario, world())
    return Asked(world(), found, load_scenario(found.against, world()))


@lru_cache
def pairing(scenario: str = "lethal_aid") -> Pairing:
    one = asked(scenario)
    return pair(one.world, one.scenario, one.baseline)


@lru_cache
def arms(scenario: str = "lethal_aid", runs: int = RUNS) -> Twins:
    both = pairing(scenario)
    return twins(both.with_, both.without, seed=SEED, runs=runs, steps=STEPS)
