"""`lethal_aid` and what it is compared with, with ledger, reasons, indicators and tallies."""

from sim.study.ensemble.grow import grow
from sim.study.ensemble.pairing import pair
from sim.world import load_scenario, load_world

world = load_world()
scenario = load_scenario("lethal_aid", world)
pairing = pair(world, scenario, load_scenario(scenario.against, world))


def pairs(runs: int, steps: int, workers: int = 1) -> None:
    grow(pairing, 0, runs, steps, workers=workers)
