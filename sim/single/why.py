"""Why a played month went as it did: what moved whom, and what the choices have changed.

Everything is read off the ledger, whose bookings add up to the change of the latent alignment z. A
booking counts as much of the alignment a = tanh z as the mean slope Δa / Δz of what it is part of
gives it (Aumann and Shapley 1974), so the causes of a change add up to the change.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from sim.kernel.arrays import Floats
from sim.ledger import LATE, Posting, Trace
from sim.single.month import Deed, Month
from sim.single.setting import Setting
from sim.world.record import month_of

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
    start = months[0].moment.before if months else setting.begins
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
    step, ours, theirs = last.moment.step, trace(setting, months), trace(setting, twin)
    also = {deed.action for deed in other.deeds}
    did = {deed.action for deed in last.deeds}
    pairs = {pair: n for n, pair in enumerate(setting.case.names.pairs)}
    this = _sums((p for p in ours.postings if p.step == step), _done(months))
    since, instead = _sums(ours.postings, _done(months)), _sums(theirs.postings, _done(twin))
    return Why(
        step=step,
        month=month_of(setting.world.date, step),
        deeds=last.deeds,
        alone=tuple(deed for deed in last.deeds if deed.action not in also),
        undone=tuple(deed for deed in other.deeds if deed.action not in did),
        causes=_causes(this, {}, pairs, ours.latent[-2], ours.latent[-1]),
        apart=_causes(since, instead, pairs, theirs.latent[-1], ours.latent[-1]),
    )


Key = tuple[str, str, str, str, bool]


def _done(months: Iterable[Month]) -> frozenset[tuple[int, str]]:
    return frozenset((deed.step, deed.action) for month in months for deed in month.deeds)


def _sums(booked: Iterable[Posting], done: frozenset[tuple[int, str]]) -> Mapping[Key, float]:
    found: dict[Key, float] = {}
    for posting in booked:
        entry = posting.entry
        step = posting.step - (entry.mechanism in LATE)
        happened = not entry.action or (step, entry.action) in done
        key = (entry.source, entry.target, entry.action, entry.mechanism, happened)
        found[key] = found.get(key, 0.0) + posting.amount
    return found


def _causes(
    here: Mapping[Key, float],
    twin: Mapping[Key, float],
    pairs: Mapping[str, int],
    start: Floats,
    end: Floats,
) -> tuple[Cause, ...]:
    """Amounts of z as amounts of a, on the way from one latent alignment to another."""
    moved = end - start
    flat = np.abs(moved) < SAME
    level = 1.0 - np.tanh(start) ** 2
    slope = np.where(flat, level, (np.tanh(end) - np.tanh(start)) / np.where(flat, 1.0, moved))
    found = []
    for key in {**here, **twin}:
        by = float(slope[pairs[f"{key[0]}>{key[1]}"]])
        found.append(Cause(*key, here.get(key, 0.0) * by, twin.get(key, 0.0) * by))
    return tuple(sorted((one for one in found if one.amount), key=lambda one: -abs(one.amount)))
