"""Run-steps a CPU-second of the laws alone: values and luck drawn, nothing recorded."""

from clock import STEPS, shortest, tell

from sim.binding import build_case
from sim.world import load_scenario, load_world

RUNS, TOGETHER = 2000, 500

world = load_world()
case = build_case(world, load_scenario("baseline", world))


def work() -> None:
    luck = case.luck(0, 0, RUNS, STEPS)
    for start in range(0, RUNS, TOGETHER):
        for _ in case.roll(luck.part(start, start + TOGETHER)):
            pass


tell(RUNS * STEPS / shortest(work))
