"""The leading mode of a next-generation matrix: which actions keep an escalation going.

Generation after generation, whatever began it, the reactions come to be mixed alike: that mix is
the right eigenvector of the spectral radius. How much one action counts for what comes after it is
the left one. Their product is how far the chain of reactions runs through each action: it is the
elasticity of R to that action's links, and sums to one. (Caswell 2001)
"""

from dataclasses import dataclass
from typing import Any

import numpy as np

from sim.binding import Case
from sim.kernel.arrays import Floats, Ints
from sim.kernel.engine.keep import Last
from sim.kernel.state import State
from sim.study.stability.aftermath import follow
from sim.study.stability.reproduction import radius

NO_CHAIN = 1e-6  # R below which no action leads back to itself; eigenvalues are no more exact


@dataclass(frozen=True)
class Mode:
    """Every array is (action,), none negative."""

    mix: Floats  # right eigenvector: share of each action in a generation of reactions; sums to 1
    value: Floats  # left eigenvector: what one action starts, the average of the mix being 1

    @property
    def share(self) -> Floats:
        """How far the chain runs through each action; sums to 1."""
        return self.mix * self.value


def leading_mode(matrix: Floats) -> Mode | None:
    """The leading mode of (set off, cause) G; None where no action ever leads back to itself."""
    positive = np.maximum(0.0, matrix)
    if radius(matrix) < NO_CHAIN:
        return None
    mix, value = _leading(positive), _leading(positive.T)
    return Mode(mix, value / float((mix * value).sum()))


def without(matrix: Floats, held: Floats) -> float:
    """R with some actions, 1 in (action,) ``held``, never more or less often than expected."""
    free = np.flatnonzero(np.asarray(held) == 0.0)
    return radius(matrix[np.ix_(free, free)])


def moved(case: Case, drawn: Floats, actions: Ints, state: State | None = None) -> Floats:
    """(draw, action, pair) by how much one of each action moves each alignment within its own step.

    ``state`` is where each draw stands, one row each; by default at its reference.
    """
    after = follow(case, drawn, actions, {"a": Last(case.slots("a"))}, state, steps=1)
    return after.difference(after.kept["a"])


def _leading(matrix: Floats) -> Floats:
    """The eigenvector of the largest real eigenvalue, which is the radius; it sums to 1."""
    values, vectors = _eigen(matrix)
    vector = np.abs(vectors[:, int(np.argmax(values.real))])
    scaled: Floats = vector / vector.sum()
    return scaled


def _eigen(matrix: Floats) -> tuple[Any, Any]:
    values, vectors = np.linalg.eig(matrix)
    return values, vectors
