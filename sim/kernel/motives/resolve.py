"""Resolve: the audience cost of not carrying out a threat whose trigger has been pulled.

U_o(k) = Σ_threats promise[k,t] · pulled[t]

(Schelling 1966; Fearon 1994)
"""

from sim.kernel.fold import Floats, pick
from sim.kernel.frame import Frame
from sim.kernel.parameters import Parameters
from sim.kernel.state import State


def prepare(frame: Frame) -> None:
    """Nothing to work out: promises are links of the frame."""


def utility(at: None, frame: Frame, p: Parameters, s: State) -> Floats:
    """(run, action) how far the action makes good a threat that is due."""
    return frame.folds.promise_to_action.sum(p.promise * pick(s.pulled, frame.threats.promises.to))
