"""Law 12: a threat that is believed more never makes what it forbids likelier.

All else equal, belief in a threat only takes from the log odds of an act that pulls it or goes on
with it, only adds to those of an act that satisfies it, and leaves every other act alone.

Belief is the state that cases move. The stated credibility is where it begins, and what base rates
are stated at: so it works in the same way wherever the threat is at least as loud as at rest, and
not at all at rest. Where a threat is less in the air than usual, what was held back by it comes
nearer, the more so the more it is usually believed.
"""

from dataclasses import dataclass, replace

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from sim.binding import Case
from sim.kernel.arrays import Bools, Floats
from sim.kernel.decide import TILT_LIMIT
from sim.kernel.frame import Act, Threat
from sim.kernel.laws import Batch
from sim.kernel.state import State
from sim.kernel.step import Odds, odds
from tests.laws.rolled import rolled
from tests.laws.worlds import SOME, Recipe, recipes

CLOSE = 1e-12
RUNS = 20


def pulls(act: Act, threat: Threat) -> bool:
    """It is forbidden, or goes on with what is to end, or brings it about."""
    named = act.k in (*threat.triggers, *threat.going_on)
    return named or any(
        w == on and low <= to <= high for w, low, high in threat.held for on, to in act.moves
    )


def satisfies(act: Act, threat: Threat) -> bool:
    """It brings a posture off the levels that are to end."""
    return any(
        w == on and not low <= to <= high for w, low, high in threat.held for on, to in act.moves
    )


@dataclass(frozen=True)
class Bearing:
    """Which acts a threat bears on; (action,)."""

    pulling: Bools
    satisfying: Bools
    mixed: Bools  # in a line in which one act does both

    @staticmethod
    def of(threat: Threat, case: Case) -> "Bearing":
        acts = case.frame.acts
        pulling = np.array([pulls(act, threat) for act in acts])
        satisfying = np.array([satisfies(act, threat) for act in acts])
        both = set(case.line[pulling & satisfying])
        mixed = np.array([act.line in both for act in acts])
        return Bearing(pulling, satisfying & ~pulling, mixed)


def unsettled(case: Case, seed: int) -> tuple[Batch, State]:
    """Runs somewhere along their way, every threat as loud as chance has it."""
    dice = np.random.default_rng(seed)
    batch = case.batch(case.values.uniforms(1, 0, RUNS))
    s = rolled(case, runs=RUNS, steps=int(dice.integers(1, 7)))[-1].after
    belief, voiced = (dice.random(s.credibility.shape) for _ in range(2))
    return batch, replace(s, credibility=belief, voiced=2.0 * voiced)


def raised(belief: Floats, t: int, dice: np.random.Generator) -> Floats:
    higher = belief.copy()
    higher[:, t] += dice.random(len(belief)) * (1.0 - belief[:, t])
    return higher


def deters(case: Case, t: int, less: Odds, more: Odds) -> None:
    bears = Bearing.of(case.frame.threats[t], case)
    gained = more.tilt - less.tilt
    assert (gained[:, bears.pulling] <= CLOSE).all()
    assert (gained[:, bears.satisfying] >= -CLOSE).all()
    assert (gained[:, ~bears.pulling & ~bears.satisfying] == 0.0).all()
    bounded = np.abs([less.tilt, more.tilt]).max(axis=(0, 1)) >= TILT_LIMIT
    plain = ~bears.mixed & ~np.isin(case.line, case.line[bounded])
    likelier = more.probability - less.probability
    assert (likelier[:, bears.pulling & plain] <= CLOSE).all()
    if not bears.pulling[plain].any():
        assert (likelier[:, bears.satisfying & plain] >= -CLOSE).all()


def belief_deters(case: Case, seed: int) -> None:
    dice = np.random.default_rng(seed)
    batch, s = unsettled(case, seed)
    less = odds(batch, s)
    for t in range(len(case.frame.threats)):
        more = replace(s, credibility=raised(s.credibility, t, dice))
        deters(case, t, less, odds(batch, more))


@SOME
@given(recipes() | recipes(extreme=True), st.integers(0, 2**32 - 1))
def test_random_worlds(recipe: Recipe, seed: int) -> None:
    belief_deters(recipe.case(scripted=True), seed)
    stated_credibility_deters(recipe.case(scripted=True), seed)


def test_belief_in_the_default_world(scripted: Case) -> None:
    for seed in range(4):
        belief_deters(scripted, seed)


def stated_credibility_deters(case: Case, seed: int) -> None:
    """Of runs at rest but for how loud the threats are: as loud as usual, or louder."""
    dice = np.random.default_rng(seed)
    batch = case.batch(case.values.uniforms(1, 0, RUNS))
    for t, name in enumerate(case.names.threats):
        low = batch.value("credible_ref")[:, t].min()
        stated = [low, low + float(dice.random()) * (1.0 - low)]
        more = [case.held(batch, {f"threats.{name}.credibility": value}) for value in stated]
        loud = batch.start.voiced + dice.random(batch.start.voiced.shape)
        less_odds, more_odds = (odds(one, replace(one.start, voiced=loud)) for one in more)
        deters(case, t, less_odds, more_odds)
        at_rest = [odds(one, one.start) for one in more]
        assert np.array_equal(at_rest[0].tilt, at_rest[1].tilt)


def test_stated_credibility_in_the_default_world(baseline: Case) -> None:
    stated_credibility_deters(baseline, 1)


def test_fear_is_felt_in_the_default_world(baseline: Case) -> None:
    """Every threat of it holds some act back that it forbids."""
    batch = baseline.batch_of(baseline.values.central(1))
    for t, threat in enumerate(baseline.frame.threats):
        belief = batch.start.credibility.copy()
        belief[:, t] = 1.0
        gained = odds(batch, replace(batch.start, credibility=belief)).tilt[0]
        assert gained[Bearing.of(threat, baseline).pulling].min() < -0.01
