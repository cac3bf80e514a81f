"""Who reacts, how much likelier, how soon, and why.

Chances, not deeds, are averaged over runs: the same expectation with far less noise.
"""

from collections.abc import Sequence

import numpy as np

from sim.kernel.arrays import Floats
from sim.kernel.order import MOTIVES
from sim.results import ReactionRow
from sim.results.conventions import AGAIN, CROWDED_OUT, NO_MORE, NOW_POSSIBLE, ROOM, WINDOW
from sim.study.ensemble.grow import Grown
from sim.study.ensemble.pairing import free
from sim.world import World

SELDOM = 1e-6  # a rate below this is never
DOUBLED = float(np.log(2.0))  # a change of log chance too large to be chance or habit


def _apart(grown: Grown) -> Floats:
    """(action,) in how many steps one script takes it and the other does not."""
    with_, without = grown.pairing.with_.script, grown.pairing.without.script
    nothing = np.zeros(grown.pairing.with_.frame.actions)
    apart = [
        np.abs(
            (with_[step].taken if step in with_ else nothing)
            - (without[step].taken if step in without else nothing)
        )
        for step in {*with_, *without}
    ]
    return sum(apart, nothing)


def reaction_rows(grown: Grown, world: World, event: int) -> tuple[ReactionRow, ...]:
    """A row for each action that can be taken in either arm, most extra deeds first.

    ``event`` is the step of the event, from which rates and lags count.
    """
    tally, names = grown.tally, grown.pairing.with_.names
    with_, without = _chances(grown)
    window = from_the_event(event)
    rate, baseline = with_[window].sum(axis=0), without[window].sum(axis=0)
    extra, error = tally.extra.mean(tally.runs), tally.extra.error(tally.runs)
    lags = _lags((with_ - without)[window])
    because = _because(grown, world)
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


def from_the_event(event: int) -> slice:
    """The steps over which rates and ratios are taken, from that of the event on."""
    return slice(event - 1, event - 1 + WINDOW)


def moved(grown: Grown, steps: slice = slice(None)) -> Floats:
    """(motive, action) by how much each motive moves the log odds, with less without.

    A mean over the explained runs and over those of the steps in which actors decide, each step as
    much as the act is likely in it.
    """
    weight = np.add(*_chances(grown))[steps]
    share = weight / np.maximum(weight.sum(axis=0), SELDOM)
    apart = grown.tally.with_.reasons[:, steps] - grown.tally.without.reasons[:, steps]
    tilt: Floats = (apart * share).sum(axis=1)
    return tilt


def _chances(grown: Grown) -> tuple[Floats, Floats]:
    """(step − 1, action) the mean chance where the actor decides in both arms, with and without."""
    tally = grown.tally
    decided = free(grown.pairing.cases, len(tally.with_.chance)) / tally.runs
    return tally.with_.chance * decided, tally.without.chance * decided


def _lags(difference: Floats) -> Floats:
    """(action,) number of steps until the chance differs most; not a number if it never does."""
    peak = np.argmax(np.abs(difference), axis=0)
    differs = np.abs(difference).max(axis=0) > SELDOM
    return np.where(differs, peak, np.nan)


def _because(grown: Grown, world: World) -> list[str]:
    """What moved each choice: a motive, a ladder climbed, or another act on the same line."""
    tilt, (with_, without) = moved(grown), _chances(grown)
    total = np.log(np.maximum(with_.sum(axis=0), SELDOM) / np.maximum(without.sum(axis=0), SELDOM))
    words = [world.motives[name].because for name in MOTIVES]
    own = _apart(grown)
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
