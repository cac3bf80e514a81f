"""The effect on one alignment as a sum of causes: the ledger, by action and mechanism.

The ledger adds up on the latent scale z = atanh a. A run in which the arms end Δz and Δa apart
gives every contribution to Δz the weight Δa / Δz, the mean slope of tanh between the two ends (the
attribution of Aumann and Shapley 1974 along the straight line between them). So the contributions
of each run, and their means, add up to the effect on the alignment itself, with nothing left over.
"""

from dataclasses import dataclass

import numpy as np

from sim.kernel.arrays import Floats, Ints
from sim.kernel.engine.keep import Path
from sim.kernel.latent import BOUND
from sim.ledger import LATE, Book, book
from sim.results.explanation import START, Bar, Part
from sim.study.explain.twins import DrawnArm, Twins, mean_and_error

Key = tuple[str, str, Part]


@dataclass(frozen=True)
class _Ledger:
    """What each cause added to the latent alignment of a pair, run by run."""

    columns: dict[Key, Floats]  # (run,)
    start: Floats  # (run,) latent
    end: Floats


def waterfall(twins: Twins, pair: str) -> tuple[Bar, ...]:
    """Every cause of the effect on a pair, the largest first. The shifts add up to the effect."""
    ours, theirs = _ledger(twins.with_, pair), _ledger(twins.without, pair)
    slope = _slope(ours.end, theirs.end)
    none = np.zeros(len(slope))
    keys = dict.fromkeys([*ours.columns, *theirs.columns])
    bars = [
        _bar(key, slope, ours.columns.get(key, none), theirs.columns.get(key, none)) for key in keys
    ]
    bars.append(_bar(("", START, "drift"), slope, ours.start - theirs.start, none))
    return tuple(sorted((bar for bar in bars if bar.shift), key=lambda bar: -abs(bar.shift)))


def _bar(key: Key, slope: Floats, ours: Floats, theirs: Floats) -> Bar:
    shift, error = mean_and_error(slope * (ours - theirs))
    with_, without = float((slope * ours).mean()), float((slope * theirs).mean())
    return Bar(*key, with_, without, shift, error)


def _slope(ours: Floats, theirs: Floats) -> Floats:
    """(run,) Δa / Δz, or the slope of tanh where the two ends are the same."""
    apart = ours - theirs
    same = np.abs(apart) < 1e-9  # there the quotient would be all rounding
    level = 1.0 - np.tanh(theirs) ** 2
    return np.where(same, level, (np.tanh(ours) - np.tanh(theirs)) / np.where(same, 1.0, apart))


def _ledger(arm: DrawnArm, pair: str) -> _Ledger:
    columns = book(arm.case)
    number = arm.case.names.pairs.index(pair)
    entries = np.flatnonzero(columns.pair == number)
    parts = [_piece(arm, columns, entries, number, piece) for piece in range(len(arm.luck))]
    return _Ledger(
        {key: np.concatenate([part.columns[key] for part in parts]) for key in parts[0].columns},
        np.concatenate([part.start for part in parts]),
        np.concatenate([part.end for part in parts]),
    )


def _piece(arm: DrawnArm, columns: Book, entries: Ints, pair: int, piece: int) -> _Ledger:
    case = arm.case
    keep = {
        "ledger": Path([columns.slots[e] for e in entries], initial=True),
        "taken": Path(case.slots("taken", ledger=True), np.int8),
        "latent": Path(case.slots("z", [pair], ledger=True), initial=True),
    }
    kept = case.keep(arm.luck[piece], keep, arm.batches[piece], ledger=True)
    amounts, taken = np.diff(kept["ledger"], axis=0), kept["taken"]
    before = np.concatenate([np.zeros_like(taken[:1]), taken[:-1]])  # in the step before
    found: dict[Key, Floats] = {("", BOUND, "drift"): np.zeros(taken.shape[2])}
    for n, e in enumerate(entries):
        name, k, amount = columns.mechanism[e], int(columns.action[e]), amounts[:, n]
        if k < 0:
            found["", name, "drift"] = amount.sum(axis=0)
            continue
        done = (before if name in LATE else taken)[:, k]
        action = case.names.actions[k]
        found[action, name, "deed"] = (amount * done).sum(axis=0)
        found[action, name, "fading"] = (amount * (1 - done)).sum(axis=0)
    return _Ledger(found, kept["latent"][0, 0], kept["latent"][-1, 0])
