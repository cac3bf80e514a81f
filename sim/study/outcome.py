"""The one number that a study asks each run for: an alignment, an indicator, a tension, acts."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from sim.binding import Case, Names
from sim.binding.luck import Luck
from sim.binding.watch import Watch, hits, needs, watches
from sim.kernel.arrays import Floats
from sim.kernel.engine.keep import Keep, Kept, Last, Weighted
from sim.kernel.laws import Batch
from sim.world import Problem, Scenario, World, WorldError
from sim.world.problems import suggest


@dataclass(frozen=True)
class Outcome:
    """What is read from a run: exactly one of the four.

    The alignment of a pair at the end; 1 where an indicator came true; the mean of a theatre's
    tension over the months; how often any of some actions was taken, scripted or chosen.
    """

    name: str  # RUS>KOR, a theatre, actions, or the id of an indicator
    title: str
    pair: int | None = None  # column of the alignment
    watch: Watch | None = None
    theatre: int | None = None  # column of the tension
    acts: tuple[int, ...] = ()  # columns of the actions

    def needs(self, case: Case, steps: int) -> dict[str, Keep]:
        """What must be kept of runs of so many steps."""
        if self.watch is not None:
            return needs([self.watch], case)
        if self.pair is not None:
            return {self._key: Last(case.slots("a", [self.pair]))}
        if self.theatre is not None:
            mean = np.full((steps, 1), 1.0 / steps)
            return {self._key: Weighted(case.slots("e", [self.theatre]), mean)}
        each = np.ones((steps, len(self.acts)))
        return {self._key: Weighted(case.slots("taken", list(self.acts)), each)}

    def of(self, case: Case, kept: Kept) -> Floats:
        """(run,) the outcome of runs of which was kept what it needs."""
        if self.watch is not None:
            return hits([self.watch], case, kept)[:, 0].astype(np.float64)
        found: Floats = kept[self._key]
        return np.asarray(found.sum(axis=0))

    def read(self, case: Case, luck: Luck, batch: Batch) -> Floats:
        """(run,) the outcome of a batch of runs."""
        return np.asarray(read_all((self,), case, luck, batch)[0])

    @property
    def _key(self) -> str:
        return f"outcome {self.name}"


def read_all(outcomes: Sequence[Outcome], case: Case, luck: Luck, batch: Batch) -> Floats:
    """(outcome, run) several outcomes of one batch of runs."""
    steps = len(luck.steps)
    keep = {key: one for each in outcomes for key, one in each.needs(case, steps).items()}
    kept = case.keep(luck, keep, batch)
    return np.stack([each.of(case, kept) for each in outcomes])


def outcome_of(name: str, world: World, scenario: Scenario, names: Names) -> Outcome:
    """The alignment or indicator of that name. Raises ``WorldError`` with a suggestion."""
    if name in names.seen_pairs:
        return alignment_of(name, world, names)
    reported = {indicator.id: indicator for indicator in scenario.reported(world)}
    if name in reported:
        found = reported[name]
        return Outcome(name, found.title, watch=watches((found,), world, names)[0])
    hint = suggest(name, [*reported, *names.seen_pairs])
    if name in names.parties:  # what a shell leaves of an unquoted RUS>KOR
        hint = "An alignment is of a pair. In a terminal, quote it: 'RUS>KOR'"
    raise WorldError([Problem("", 0, f"`{name}` is no indicator or alignment here", hint)])


def indicator_of(name: str, world: World, scenario: Scenario, names: Names) -> Outcome:
    """The indicator of that name. Raises ``WorldError`` with a suggestion if there is none."""
    reported = [indicator.id for indicator in scenario.reported(world)]
    if name not in reported:
        said = f"`{name}` is no indicator of {scenario.id}"
        raise WorldError([Problem("", 0, said, suggest(name, reported))])
    return outcome_of(name, world, scenario, names)


def alignment_of(name: str, world: World, names: Names) -> Outcome:
    """The alignment of a pair, such as ``RUS>KOR``, at the end of a run."""
    source, target = (world.parties[party].name for party in name.split(">"))
    return Outcome(name, f"{source} toward {target}", pair=names.pairs.index(name))


def tension_of(name: str, world: World, names: Names) -> Outcome:
    """The mean tension of a theatre over the months of a run."""
    title = f"Tension: {world.theatres[name].title}"
    return Outcome(name, title, theatre=names.theatres.index(name))


def acts_of(actions: Sequence[str], names: Names) -> Outcome:
    """How often any of some actions is taken in a run."""
    columns = tuple(names.actions.index(name) for name in actions)
    return Outcome(" ".join(actions), " or ".join(actions), acts=columns)
