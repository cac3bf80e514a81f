"""The book: contributions at the grain of actions, and what each of its columns is about.

The kernel moves the state by what each actor did in sum. The book asks the same laws what each
single action did. Both close: summed over a pair's entries, the book gives the change of its latent
alignment (to rounding; the tests hold it to 1e-12).
"""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from sim.build import Case
from sim.kernel.fold import Floats, Fold, Ints, fold
from sim.kernel.grain import Effects, by_action, effects
from sim.kernel.laws import BOUND, Batch, Reach, reach
from sim.kernel.seen import impulse
from sim.kernel.step import Moment, contributions


@dataclass(frozen=True)
class Entry:
    """One column of the book. ``action`` is empty where no action is the cause."""

    source: str
    target: str
    action: str
    mechanism: str


@dataclass(frozen=True)
class Book:
    """The columns of the ledger of a case. Arrays are (entry,)."""

    case: Case
    reach: Reach  # every mechanism at the grain of actions
    slices: Mapping[str, slice]  # mechanism -> its columns
    mechanism: tuple[str, ...]
    action: Ints  # −1 where no action is the cause
    pair: Ints
    to_pair: Fold

    @property
    def width(self) -> int:
        """How many entries there are."""
        return len(self.mechanism)

    def effects(self, batch: Batch) -> Effects:
        """What follows from a batch's impacts alone, at the grain of actions."""
        return effects(self.reach.grain, batch.p.impact)

    def post(self, batch: Batch, fixed: Effects, moment: Moment) -> dict[str, Floats]:
        """Mechanism -> (run, entry) what each action added through each mechanism in one step."""
        laws, s, seen = batch.laws, moment.before, moment.seen
        push = impulse(self.reach.grain, laws.frame, batch.p, fixed, s, seen)
        posted = contributions(laws, self.reach, batch.p, s, seen, push)
        if moment.booked[BOUND].shape[1]:
            posted[BOUND] = moment.booked[BOUND]
        return posted

    def row(self, posted: dict[str, Floats]) -> Floats:
        """(entry,) the sum over runs of what was posted."""
        total = np.zeros(self.width)
        for name, entries in posted.items():
            total[self.slices[name]] = entries.sum(axis=0)
        return total

    def entry(self, column: int) -> Entry:
        """What a column is about."""
        source, target = self.case.names.pairs[self.pair[column]].split(">")
        k = int(self.action[column])
        action = self.case.names.actions[k] if k >= 0 else ""
        return Entry(source, target, action, self.mechanism[column])


def book(case: Case) -> Book:
    """The book of a case."""
    frame = case.frame
    at_actions = reach(frame, by_action(frame))
    places = at_actions.places
    pairs = np.arange(frame.pairs, dtype=np.intp)
    action = np.concatenate([*(at.deed for at in places.values()), np.full(frame.pairs, -1)])
    pair = np.concatenate([*(at.pair for at in places.values()), pairs])
    mechanism = tuple(
        [name for name, at in places.items() for _ in at.pair] + [BOUND] * frame.pairs
    )
    slices = _slices({**{name: len(at.pair) for name, at in places.items()}, BOUND: frame.pairs})
    return Book(case, at_actions, slices, mechanism, action, pair, fold(pair, frame.pairs))


def _slices(widths: Mapping[str, int]) -> dict[str, slice]:
    """The columns of each mechanism, side by side; a mechanism that acts nowhere has none."""
    ends = np.cumsum(list(widths.values())).tolist()
    return {
        name: slice(end - width, end)
        for (name, width), end in zip(widths.items(), ends, strict=True)
    }
