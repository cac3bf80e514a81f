"""Stability: do not stir a theatre that is already tense.

U_o(k) = −Σ_q aversion[o,q] · escalation[k,q] · e[q]
"""

from dataclasses import dataclass

from sim.kernel.fold import Floats, Ints, pick
from sim.kernel.frame import Frame
from sim.kernel.parameters import Parameters
from sim.kernel.state import State


@dataclass(frozen=True)
class At:
    """For each escalation link (k, q), the column (owner of k, q) of aversion."""

    aversion: Ints


def prepare(frame: Frame) -> At:
    """Whose aversion to what each escalation meets."""
    return At(frame.owner[frame.escalation.k] * frame.theatres + frame.escalation.to)


def utility(at: At, frame: Frame, p: Parameters, s: State) -> Floats:
    """(run, action) calm kept, in rungs times tension."""
    stirred = pick(p.aversion, at.aversion) * p.escalation * pick(s.tension, frame.escalation.to)
    return -frame.folds.escalation_to_action.sum(stirred)
