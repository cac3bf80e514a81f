"""The one number that a study asks each run for: an alignment at the end, or an indicator."""

from dataclasses import dataclass

import numpy as np

from sim.binding import Case, Names
from sim.binding.case import Luck
from sim.binding.watch import Watch, hits, needs, watches
from sim.kernel.arrays import Floats
from sim.kernel.engine.keep import Last
from sim.kernel.laws import Batch
from sim.world import Problem, Scenario, World, WorldError
from sim.world.problems import suggest


@dataclass(frozen=True)
class Outcome:
    """What is read from a run: the alignment of a pair, or 1 where an indicator came true."""

    name: str  # RUS>KOR, or the id of an indicator
    title: str
    pair: int | None  # column of the alignment
    watch: Watch | None

    def read(self, case: Case, luck: Luck, batch: Batch) -> Floats:
        """(run,) the outcome of a batch of runs."""
        if self.watch is None:
            assert self.pair is not None
            end = Last(case.slots("a", [self.pair]))
            return np.asarray(case.keep(luck, {"end": end}, batch)["end"][0])
        kept = case.keep(luck, needs([self.watch], case), batch)
        return hits([self.watch], case, kept)[:, 0].astype(np.float64)


def outcome_of(name: str, world: World, scenario: Scenario, names: Names) -> Outcome:
    """The outcome of that name. Raises ``WorldError`` with a suggestion if there is none."""
    if name in names.seen_pairs:
        return alignment_of(name, world, names)
    reported = {indicator.id: indicator for indicator in scenario.reported(world)}
    if name in reported:
        found = reported[name]
        return Outcome(name, found.title, None, watches((found,), world, names)[0])
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
    return Outcome(name, f"{source} toward {target}", names.pairs.index(name), None)
