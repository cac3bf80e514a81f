"""What is to be explained: the effect on one alignment, one indicator or one action."""

from dataclasses import dataclass
from typing import Protocol

import numpy as np

from sim.binding import Case, Names
from sim.binding.luck import Luck
from sim.binding.watch import Watch, watches
from sim.kernel.arrays import Floats
from sim.kernel.engine.keep import Last, Weighted
from sim.kernel.laws import Batch
from sim.results.explanation import Target
from sim.study.ensemble.pairing import Pairing, free
from sim.study.outcome import Outcome, alignment_of, indicator_of
from sim.world import Problem, Scenario, World, WorldError
from sim.world.indicator import Indicator
from sim.world.problems import suggest
from sim.world.titles import deed


class Reader(Protocol):
    """Reads something of each run of a batch, in one arm."""

    def read(self, case: Case, luck: Luck, batch: Batch) -> Floats:
        """(run, ...) what is read."""


@dataclass(frozen=True)
class Deeds:
    """How often an action is chosen in a run: its chances, summed over the steps that count."""

    column: int
    decided: Floats  # (step − 1,) 1 where the actor decides in both arms

    def read(self, case: Case, luck: Luck, batch: Batch) -> Floats:
        """(run,) expected number of times."""
        chances = Weighted(case.slots("chance", [self.column]), self.decided[:, None])
        times: Floats = case.keep(luck, {"times": chances}, batch)["times"]
        return np.asarray(times[0])


@dataclass(frozen=True)
class EveryAlignment:
    """The alignment of every pair that an actor looks along, at the end."""

    columns: tuple[int, ...]

    def read(self, case: Case, luck: Luck, batch: Batch) -> Floats:
        """(run, pair) alignments."""
        ends = Last(case.slots("a", list(self.columns)))
        found: Floats = case.keep(luck, {"ends": ends}, batch)["ends"]
        return found.T


@dataclass(frozen=True)
class Aim:
    """What is to be explained, and how it is read of a run."""

    target: Target
    reader: Reader

    def watch(self, world: World, names: Names) -> Watch:
        """The indicator, bound to the arrays of a world. Not for a pair."""
        assert self.target.indicator is not None
        return watches((self.target.indicator,), world, names)[0]


def pair_target(name: str, world: World, names: Names) -> Aim:
    """The alignment of ``RUS>KOR`` at the end. Raises ``WorldError`` for an unknown pair."""
    if name not in names.seen_pairs:
        hint = suggest(name, names.seen_pairs)
        if ">" not in name:
            hint += " In a terminal, quote it: --pair 'RUS>KOR'."
        raise WorldError([Problem("", 0, f"`{name}` is no pair with an alignment", hint)])
    reader = alignment_of(name, world, names)
    return Aim(Target("pair", name, reader.title), reader)


def indicator_target(name: str, world: World, scenario: Scenario, names: Names) -> Aim:
    """Whether an indicator comes true. Raises ``WorldError`` for an unknown one."""
    found: Outcome = indicator_of(name, world, scenario, names)
    assert found.watch is not None
    return Aim(Target("indicator", name, found.title, found.watch.indicator), found)


def action_target(name: str, world: World, pairing: Pairing, steps: int) -> Aim:
    """How often an action is chosen. Raises ``WorldError`` for an unknown one."""
    names = pairing.with_.names
    if name not in names.actions:
        hint = suggest(name, names.actions)
        raise WorldError([Problem("", 0, f"unknown action `{name}`", hint)])
    column = names.actions.index(name)
    title = deed(world, name)
    chosen = Indicator(id=name, title=title, action=name)
    deeds = Deeds(column, free(pairing.cases, steps)[:, column])
    return Aim(Target("action", name, title, chosen), deeds)
