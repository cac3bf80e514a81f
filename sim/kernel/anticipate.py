"""Anticipation: before it acts, an actor asks what others are likely to do next because of it.

U_o(k) = Σ_l ( P(l | after k) − P(l | after no surprise) ) · worth_o(l),
worth_o(l) = x[l,o] + Σ_m a[o,m] · x[l,m]

over the actions l of others: their harm and help to o itself, and to its friends and foes. P is the
kernel's own: the action is tried out, with everything else as expected, and the odds are read in
the state it would leave. Those others are taken to be myopic: one level of looking ahead (Camerer,
Ho and Chong 2004). Like every motive it tilts a choice only by its departure from the reference
state, times λ and the actor's weight of interest: how often actors act in normal times already
holds what they foresee then.

Each step costs a trial step for each action, so this is a rival form to test an answer with, not
the rule of the default world.
"""

from collections.abc import Callable
from functools import lru_cache

import numpy as np

from sim.kernel.arrays import Floats, Ints
from sim.kernel.engine.bench import Bench
from sim.kernel.engine.stepping import Foresee
from sim.kernel.frame import Frame
from sim.kernel.laws import Batch, read_state, state_span, write_state
from sim.kernel.order import DIRECT, EFFECTS, EXPECT, ODDS, REMEMBER, SETTLE
from sim.kernel.program import Program
from sim.kernel.state import State
from sim.kernel.step import possible

ITSELF = -1  # instead of a pair, where an actor is hit itself
MOTIVE = "interest"  # whose weight it takes, and with which it is switched off

Foresight = Callable[[Batch, State], Floats]
"""The further tilt (run, action) of actors that look one step ahead."""


def foresight(batch: Batch) -> Foresight | None:
    """How the actors of one batch look ahead; None where their interest is off."""
    if not batch.laws.on(MOTIVE):
        return None
    owner = [act.owner for act in batch.laws.frame.acts]
    place = list(batch.laws.words.motives).index(MOTIVE) * batch.laws.frame.actors
    weight = batch.value("weight")[:, place : place + batch.laws.frame.actors]
    gain = (batch.value("precision")[:, : batch.laws.frame.actors] * weight)[:, owner]
    rest = utility(batch, batch.start, np.arange(batch.laws.frame.actions))

    def decide(batch: Batch, s: State) -> Floats:
        can = possible(batch, s)
        moved = utility(batch, s, np.flatnonzero(can.any(axis=0))) - rest
        return np.asarray(can * gain * moved)

    return decide


def foreseer(batch: Batch, program: Program) -> Foresee | None:
    """The same for runs on a bench of a program of the batch's laws."""
    decide = foresight(batch)
    if decide is None:
        return None

    def foresee(bench: Bench) -> Floats:
        return decide(batch, read_state(bench, program)).T

    return foresee


def utility(batch: Batch, s: State, actions: Ints) -> Floats:
    """(run, action) U of the given actions: what others' next step is worth because of each."""
    frame, program = batch.laws.frame, batch.laws.program
    bench, state, chance = batch.bench, state_span(program), program.span("chance")
    scripted = program.span("scripted")
    write_state(bench, program, s)
    bench.put(program.span("foreseen"), np.zeros((frame.actions, 1)))
    here, nothing = bench.saved(state), np.zeros((frame.actions, 1))

    def after(*deeds: int) -> Floats:
        """(action, run) each chance in the step after some deeds, all else being as expected."""
        done = nothing.copy()
        done[list(deeds)] = 1.0
        bench.restore(state, here)
        bench.put(scripted, done)
        bench.work(ODDS, DIRECT, EXPECT, EFFECTS, REMEMBER, SETTLE, ODDS)
        return bench.get(chance)

    undisturbed = after()
    worths = [worth(batch, s, owner).T for owner in range(frame.actors)]
    foreseen = np.zeros((s.runs, frame.actions), order="F")
    for k in actions:
        likelier = (after(k) - undisturbed) * worths[frame.acts[k].owner]
        # one after another: no sum may depend on the batch
        foreseen[:, k] = np.add.accumulate(likelier)[-1]
    return foreseen


def worth(batch: Batch, s: State, owner: int) -> Floats:
    """(run, action) what each action of another is worth to ``owner``; its own are worth 0."""
    link, action, pair = _felt(batch.laws.frame, owner)
    sides = s.alignment.T[pair]
    sides[pair == ITSELF] = 1.0
    found = np.zeros((batch.laws.frame.actions, s.runs))
    np.add.at(found, action, batch.value("x").T[link] * sides)  # one after another
    return found.T


@lru_cache(maxsize=64)
def _felt(frame: Frame, owner: int) -> tuple[Ints, Ints, Ints]:
    """Each impact of an action of another: its number, the action, the pair by which it is felt."""
    links = [(act, m) for act in frame.acts for m in act.impact]
    found = [
        (n, act.k, ITSELF if m == owner else frame.pair(owner, m))
        for n, (act, m) in enumerate(links)
        if act.owner != owner
    ]
    link, action, pair = np.array(found, dtype=np.intp).reshape(-1, 3).T
    return link, action, pair
