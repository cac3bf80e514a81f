"""Why a played month went as it did: what moved whom, and what the choices have changed.

Everything is read off the ledger, whose bookings add up to the change of the latent alignment z. A
booking counts as much of the alignment a = tanh z as the mean slope Δa / Δz of what it is part of
gives it (Aumann and Shapley 1974), so the causes of a change add up to the change.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from sim.kernel.arrays import Floats
from sim.ledger import Entry, Trace
from sim.single.month import Deed, Month
from sim.single.setting import Setting
from sim.world.record import month_of

Added = Mapping[tuple[Entry, bool], float]

SAME = 1e-9  # latent; below it a quotient would be all rounding


@dataclass(frozen=True)
class Cause:
    """What one thing adds to how far ``source`` sides with ``target``, by one mechanism.

    ``action`` is empty where no action is the cause. ``done`` is false where the action had come to
    be expected and was not done. ``here`` is what it adds in the run, ``twin`` what it adds in the
    twin, where the two are compared (else 0).
    """

    source: str
    target: str
    action: str
    mechanism: str
    done: bool
    here: float
    twin: float = 0.0

    @property
    def amount(self) -> float:
        """What it adds here beyond the twin."""
        return self.here - self.twin


@dataclass(frozen=True)
class Why:
    """One month of a run that has been played, beside its twin: same luck, the model's own choices.

    ``causes`` are those of the month, ``apart`` those of where the run stands less where its twin
    stands by the end of it, since the start; the largest first, and of each pair they add up to the
    difference. ``alone`` are the deeds that the twin does not do in that month, ``undone`` those
    that the twin alone does.
    """

    step: int
    month: str
    deeds: tuple[Deed, ...]
    alone: tuple[Deed, ...]
    undone: tuple[Deed, ...]
    causes: tuple[Cause, ...]
    apart: tuple[Cause, ...]


def trace(setting: Setting, months: Sequence[Month]) -> Trace:
    """The full record of the months played so far, each booked under the laws of that month."""
    start = months[0].moment.before if months else setting.batch.begins
    states = [start, *(month.moment.after for month in months)]
    return Trace(
        run=setting.run,
        deeds=tuple(deed for month in months for deed in month.deeds),
        postings=tuple(posting for month in months for posting in month.postings),
        latent=np.array([state.latent[0] for state in states]),
        tension=np.array([state.tension[0] for state in states]),
    )


def why(setting: Setting, months: Sequence[Month], twin: Sequence[Month]) -> Why:
    """Why the last of some months went as it did, and what their twin's would have been."""
    last, other = months[-1], twin[-1]
    step = last.moment.step
    also, did = ({deed.action for deed in month.deeds} for month in (other, last))
    pairs = {pair: n for n, pair in enumerate(setting.case.names.pairs)}
    here, there = last.moment.after.latent[0], other.moment.after.latent[0]
    return Why(
        step=step,
        month=month_of(setting.world.date, step),
        deeds=last.deeds,
        alone=tuple(deed for deed in last.deeds if deed.action not in also),
        undone=tuple(deed for deed in other.deeds if deed.action not in did),
        causes=_causes(last.added, {}, pairs, last.moment.before.latent[0], here),
        apart=_causes(_sums(months), _sums(twin), pairs, there, here),
    )


def _sums(months: Iterable[Month]) -> Added:
    found: dict[tuple[Entry, bool], float] = {}
    for month in months:
        for key, amount in month.added.items():
            found[key] = found.get(key, 0.0) + amount
    return found


def _causes(
    here: Added, twin: Added, pairs: Mapping[str, int], start: Floats, end: Floats
) -> tuple[Cause, ...]:
    """Amounts of z as amounts of a, on the way from one latent alignment to another."""
    moved = end - start
    flat = np.abs(moved) < SAME
    level = 1.0 - np.tanh(start) ** 2
    slope = np.where(flat, level, (np.tanh(end) - np.tanh(start)) / np.where(flat, 1.0, moved))
    found = []
    for entry, done in {**here, **twin}:
        ours, theirs = here.get((entry, done), 0.0), twin.get((entry, done), 0.0)
        if ours == theirs:
            continue
        by = float(slope[pairs[f"{entry.source}>{entry.target}"]])
        who = entry.source, entry.target, entry.action, entry.mechanism
        found.append(Cause(*who, done, ours * by, theirs * by))
    return tuple(sorted(found, key=lambda one: -abs(one.amount)))
