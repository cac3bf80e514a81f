"""How actors decide: base rates, tilted.

P(k | instrument) ∝ b[k] · exp( λ_o · Σ_motives w_o · ( U(k; state) − U(k; reference) ) )

"Nothing" has weight 1 − Σ b. So in the reference state every action has exactly its base rate: the
inversion of conditional choice probabilities (Hotz and Miller 1993); elsewhere the odds follow a
quantal response of precision λ (McKelvey and Palfrey 1995).
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sim.kernel.fold import Floats, pick
from sim.kernel.frame import Frame
from sim.kernel.laws import Batch, appraisal
from sim.kernel.motives import OF_PARTIES
from sim.kernel.state import State

TILT_LIMIT = 12.0  # log odds; guards exp() and is reported when a run reaches it


@dataclass(frozen=True)
class Script:
    """What a scenario fixes in one step."""

    taken: Floats  # (action,) 1 for a scripted action
    occupied: NDArray[np.bool_]  # (instrument,) whose decision is taken out of the actor's hands


@dataclass(frozen=True)
class Odds:
    """What each actor is likely to do, before the draw; every array (run, action)."""

    possible: Floats  # 1 where the preconditions hold
    tilt: Floats  # log odds ratio to the base rate, bounded by TILT_LIMIT
    probability: Floats


Decide = Callable[[Batch, State], Odds]
"""A decision rule: what each actor is likely to do in a state."""


def tilts(batch: Batch, s: State) -> Mapping[str, Floats]:
    """Motive -> (run, action): by how much it moves the log odds of each action."""
    return {name: _of_actions(batch, name, _departure(batch, name, s)) for name in batch.gain}


def total_tilt(batch: Batch, s: State) -> Floats:
    """(run, action) the sum of all tilts; motives that read parties are priced together."""
    frame = batch.laws.frame
    prices = np.zeros((s.runs, frame.pairs), order="F")
    tilt = np.zeros((s.runs, frame.actions), order="F")
    for name in batch.gain:
        departure = _departure(batch, name, s)
        if name in OF_PARTIES:
            prices += departure
        else:
            tilt += departure
    return tilt + _priced(batch, prices)


def _departure(batch: Batch, motive: str, s: State) -> Floats:
    """A motive's departure from rest, times λ and weight: (run, pair) or (run, action)."""
    laws = batch.laws
    moved = appraisal(motive, laws, batch.p, s) - batch.rest[motive]
    return batch.gain[motive] * moved


def _of_actions(batch: Batch, motive: str, departure: Floats) -> Floats:
    return _priced(batch, departure) if motive in OF_PARTIES else departure


def _priced(batch: Batch, prices: Floats) -> Floats:
    """(run, action) Σ_m price[o,m] · x[k,m]."""
    laws = batch.laws
    return laws.frame.folds.impact_to_action.sum(batch.p.impact * pick(prices, laws.owner_pair))


def possible(frame: Frame, s: State) -> Floats:
    """(run, action) 1 where every precondition of the action holds, else 0."""
    table = np.ones((s.runs, frame.actions), order="F")
    needs = frame.conditions
    for k, posture, low, high in zip(needs.k, needs.posture, needs.low, needs.high, strict=True):
        level = s.posture[:, posture]
        table[:, k] *= (low <= level) & (level <= high)
    return table


def odds(batch: Batch, s: State, foreseen: Floats | None = None) -> Odds:
    """The chance of every action in this step, given the state.

    ``foreseen`` (run, action) is a further tilt, of actors that look ahead
    (:mod:`sim.kernel.anticipate`).
    """
    frame = batch.laws.frame
    can = possible(frame, s)
    total = total_tilt(batch, s) if foreseen is None else total_tilt(batch, s) + foreseen
    tilt = np.clip(total, -TILT_LIMIT, TILT_LIMIT)
    by_instrument = frame.folds.action_to_instrument
    base = can * batch.p.base_rate
    weight = base * np.exp(tilt)
    nothing = 1.0 - by_instrument.sum(base)
    everything = nothing + by_instrument.sum(weight)
    return Odds(can, tilt, weight / pick(everything, frame.instrument))


def choose(frame: Frame, probability: Floats, uniform: Floats, script: Script | None) -> Floats:
    """(run, action) 1 for each action taken; ``uniform`` is (run, instrument).

    Inverse distribution function with "nothing" first, so a higher chance of acting only adds
    acts. A draw is used up whether or not the scenario has fixed the instrument.
    """
    by_instrument = frame.folds.action_to_instrument
    upper = by_instrument.running(probability)
    nothing = pick(1.0 - by_instrument.sum(probability), frame.instrument)
    drawn = pick(uniform, frame.instrument) - nothing
    taken = ((drawn >= upper - probability) & (drawn < upper)).astype(np.float64)
    if script is None:
        return taken
    free = ~script.occupied[frame.instrument]
    return taken * free + script.taken
