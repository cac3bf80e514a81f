"""What moves: the state of a batch of runs between two steps."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sim.kernel.fold import Floats
from sim.kernel.frame import Frame
from sim.kernel.parameters import Parameters


@dataclass(frozen=True)
class State:
    """Every array is (run, ...)."""

    latent: Floats  # (run, pair) z = atanh of alignment; contributions add up here
    alignment: Floats  # (run, pair) a = tanh z, in (−1, 1)
    dependence: Floats  # (run, pair) of i on m, 0–1
    commitment: Floats  # (run, pair) m's promise to defend i, 0–1
    belief: Floats  # (run, pair) assurance: i's belief that m would honour it, 0–1
    grievance: Floats  # (run, pair) i's fading memory of what m did to it, harm +, help −
    expected: Floats  # (run, action) how often the action has come to be expected in a step
    tension: Floats  # (run, theatre) 0–10
    posture: NDArray[np.int8]  # (run, posture) level
    standing: Floats  # (run, threat) 1 where the threat has been declared
    pulled: Floats  # (run, threat) how fresh the pulled trigger is, 0–1
    surprise: Floats  # (run, action) last step's taken minus expected

    @property
    def runs(self) -> int:
        """How many runs the batch has."""
        return int(self.latent.shape[0])


def reference_state(frame: Frame, p: Parameters, levels: NDArray[np.int8]) -> State:
    """The world at the start date, at rest; ``levels`` (posture,) are the starting levels."""
    runs = p.runs

    def none(width: int) -> Floats:
        return np.zeros((runs, width), order="F")

    return State(
        latent=p.alignment,
        alignment=np.tanh(p.alignment),
        dependence=p.dependence,
        commitment=p.commitment,
        belief=p.belief,
        grievance=none(frame.pairs),
        expected=p.base_rate,
        tension=p.tension,
        posture=np.asfortranarray(np.broadcast_to(levels, (runs, frame.postures))),
        standing=np.asfortranarray(
            np.broadcast_to(frame.threats.standing, (runs, frame.threats.count))
        ),
        pulled=none(frame.threats.count),
        surprise=none(frame.actions),
    )
