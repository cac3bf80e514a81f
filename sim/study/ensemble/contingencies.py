"""From an ensemble to the table of what depended: whether it came, and when."""

from math import sqrt

import numpy as np

from sim.kernel.arrays import Floats
from sim.results import ARMS, ContingencyRow
from sim.study.ensemble.grow import Grown
from sim.world import Scenario, World
from sim.world.wording import contingency


def contingency_rows(
    grown: Grown, world: World, arms: tuple[Scenario, Scenario]
) -> tuple[ContingencyRow, ...]:
    """Every event that depends, in the arms that have it; not what rules have done.

    What is sure in its branch comes last: its share is that of the branch.
    """
    tallies, runs = (grown.tally.with_, grown.tally.without), grown.tally.runs
    found = []
    for arm, scenario, tally in zip(ARMS, arms, tallies, strict=True):
        for e, one in enumerate(scenario.contingencies):
            share = float(tally.met[e]) / runs
            found.append(
                ContingencyRow(
                    event=one.name,
                    arm=arm,
                    actor=world.actions[one.action].owner,
                    action=one.action,
                    says=contingency(world, scenario, one),
                    share=share,
                    mc_error=_error(share, runs),
                    times=float(tally.carried[:, e].sum()) / runs,
                    step=_middle(tally.carried[:, e]),
                )
            )
    branches = {one.name for arm in arms for one in arm.contingencies if one.sure and one.branch}
    return tuple(sorted(found, key=lambda row: row.event in branches))


def _error(share: float, runs: int) -> float:
    """The standard error of a share of runs; not a number for a single run."""
    return sqrt(share * (1.0 - share) / (runs - 1)) if runs > 1 else float("nan")


def _middle(by_step: Floats) -> int | None:
    """The step by which half of all that was carried out had been."""
    so_far = np.cumsum(by_step)
    return None if not so_far[-1] else int(np.searchsorted(so_far, so_far[-1] / 2.0)) + 1
