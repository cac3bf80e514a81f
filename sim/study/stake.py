"""A party's stake: the good less the harm that it meets, whoever does it. Who gains, who loses.

    stake[m] = Σ_k x[k,m] · did[k]

where ``did`` is how often act k was done in some steps (or the chances of it, added up). Its unit
is that of an impact: 1 is the most good, −1 the most harm that one act can do. It counts what deeds
do to the party. What it gains or loses otherwise (a client, a friend, a calmer border) shows only
in what is then done to it.
"""

from collections.abc import Collection
from dataclasses import dataclass

import numpy as np

from sim.binding import Case
from sim.kernel.arrays import Floats
from sim.kernel.engine.keep import Last


@dataclass(frozen=True)
class Impacts:
    """The impacts on some parties: ``keys`` are act and party, in the order of what is kept."""

    keys: tuple[tuple[int, int], ...]
    keep: Last

    @property
    def acts(self) -> list[int]:
        """The acts that have any, each once."""
        return sorted({k for k, _ in self.keys})


def impacts(case: Case, parties: Collection[int], *, ledger: bool = False) -> Impacts:
    """The impacts of all acts of a case on some parties, of runs with or without a ledger."""
    slots = (case.laws.booked if ledger else case.laws.program).slots("x")
    keys = tuple(key for key in slots if key[1] in parties)
    return Impacts(keys, Last([slots[key] for key in keys]))


def stakes(found: Impacts, kept: Floats, did: Floats, parties: Collection[int]) -> Floats:
    """(party, run) the stake of each party, in their order.

    ``kept`` (key, run) are the impacts, ``did`` (act, run) how often each of ``found.acts`` was
    done.
    """
    row = {k: n for n, k in enumerate(found.acts)}
    met = dict.fromkeys(parties, np.zeros(did.shape[1]))
    for (k, party), impact in zip(found.keys, kept, strict=True):
        met[party] = met[party] + impact * did[row[k]]
    return np.array(list(met.values()))
