"""A scenario and its baseline, bound to their world and ready to run on the same draws."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np

from sim.binding import Case, build_case
from sim.binding.luck import Luck
from sim.binding.past import Left
from sim.binding.watch import Watch, watches
from sim.kernel.arrays import Floats
from sim.kernel.laws import Batch
from sim.ledger import Book, book
from sim.world import Scenario, World

Drawn = tuple[Case, Luck, Batch]
"""A case, with the luck and the values of some of its runs: all that a run is read from."""


@dataclass(frozen=True)
class Pairing:
    """A scenario and its baseline, ready to run."""

    with_: Case
    without: Case
    watches: tuple[Watch, ...]

    @cached_property
    def book_with(self) -> Book:
        """The ledger's columns with the scenario. Only whoever books needs them."""
        return book(self.with_)

    @cached_property
    def book_without(self) -> Book:
        """The ledger's columns without it."""
        return book(self.without)

    @property
    def cases(self) -> tuple[Case, Case]:
        """The two arms: with the scenario, and without it."""
        return self.with_, self.without


def pair(world: World, scenario: Scenario, baseline: Scenario) -> Pairing:
    """Bind a scenario and the one it is compared with to their world."""
    with_, without = build_case(world, scenario), build_case(world, baseline)
    reported = scenario.reported(world)
    return Pairing(
        with_=with_,
        without=without,
        watches=watches(reported, world, with_.names),
    )


def free(cases: Sequence[Case], steps: int) -> Floats:
    """(step − 1, action) 1 where the actor decides in all the cases, 0 where a scenario may."""
    decided = [np.prod([case.undirected(t) for case in cases], axis=0) for t in range(1, steps + 1)]
    return np.array(decided)


def shared_luck(
    cases: Sequence[Case], seed: int, first: int, runs: int, steps: int
) -> tuple[Luck, ...]:
    """The same draws for every case, as far as a case has the values to draw.

    Draws are keyed by name, so a value that only one of the cases has moves nothing else.
    """
    first_case = cases[0]
    luck = first_case.luck(seed, first, runs, steps)
    found = []
    for case in cases:
        if case.streams != first_case.streams:
            found.append(case.luck(seed, first, runs, steps))
        elif case.values.paths != first_case.values.paths:
            found.append(replace(luck, values=case.values.uniforms(seed, first, runs)))
        else:
            found.append(luck)
    return tuple(found)


def drawn(cases: Sequence[Case], lucks: Sequence[Luck]) -> list[Drawn]:
    """The values of every case beside its luck; drawn once where they are the same, with one
    reference state."""
    first = cases[0].batch(lucks[0].values)

    def batch(case: Case, luck: Luck) -> Batch:
        if not case.draws_as(cases[0]):
            return case.batch(luck.values)
        return first if case.laws == first.laws else first.under(case.laws)

    return [(case, luck, batch(case, luck)) for case, luck in zip(cases, lucks, strict=True)]


def held(arms: Iterable[Drawn], numbers: Mapping[str, float]) -> list[Drawn]:
    """The same runs with some values, by path, at one number in all of them."""
    return [(case, luck, case.held(batch, numbers)) for case, luck, batch in arms]


def with_past(arms: Iterable[Drawn]) -> list[Drawn]:
    """The same runs with what their history leaves behind, run once where it is the same."""
    ran: list[tuple[Case, Batch, Left]] = []

    def left(case: Case, luck: Luck, batch: Batch) -> Left:
        for other, its, already in ran:
            if _alike(batch, its) and case.past_as(other):
                return already
        found = case.left(luck, batch)
        ran.append((case, batch, found))
        return found

    return [
        (case, replace(luck, left=left(case, luck, batch)) if case.past else luck, batch)
        for case, luck, batch in arms
    ]


def arms_of(cases: Sequence[Case], seed: int, first: int, runs: int, steps: int) -> list[Drawn]:
    """Runs ``first`` to ``first + runs - 1`` of every case on the same draws, ready to be read."""
    return with_past(drawn(cases, shared_luck(cases, seed, first, runs, steps)))


def _alike(one: Batch, other: Batch) -> bool:
    """Whether the laws have the same values in each month of the history."""
    ours, theirs = (*one.before, one.values), (*other.before, other.values)
    return len(ours) == len(theirs) and all(map(np.array_equal, ours, theirs))
