"""One step, in its four parts. Read :data:`ORDER` for the sequence; nothing else happens."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from sim.kernel import remember
from sim.kernel.decide import Decide, Odds, Script, choose, odds
from sim.kernel.fold import Floats
from sim.kernel.grain import Impulse
from sim.kernel.laws import BOUND, Batch, Laws, Reach
from sim.kernel.mechanisms import MECHANISMS
from sim.kernel.parameters import Parameters
from sim.kernel.seen import Seen, impulse, look
from sim.kernel.state import State

ORDER = (
    "odds: every actor weighs every action it can take",
    "choose: scripted events take their instruments; each free instrument is decided by a draw",
    "contributions: every mechanism books what the deeds add to each alignment",
    "remember: dependence, promises, belief, grievance, expectation, tension, postures, threats",
)
LATENT_LIMIT = 8.0  # |z|; tanh 8 = 0.9999998. A numerical bound, booked and reported if reached


@dataclass(frozen=True)
class Moment:
    """One step of a batch: what was likely, what was done, what it added (at the grain of
    actors), what is now."""

    step: int
    before: State
    odds: Odds
    seen: Seen
    booked: Mapping[str, Floats]  # mechanism -> (run, entry); BOUND -> (run, pair), or no column
    after: State


def step(
    batch: Batch,
    s: State,
    number: int,
    uniform: Floats,
    script: Script | None = None,
    decide: Decide = odds,
) -> Moment:
    """Let every actor decide, then let all deeds take effect together."""
    likely = decide(batch, s)
    taken = choose(batch.laws.frame, likely.probability, uniform, script)
    return advance(batch, s, number, likely, taken)


def advance(batch: Batch, s: State, number: int, likely: Odds, taken: Floats) -> Moment:
    """What follows from the deeds of a step, whoever decided them."""
    laws = batch.laws
    seen = look(laws.frame, batch.effects, s, taken, likely.possible)
    push = impulse(laws.reach.grain, laws.frame, batch.p, batch.effects, s, seen)
    booked = contributions(laws, laws.reach, batch.p, s, seen, push)
    latent, booked[BOUND] = _within_bound(_total(laws.reach, s, booked))
    promised = remember.commitment(batch, s, seen)
    after = State(
        latent=latent,
        alignment=np.tanh(latent),
        dependence=remember.dependence(batch, s, push),
        commitment=promised,
        belief=remember.belief(batch, s, seen, push, promised),
        grievance=remember.grievance(batch, s, push),
        expected=remember.expected(batch, s, seen, likely.possible),
        tension=remember.tension(batch, s, push),
        posture=remember.posture(batch, s, seen),
        standing=remember.standing(batch, s, seen),
        pulled=remember.pulled(batch, s, seen),
        surprise=seen.surprise,
    )
    return Moment(number, s, likely, seen, booked, after)


def contributions(
    laws: Laws, reach: Reach, p: Parameters, s: State, seen: Seen, push: Impulse
) -> dict[str, Floats]:
    """Mechanism -> (run, entry) what it adds to the latent alignment of each entry's pair."""
    return {
        name: MECHANISMS[name].contribution(reach.places[name], p, s, seen, push)
        for name in laws.mechanisms
    }


def _total(reach: Reach, s: State, booked: Mapping[str, Floats]) -> Floats:
    """(run, pair) the latent alignments after all contributions, mechanism by mechanism."""
    latent = s.latent
    for name, entries in booked.items():
        latent = latent + reach.to_pair[name].sum(entries)
    return latent


def _within_bound(latent: Floats) -> tuple[Floats, Floats]:
    """The latent alignments inside the numerical bound, and (run, pair) what it takes away."""
    if np.abs(latent).max(initial=0.0) <= LATENT_LIMIT:
        return latent, np.zeros((latent.shape[0], 0))
    bounded = np.clip(latent, -LATENT_LIMIT, LATENT_LIMIT)
    return bounded, bounded - latent
