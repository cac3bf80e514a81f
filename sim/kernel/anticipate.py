"""Anticipation: before it acts, an actor asks what others are likely to do next because of it.

U_o(k) = Σ_l ( P(l | after k) − P(l | after no surprise) ) · worth_o(l),
worth_o(l) = x[l,o] + Σ_m a[o,m] · x[l,m]

over the actions l of others: their harm and help to o itself, and to its friends and foes. P is the
kernel's own: the action is tried out, with everything else as expected, and the odds are read in
the state it would leave. Those others are taken to be myopic: one level of looking ahead (Camerer,
Ho and Chong 2004). Like every motive it tilts a choice only by its departure from the reference
state, times λ and the actor's weight of interest: how often actors act in normal times already
holds what they foresee then.

Each step costs one trial step for each action, so this is a rival form to test an answer with, not
the rule of the default world.
"""

import numpy as np

from sim.kernel.decide import Decide, Odds, odds, possible
from sim.kernel.fold import Floats, Ints, fold, pick
from sim.kernel.laws import Batch
from sim.kernel.state import State
from sim.kernel.step import advance

MOTIVE = "interest"  # whose weight it takes, and with which it is switched off


def foresight(batch: Batch) -> Decide:
    """The decision rule of actors that look one step ahead, for one batch."""
    if not batch.laws.on(MOTIVE):
        return odds
    frame, p = batch.laws.frame, batch.p
    gain = pick(p.precision * p.motive[MOTIVE], frame.owner)
    rest = utility(batch, batch.start, np.arange(frame.actions))

    def decide(batch: Batch, s: State) -> Odds:
        can = possible(frame, s)
        moved = utility(batch, s, np.flatnonzero(can.any(axis=0))) - rest
        return odds(batch, s, can * gain * moved)

    return decide


def utility(batch: Batch, s: State, actions: Ints) -> Floats:
    """(run, action) U of the given actions: what others' next step is worth because of each."""
    frame = batch.laws.frame
    likely = odds(batch, s)
    expected = likely.possible * s.expected
    undisturbed = _next(batch, s, likely, expected)
    worths = [worth(batch, s, owner) for owner in range(frame.actors)]
    everything = fold(np.zeros(frame.actions, dtype=np.intp), 1)
    foreseen = np.zeros((s.runs, frame.actions), order="F")
    for k in actions:
        tried = expected.copy(order="F")
        tried[:, k] = 1.0
        likelier = _next(batch, s, likely, tried) - undisturbed
        foreseen[:, [k]] = everything.sum(likelier * worths[frame.owner[k]])
    return foreseen


def worth(batch: Batch, s: State, owner: int) -> Floats:
    """(run, action) what each action of another is worth to ``owner``; its own are worth 0."""
    frame = batch.laws.frame
    to = frame.impact.to
    others = frame.owner[frame.impact.k] != owner
    sided = np.where(to == owner, 1.0, pick(s.alignment, frame.pair[owner, to]))
    return frame.folds.impact_to_action.sum(batch.p.impact * sided * others)


def _next(batch: Batch, s: State, likely: Odds, taken: Floats) -> Floats:
    """(run, action) the chance of each action in the step after these deeds."""
    return odds(batch, advance(batch, s, 0, likely, taken).after).probability
