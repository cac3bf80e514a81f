"""Docking: the program beside published results, their number next to ours.

Each module strips the model to the limit in which a published one must come out, or runs a
published table through the program's own functions. Nothing is fitted.
"""

from sim.study.docking import aggregation, arms_race, rival, structural_balance
from sim.study.docking.comparison import Comparison, Docking
from sim.world import Scenario, World

__all__ = ["Comparison", "Docking", "dockings"]


def dockings(world: World, scenario: Scenario) -> tuple[Docking, ...]:
    """Every docking. ``scenario`` is the one under which the rival is compared with ours."""
    return (
        structural_balance.docking(),
        aggregation.docking(),
        arms_race.docking(),
        rival.docking(world, scenario),
    )
