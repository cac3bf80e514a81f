"""Why an action is chosen more, or less, often: its extra deeds split among the motives.

In each step the chance is P = b · exp(Σ_motives tilt) / D, where D sums up the whole line of
policy, doing nothing included. With L, the logarithmic mean of the two arms' chances,

    P − P' = L · ln(P / P') = L · ( Σ_motives (tilt − tilt') + (ln b − ln b') − (ln D − ln D') )

holds exactly (the logarithmic mean Divisia index of Ang 2004), so the parts of all steps add up to
the extra deeds with nothing left over. Where the action is impossible in one arm, the whole
difference is due to that.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from sim.kernel.arrays import Floats
from sim.kernel.laws import Batch
from sim.kernel.order import MOTIVES
from sim.kernel.step import Moment, tilts
from sim.study.explain.twins import Arm, Twins, mean_and_error

POSSIBLE = "possible"  # whether it can be done at all
RATE = "base_rate"  # a base rate that one scenario sets
LIMIT = "limit"  # what the guard against overflow takes away
FORESIGHT = "foresight"  # what others are likely to do next because of it, where actors look ahead
ROOM = "room"  # the line of policy does one thing in a step: other acts, and its own limit of one
ROUNDING = 1e-12  # deeds per run; a part below this is nothing
OTHER = (POSSIBLE, RATE, LIMIT, FORESIGHT, ROOM)


@dataclass(frozen=True, slots=True)
class Motivation:
    """What one motive adds to how often an action is chosen.

    ``extra`` deeds per run are with minus without, ``mc_error`` their standard error. ``log_odds``
    is what the motive adds to the log odds of the action on average where the deeds are likely
    (weights L); ``None`` where the part is no motive.
    """

    motive: str
    extra: float
    mc_error: float
    log_odds: float | None


@dataclass(frozen=True)
class _Chance:
    """The action's chance in one step of one arm; arrays are (run,)."""

    probability: Floats
    base_rate: Floats
    tilt: Floats  # as it counts
    by_motive: dict[str, Floats]


def motivations(twins: Twins, column: int, decided: Floats) -> tuple[Motivation, ...]:
    """Every part of the extra deeds of an action, the largest first. The parts add up to them.

    ``decided`` (step − 1,) is 1 where the actor decides in both arms.
    """
    ahead = twins.with_.case.foresighted or twins.without.case.foresighted
    pieces = [
        _piece(ours, theirs, decided, FORESIGHT if ahead else LIMIT)
        for ours, theirs in zip(
            _chances(twins.with_, column), _chances(twins.without, column), strict=True
        )
    ]
    weight = sum(float(weights.sum()) for _, weights, _ in pieces)
    found = []
    for name in (*MOTIVES, *OTHER):
        extra, error = mean_and_error(
            np.concatenate([_part(parts, name) for parts, _, _ in pieces])
        )
        tilt = sum(odds.get(name, 0.0) for _, _, odds in pieces)
        if abs(extra) > ROUNDING:
            log_odds = tilt / weight if name in MOTIVES and weight > 0.0 else None
            found.append(Motivation(name, extra, error, log_odds))
    return tuple(sorted(found, key=lambda part: -abs(part.extra)))


def _piece(
    ours: Iterator[_Chance], theirs: Iterator[_Chance], decided: Floats, rest: str
) -> tuple[dict[str, Floats], Floats, dict[str, float]]:
    """(run,) each part; (run,) weights; motive -> weighted sum of its log odds ratio.

    ``rest`` names what the motives leave of the tilt.
    """
    parts: dict[str, Floats] = {}
    weights: Floats = np.zeros(1)
    odds: dict[str, float] = dict.fromkeys(MOTIVES, 0.0)
    for counts, a, b in zip(decided, ours, theirs, strict=True):
        both = (a.probability > 0.0) & (b.probability > 0.0)
        weight = counts * np.where(both, _logarithmic_mean(a.probability, b.probability), 0.0)
        step = {name: _odds_ratio(a, b, name) for name in MOTIVES}
        for name, ratio in step.items():
            odds[name] += float((weight * ratio).sum())
        step[RATE] = np.log(_safe(a.base_rate)) - np.log(_safe(b.base_rate))
        step[rest] = a.tilt - b.tilt - sum(step[name] for name in MOTIVES)
        apart = np.log(_safe(a.probability)) - np.log(_safe(b.probability))
        step[ROOM] = apart - (a.tilt - b.tilt) - step[RATE]
        amounts = {name: weight * ratio for name, ratio in step.items()}
        amounts[POSSIBLE] = counts * np.where(both, 0.0, a.probability - b.probability)
        for name, amount in amounts.items():
            parts[name] = parts[name] + amount if name in parts else amount
        weights = weights + weight
    return parts, weights, odds


def _part(parts: dict[str, Floats], name: str) -> Floats:
    return parts[name] if name in parts else np.zeros_like(parts[ROOM])


def _odds_ratio(a: _Chance, b: _Chance, motive: str) -> Floats:
    none = np.zeros_like(a.tilt)
    return a.by_motive.get(motive, none) - b.by_motive.get(motive, none)


def _safe(values: Floats) -> Floats:
    return np.where(values > 0.0, values, 1.0)


def _logarithmic_mean(a: Floats, b: Floats) -> Floats:
    """(a − b) / ln(a / b), which is a where a = b."""
    a, b = _safe(a), _safe(b)
    ratio = np.log(a / b)
    near = np.abs(ratio) < 1e-6
    return np.where(near, (a + b) / 2.0, (a - b) / np.where(near, 1.0, ratio))


def _chances(arm: Arm, column: int) -> Iterator[Iterator[_Chance]]:
    """For each piece of an arm, the chances step by step."""
    for luck in arm.luck:
        batch = arm.batch(luck)
        yield (_chance(batch, moment, column) for moment in arm.case.roll(luck, batch))


def _chance(batch: Batch, moment: Moment, column: int) -> _Chance:
    why = tilts(batch, moment.before)
    return _Chance(
        probability=moment.odds.probability[:, column],
        base_rate=batch.value("base_rate")[:, column],
        tilt=moment.odds.tilt[:, column],
        by_motive={name: part[:, column] for name, part in why.items()},
    )
