"""Run-steps a CPU-second of the laws alone: values and luck are drawn before, nothing is kept."""

from clock import STEPS, shortest, tell
from face import build_case, whole_runs

from sim.world import load_scenario, load_world

RUNS = 2000

world = load_world()
case = build_case(world, load_scenario("baseline", world))
tell(RUNS * STEPS / shortest(whole_runs(case, RUNS, STEPS)))
