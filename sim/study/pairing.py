"""A scenario and its baseline, bound to their world and ready to run on the same draws."""

from dataclasses import dataclass

import numpy as np

from sim.build import Case, build_case
from sim.kernel.fold import Floats
from sim.ledger import Book, book
from sim.study.watch import Watch, watches
from sim.world import Scenario, World


@dataclass(frozen=True)
class Pairing:
    """A scenario and its baseline, ready to run."""

    with_: Case
    without: Case
    book_with: Book
    book_without: Book
    watches: tuple[Watch, ...]


def pair(world: World, scenario: Scenario, baseline: Scenario) -> Pairing:
    """Bind a scenario and the one it is compared with to their world."""
    with_, without = build_case(world, scenario), build_case(world, baseline)
    reported = scenario.reported(world)
    return Pairing(
        with_=with_,
        without=without,
        book_with=book(with_),
        book_without=book(without),
        watches=watches(reported, world, with_.names),
    )


def free(pairing: Pairing, steps: int) -> Floats:
    """(step − 1, action) 1 where the actor decides in both arms, 0 where a scenario does."""
    decided = np.ones((steps, pairing.with_.frame.actions))
    for case in (pairing.with_, pairing.without):
        for step, script in case.script.items():
            if step <= steps:
                decided[step - 1] *= ~script.occupied[case.frame.instrument]
    return decided
