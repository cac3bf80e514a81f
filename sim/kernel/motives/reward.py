"""Reward: return help beyond what was expected.

U_o(k) = −Σ_m min(0, g[o,m]) · x[k,m],   g = grievance (harm +, help −)
"""

import numpy as np

from sim.kernel.fold import Floats
from sim.kernel.frame import Frame
from sim.kernel.parameters import Parameters
from sim.kernel.state import State


def prepare(frame: Frame) -> None:
    """Nothing to work out."""


def value(at: None, frame: Frame, p: Parameters, s: State) -> Floats:
    """(run, pair (o, m)) the worth of m's good to o: a gain, if m has helped o."""
    return -np.minimum(s.grievance, 0.0)
