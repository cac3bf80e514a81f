"""Why an action is chosen more, or less, often: its extra deeds split among the motives.

In each step the chance is P = b · exp(Σ_motives tilt) / D, where D sums up the whole line of
policy, doing nothing included. With L, the logarithmic mean of the two arms' chances,

    P − P' = L · ln(P / P') = L · ( Σ_motives (tilt − tilt') + (ln b − ln b') − (ln D − ln D') )

holds exactly (the logarithmic mean Divisia index of Ang 2004), so the parts of all steps add up to
the extra deeds with nothing left over. Where the action is impossible in one arm, the whole
difference is due to that.
"""

from dataclasses import dataclass

import numpy as np

from sim.kernel.arrays import Floats
from sim.kernel.engine.keep import Path
from sim.kernel.order import MOTIVES
from sim.results.explanation import FORESIGHT, LIMIT, OTHER, POSSIBLE, RATE, ROOM, Motivation
from sim.study.explain.twins import DrawnArm, Twins, mean_and_error

ROUNDING = 1e-12  # deeds per run; a part below this is nothing


@dataclass(frozen=True)
class _Chance:
    """The action's chances in one arm; arrays are (step − 1, run)."""

    probability: Floats
    base_rate: Floats
    tilt: Floats  # as it counts
    by_motive: dict[str, Floats]


@dataclass(frozen=True)
class _Piece:
    """Some runs of both arms."""

    parts: dict[str, Floats]  # (run,)
    weight: float  # of all steps and runs
    log_odds: dict[str, float]  # of each motive, with these weights


def motivations(twins: Twins, column: int, decided: Floats) -> tuple[Motivation, ...]:
    """Every part of the extra deeds of an action, the largest first. The parts add up to them.

    ``decided`` (step − 1,) is 1 where the actor decides in both arms.
    """
    ahead = twins.with_.case.foresighted or twins.without.case.foresighted
    pieces = [
        _piece(
            _chance(twins.with_, piece, column),
            _chance(twins.without, piece, column),
            decided[:, None],
            FORESIGHT if ahead else LIMIT,
        )
        for piece in range(len(twins.with_.luck))
    ]
    weight = sum(piece.weight for piece in pieces)
    found = []
    for name in (*MOTIVES, *OTHER):
        extra, error = mean_and_error(
            np.concatenate(
                [piece.parts.get(name, np.zeros_like(piece.parts[ROOM])) for piece in pieces]
            )
        )
        if abs(extra) > ROUNDING:
            tilt = sum(piece.log_odds.get(name, 0.0) for piece in pieces)
            log_odds = tilt / weight if name in MOTIVES and weight > 0.0 else None
            found.append(Motivation(name, extra, error, log_odds))
    return tuple(sorted(found, key=lambda part: -abs(part.extra)))


def _piece(a: _Chance, b: _Chance, decided: Floats, rest: str) -> _Piece:
    """``rest`` names what the motives leave of the tilt."""
    both = (a.probability > 0.0) & (b.probability > 0.0)
    weight = decided * np.where(both, _logarithmic_mean(a.probability, b.probability), 0.0)
    odds = {name: _odds_ratio(a, b, name) for name in MOTIVES}
    rate = np.log(_safe(a.base_rate)) - np.log(_safe(b.base_rate))
    apart = np.log(_safe(a.probability)) - np.log(_safe(b.probability))
    tilt = a.tilt - b.tilt
    ratios = {**odds, RATE: rate, rest: tilt - sum(odds.values()), ROOM: apart - tilt - rate}
    alone = decided * np.where(both, 0.0, a.probability - b.probability)
    return _Piece(
        parts={POSSIBLE: alone.sum(axis=0)}
        | {name: (weight * ratio).sum(axis=0) for name, ratio in ratios.items()},
        weight=float(weight.sum()),
        log_odds={name: float((weight * ratio).sum()) for name, ratio in odds.items()},
    )


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


def _chance(arm: DrawnArm, piece: int, column: int) -> _Chance:
    batch = arm.batches[piece]
    reasons = {
        motive: slot
        for (motive, k), slot in batch.laws.program.slots("reason").items()
        if k == column
    }
    keep = {
        "chance": Path(arm.case.slots("chance", [column])),
        "tilt": Path(arm.case.slots("tilt", [column])),
        "reasons": Path(list(reasons.values())),
    }
    kept = arm.case.keep(arm.luck[piece], keep, batch, reasons=batch.runs)
    return _Chance(
        probability=kept["chance"][:, 0],
        base_rate=batch.value("base_rate")[:, column],
        tilt=kept["tilt"][:, 0],
        by_motive={motive: kept["reasons"][:, n] for n, motive in enumerate(reasons)},
    )
