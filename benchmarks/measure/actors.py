"""CPU-microseconds of one step of one run in the dense world of so many actors (see dense.py)."""

import sys
import tempfile
from pathlib import Path

from clock import shortest, tell
from dense import write
from face import build_case, whole_runs

from sim.world import load_scenario, load_world

RUNS, STEPS = 96, 6

with tempfile.TemporaryDirectory() as place:
    seeds, scenario = write(Path(place), int(sys.argv[1]))
    world = load_world(seeds)
    case = build_case(world, load_scenario(scenario, world))

work = whole_runs(case, RUNS, STEPS)
tell(1e6 * shortest(work, tries=2) / (RUNS * STEPS))
