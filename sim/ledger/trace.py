"""One run again, with its reasons: who did what, how likely it was, why, and what it moved."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from sim.binding import Case
from sim.kernel.arrays import Floats
from sim.kernel.laws import Batch
from sim.kernel.step import Moment, tilts
from sim.ledger.book import Book, Entry, book


@dataclass(frozen=True)
class Posting:
    """What one action, through one mechanism, added to one latent alignment in one step."""

    step: int
    entry: Entry
    amount: float


@dataclass(frozen=True)
class Deed:
    """One action taken. ``reasons`` maps each motive to the log odds it added to the base rate.

    ``scripted`` says that the scenario had it done: in a fixed step, on condition or by rule.
    ``probability`` is the chance the actor had of choosing it then; a scripted deed has the chance
    it would have had. ``base_rate`` is its chance in a normal step, as drawn in this run.
    """

    step: int
    action: str
    scripted: bool
    probability: float
    base_rate: float
    reasons: Mapping[str, float]


@dataclass(frozen=True)
class Trace:
    """The full record of one run. Alignments are (step, pair), step 0 is the start."""

    run: int
    deeds: tuple[Deed, ...]
    postings: tuple[Posting, ...]
    latent: Floats
    tension: Floats  # (step, theatre)

    def gap(self, case: Case) -> float:
        """The largest difference between a pair's change and the sum of its postings."""
        names = {pair: p for p, pair in enumerate(case.names.pairs)}
        total = np.zeros(len(names))
        for posting in self.postings:
            total[names[f"{posting.entry.source}>{posting.entry.target}"]] += posting.amount
        return float(np.abs(self.latent[-1] - self.latent[0] - total).max(initial=0.0))


def trace(case: Case, seed: int, run: int, steps: int) -> Trace:
    """Run number ``run`` again, alone: the same bits as in any ensemble."""
    luck = case.luck(seed, run, 1, steps)
    batch = case.batch(luck.values)
    columns = book(case)
    deeds: list[Deed] = []
    start = case.begins(luck, batch) or batch.start
    posted: list[Posting] = []
    latent, tension = [start.latent[0]], [start.tension[0]]
    for moment in case.roll(luck, batch, post=True):
        assert moment.posted is not None
        deeds += _deeds(case, batch, moment)
        posted += postings(columns, moment.posted[0], moment.step)
        latent.append(moment.after.latent[0])
        tension.append(moment.after.tension[0])
    return Trace(run, tuple(deeds), tuple(posted), np.array(latent), np.array(tension))


def deeds(case: Case, seed: int, run: int, steps: int) -> tuple[Deed, ...]:
    """The deeds of :func:`trace` alone, in a fraction of its time."""
    luck = case.luck(seed, run, 1, steps)
    batch = case.batch(luck.values)
    return tuple(deed for moment in case.roll(luck, batch) for deed in _deeds(case, batch, moment))


def _deeds(case: Case, batch: Batch, moment: Moment) -> list[Deed]:
    taken = np.flatnonzero(moment.taken[0] >= 1.0)
    if not len(taken):
        return []
    why = tilts(batch, moment.before)
    script, rates = case.script.get(moment.step), batch.value("base_rate")[0]
    had_done = np.zeros(len(case.names.actions)) if script is None else script.taken
    if moment.ordered is not None:
        had_done = moment.ordered[0]
    return [
        Deed(
            step=moment.step,
            action=case.names.actions[k],
            scripted=bool(had_done[k] > 0.0),
            probability=float(moment.odds.probability[0, k]),
            base_rate=float(rates[k]),
            reasons={motive: float(part[0, k]) for motive, part in why.items()},
        )
        for k in taken
    ]


def postings(columns: Book, row: Floats, step: int) -> list[Posting]:
    """What the ledger booked in a step of a run: ``row`` (entry,), in the order of the book."""
    return [Posting(step, columns.entry(int(e)), float(row[e])) for e in np.flatnonzero(row)]
