"""Interest: help friends, hurt rivals.

U_o(k) = Σ_m a[o,m] · x[k,m]
"""

from sim.kernel.fold import Floats
from sim.kernel.frame import Frame
from sim.kernel.parameters import Parameters
from sim.kernel.state import State


def prepare(frame: Frame) -> None:
    """Nothing to work out."""


def value(at: None, frame: Frame, p: Parameters, s: State) -> Floats:
    """(run, pair (o, m)) the worth of m's good to o: a friend's is a gain, a rival's a loss."""
    return s.alignment
