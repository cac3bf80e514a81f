"""Docking: the program beside published results, their number next to ours.

Each module strips the model to the limit in which a published one must come out, or runs a
published table through the program's own functions. Nothing is fitted.
"""

from sim.results.docking import Docking
from sim.study.docking import aggregation, arms_race, rival, structural_balance
from sim.study.progress import Progress, untold
from sim.world import Scenario, World

__all__ = ["WHOLE", "dockings"]

WHOLE = 4  # what progress counts up to: one for each


def dockings(world: World, scenario: Scenario, report: Progress = untold) -> tuple[Docking, ...]:
    """Every docking. ``scenario`` is the one under which the rival is compared with ours.

    ``report`` is told how many are done, up to ``WHOLE``.
    """
    found: list[Docking] = []
    for docked in (
        structural_balance.docking,
        aggregation.docking,
        arms_race.docking,
        lambda: rival.docking(world, scenario),
    ):
        found.append(docked())
        report(len(found))
    return tuple(found)
