"""The book: contributions at the grain of actions, and what each of its columns is about.

The kernel moves the state by what each actor did in sum. The book asks the same laws what each
single action did. Both close: summed over a pair's entries, the book gives the change of its latent
alignment (to rounding; the tests hold it to 1e-12).
"""

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from sim.binding import Case
from sim.kernel.arrays import Ints

LATE = frozenset({"abandonment"})  # books the harm of the step before, once it stays unanswered


@dataclass(frozen=True)
class Entry:
    """One column of the book. ``action`` is empty where no action is the cause."""

    source: str
    target: str
    action: str
    mechanism: str


@dataclass(frozen=True)
class Book:
    """The columns of the ledger of a case, in the order of its slots. Arrays are (entry,)."""

    case: Case
    mechanism: tuple[str, ...]
    action: Ints  # −1 where no action is the cause
    pair: Ints

    @property
    def width(self) -> int:
        """How many entries there are."""
        return len(self.mechanism)

    @cached_property
    def slots(self) -> list[int]:
        """Where the entries stand in the numbers of a run: what can be kept."""
        return self.case.slots("ledger", ledger=True)

    @cached_property
    def entries(self) -> tuple[Entry, ...]:
        """What each column is about."""
        names = self.case.names
        actions = [names.actions[k] if k >= 0 else "" for k in self.action.tolist()]
        pairs = [names.pairs[pair].split(">") for pair in self.pair.tolist()]
        rows = zip(pairs, actions, self.mechanism, strict=True)
        return tuple(Entry(i, j, action, name) for (i, j), action, name in rows)

    def entry(self, column: int) -> Entry:
        """What a column is about."""
        return self.entries[column]


def book(case: Case) -> Book:
    """The book of a case."""
    keys = list(case.laws.booked.slots("ledger"))
    return Book(
        case,
        tuple(name for name, *_ in keys),
        np.array([k for _, k, _, _ in keys], dtype=np.intp),
        np.array([case.frame.pair(i, j) for _, _, i, j in keys], dtype=np.intp),
    )
