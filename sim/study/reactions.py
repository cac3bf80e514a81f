"""Who reacts, how much likelier, how soon, and why.

Chances, not deeds, are averaged over runs: the same expectation with far less noise.
"""

import numpy as np

from sim.build import Names
from sim.kernel.fold import Floats
from sim.kernel.motives import MOTIVES
from sim.results import ReactionRow
from sim.study.ensemble import Grown
from sim.study.tally import Tally
from sim.world import World

WINDOW = 6  # steps after the first scripted difference over which rates and ratios are taken
SELDOM = 1e-6  # a rate below this is never
WORDS = {
    "influence": "gaining or keeping a client",
    "interest": "helping friends, hurting rivals",
    "regard": "what others will think",
    "resolve": "keeping its own threat",
    "retaliation": "paying back harm",
    "reward": "returning help",
    "self_help": "doubt that an ally will protect it",
    "stability": "tension in the theatre",
}
NOW_POSSIBLE = "it has become possible"
NO_MORE = "it is no longer possible"


def parting(grown: Grown) -> int:
    """The first step in which the two scripts differ, or 1 where they do not."""
    with_, without = grown.pairing.with_.script, grown.pairing.without.script
    differing = [
        step
        for step in {*with_, *without}
        if step not in with_
        or step not in without
        or not np.array_equal(with_[step].taken, without[step].taken)
    ]
    return min(differing, default=1)


def reaction_rows(grown: Grown, world: World) -> tuple[ReactionRow, ...]:
    """A row for each action that can be taken in either arm, most extra deeds first."""
    tally, names = grown.tally, grown.pairing.with_.names
    first = parting(grown)
    window = slice(first - 1, first - 1 + WINDOW)
    with_, without = tally.with_.chance / tally.runs, tally.without.chance / tally.runs
    rate, baseline = with_[window].sum(axis=0), without[window].sum(axis=0)
    extra, error = tally.extra.mean(tally.runs), tally.extra.error(tally.runs)
    lags = _lags((with_ - without)[first - 1 :])
    because = _because(grown, names)
    order = np.argsort(-np.abs(rate - baseline), kind="stable")
    return tuple(
        ReactionRow(
            actor=world.actions[names.actions[k]].owner,
            action=names.actions[k],
            title=world.actions[names.actions[k]].title,
            rate=float(rate[k]),
            baseline_rate=float(baseline[k]),
            ratio=float(rate[k] / baseline[k]) if baseline[k] > SELDOM else None,
            extra=float(extra[k]),
            mc_error=float(error[k]),
            lag=None if np.isnan(lags[k]) else float(lags[k]),
            because=because[k],
        )
        for k in order
        if max(rate[k], baseline[k]) > SELDOM
    )


def _lags(difference: Floats) -> Floats:
    """(action,) number of steps until the chance differs most; not a number if it never does."""
    peak = np.argmax(np.abs(difference), axis=0)
    differs = np.abs(difference).max(axis=0) > SELDOM
    return np.where(differs, peak, np.nan)


def _because(grown: Grown, names: Names) -> list[str]:
    """The motive that moved each choice most in the direction in which it moved."""
    with_, without = grown.reasons
    if with_.reasons is None or without.reasons is None:
        return [""] * len(names.actions)
    chance = with_.chance.mean(axis=0)
    tilt = ((with_.reasons - without.reasons) * chance).sum(axis=1)  # (motive, action)
    tally = grown.tally
    moved = _moved(tally)
    weight = np.maximum(chance.sum(axis=0), SELDOM)
    motives = list(MOTIVES)
    words = []
    for k in range(len(names.actions)):
        best = int(np.argmax(tilt[:, k] * np.sign(moved[k])))
        strength = abs(tilt[best, k]) / weight[k]
        words.append(_word(WORDS[motives[best]], strength, moved[k], _opening(tally, k)))
    return words


def _moved(tally: Tally) -> Floats:
    return np.asarray((tally.with_.chance - tally.without.chance).sum(axis=0), dtype=np.float64)


def _opening(tally: Tally, k: int) -> float:
    """The ratio of the action's chances in the two arms, over the whole path."""
    return float(tally.with_.chance[:, k].sum() / max(tally.without.chance[:, k].sum(), SELDOM))


def _word(motive: str, strength: float, moved: float, ratio: float) -> str:
    """The motive, unless a ladder climbed (or not) explains the change better than any motive."""
    explained = np.exp(strength) if moved > 0 else np.exp(-strength)
    if moved > 0 and ratio > 2.0 * explained:
        return NOW_POSSIBLE
    if moved < 0 and ratio < 0.5 * explained:
        return NO_MORE
    return motive
