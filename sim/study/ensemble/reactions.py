"""Who reacts, how much likelier, how soon, and why.

Chances, not deeds, are averaged over runs: the same expectation with far less noise.
"""

from collections.abc import Sequence

import numpy as np

from sim.kernel.arrays import Floats
from sim.kernel.order import MOTIVES
from sim.results import ReactionRow
from sim.study.ensemble.grow import Grown
from sim.study.ensemble.pairing import free
from sim.world import World

WINDOW = 6  # steps after the first scripted difference over which rates and ratios are taken
SELDOM = 1e-6  # a rate below this is never
DOUBLED = float(np.log(2.0))  # a change of log chance too large to be chance or habit
NOW_POSSIBLE = "it has become possible"
NO_MORE = "it is no longer possible"
CROWDED_OUT = "another act takes its place"
ROOM = "it takes another act's place"
AGAIN = "it is the event itself, once more"
FORCED = frozenset({NOW_POSSIBLE, NO_MORE, CROWDED_OUT, ROOM, AGAIN})  # what no motive brings about


def parting(grown: Grown) -> int:
    """The first step in which the two scripts differ, or 1 where they do not."""
    return min(_event(grown), default=1)


def _event(grown: Grown) -> dict[int, Floats]:
    """Step -> (action,) what one script takes in it and the other does not, where they differ."""
    with_, without = grown.pairing.with_.script, grown.pairing.without.script
    nothing = np.zeros(grown.pairing.with_.frame.actions)
    found = {
        step: np.abs(
            (with_[step].taken if step in with_ else nothing)
            - (without[step].taken if step in without else nothing)
        )
        for step in {*with_, *without}
    }
    return {step: taken for step, taken in found.items() if taken.any()}


def reaction_rows(grown: Grown, world: World) -> tuple[ReactionRow, ...]:
    """A row for each action that can be taken in either arm, most extra deeds first."""
    tally, names = grown.tally, grown.pairing.with_.names
    first = parting(grown)
    window = slice(first - 1, first - 1 + WINDOW)
    decided = free(grown.pairing.cases, len(tally.with_.chance)) / tally.runs
    with_, without = tally.with_.chance * decided, tally.without.chance * decided
    rate, baseline = with_[window].sum(axis=0), without[window].sum(axis=0)
    extra, error = tally.extra.mean(tally.runs), tally.extra.error(tally.runs)
    lags = _lags((with_ - without)[window])
    because = _because(grown, world, with_, without)
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


def _because(grown: Grown, world: World, with_: Floats, without: Floats) -> list[str]:
    """What moved each choice: a motive, a ladder climbed, or another act on the same line."""
    weight = with_ + without
    share = weight / np.maximum(weight.sum(axis=0), SELDOM)
    tilt = ((grown.tally.with_.reasons - grown.tally.without.reasons) * share).sum(
        axis=1
    )  # (motive, action) mean log odds
    total = np.log(np.maximum(with_.sum(axis=0), SELDOM) / np.maximum(without.sum(axis=0), SELDOM))
    words = [world.motives[name].because for name in MOTIVES]
    own = sum(_event(grown).values(), np.zeros(with_.shape[1]))
    return [
        AGAIN if own[k] else _word(tilt[:, k], float(total[k]), words)
        for k in range(with_.shape[1])
    ]


def _word(tilt: Floats, change: float, words: Sequence[str]) -> str:
    """The strongest motive in the direction of the change of log chance, if motives explain it."""
    motive = words[int(np.argmax(tilt * np.sign(change)))]
    by_motives = float(tilt.sum())
    if by_motives * change > 0.0 and abs(change) <= abs(by_motives) + DOUBLED:
        return motive
    if change > DOUBLED:
        return NOW_POSSIBLE
    if change < -DOUBLED:
        return NO_MORE
    return CROWDED_OUT if change < 0.0 else ROOM
