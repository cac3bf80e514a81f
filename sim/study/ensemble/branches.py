"""What each branch of a scenario comes to by itself, beside all of them together."""

from sim.results import BranchRow
from sim.study.ensemble.grow import grow
from sim.study.ensemble.pairing import pair
from sim.study.ensemble.rows import indicator_rows, shift_rows
from sim.world import Scenario, World

MOST = 1000  # pairs of runs of each branch


def branch_rows(
    world: World,
    scenario: Scenario,
    baseline: Scenario,
    *,
    runs: int,
    seed: int,
    steps: int,
    workers: int,
) -> tuple[BranchRow, ...]:
    """Every indicator and alignment as if one branch were what happens, on the same luck."""
    found = []
    for branch in scenario.branches:
        alone = scenario.in_branch(branch.id)
        grown = grow(pair(world, alone, baseline), seed, min(runs, MOST), steps, workers=workers)
        told = (branch.id, branch.title, branch.weight)
        for row in indicator_rows(grown):
            numbers = (row.with_, row.without, row.difference, row.mc_error)
            found.append(BranchRow(*told, "indicator", row.indicator, row.title, *numbers))
        for one in shift_rows(grown):
            name = f"{one.source}>{one.target}"
            numbers = (one.end, one.baseline_end, one.effect, one.mc_error)
            found.append(BranchRow(*told, "alignment", name, "", *numbers))
    return tuple(found)
