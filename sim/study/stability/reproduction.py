"""The escalation reproduction number R.

Read as in epidemics: how many further escalatory actions one escalatory action sets off. R < 1:
the dominoes die out; R > 1: they run. It is Richardson's stability condition for this model.

The next-generation matrix is found with the kernel itself. Let one action k happen in step 1, and
from then on let everybody do what has come to be expected of them, so that nothing surprises any
more: G[l,k] is how many more l that brings in the steps that follow, k happening rather than not.
Actions set off by those set off are the next generation: they are counted by the powers of G, not
in G. (Diekmann, Heesterbeek and Metz 1990)

What is counted, and what is not:

- R is the spectral radius of the positive part of G. What an action makes less likely, such as
  its own repetition where a rung is climbed once, is no offspring: R is how much is set off, not
  the balance of what is set off and what is averted. So it errs on the side of alarm.
- Habituation is not set against it. Once an action has become expected, months without it please;
  that calm after the storm is in every run, and in :mod:`sim.study.stability.echo`.
- A rung that an action opens counts: the next rung is set off if it is taken within the horizon.
  A rung that closes behind its climber is taken once at most, so its chances come to one at most.
  What a rung sets off that is still closed is found with the way to it opened.
- Reactions are those of actors that do not look ahead, also where a variant lets them.
- The horizon is finite: an influence that lasts for ever counts as far as the horizon reaches.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np

from sim.binding import Case
from sim.kernel.arrays import Floats, Ints
from sim.kernel.state import State
from sim.study.stability.aftermath import (
    escalatory_actions,
    follow,
    likely,
    likely_deeds,
    once,
    take,
)

ROWS = 800  # histories followed together, so that they fit the processor's cache


@dataclass(frozen=True)
class Reproduction:
    """R of each parameter draw and, at the stated values, the matrix behind it."""

    central: float  # at the stated values
    draws: Floats  # (draw,) over the values' ranges
    actions: tuple[str, ...]  # the escalatory actions
    matrix: Floats  # (set off, cause) at the stated values

    def quantile(self, share: float) -> float:
        """A quantile over parameter draws."""
        return float(np.quantile(self.draws, share))


def reproduction(case: Case, seed: int, draws: int = 50) -> Reproduction:
    """R at the reference state, at the stated values and over ``draws`` draws of them."""
    escalatory = escalatory_actions(case)
    drawn = case.values.quantile(case.values.uniforms(seed, 0, draws))
    stated_first = np.concatenate([case.values.central(1), drawn])
    central, *others = next_generation(case, stated_first, escalatory)
    return Reproduction(
        central=radius(central),
        draws=np.array([radius(matrix) for matrix in others]),
        actions=tuple(case.names.actions[k] for k in escalatory),
        matrix=central,
    )


def next_generation(case: Case, drawn: Floats, actions: Ints, state: State | None = None) -> Floats:
    """(draw, set off, cause) G over ``actions`` for (draw, value) values.

    ``state`` is where each draw stands, one row each; by default at its reference.
    """
    draws, n = len(drawn), len(actions)
    found = np.zeros((draws, n, n))
    at_once = max(1, ROWS // (n + 1))
    for first in range(0, draws, at_once) if n else ():
        part = slice(first, first + at_once)
        start = None if state is None else take(state, part)
        found[part] = _offspring(case, drawn[part], actions, start)
    return found


def _offspring(case: Case, drawn: Floats, actions: Ints, state: State | None) -> Floats:
    rungs = np.flatnonzero(once(case.frame)[actions])
    after = follow(case, drawn, actions, likely_deeds(case, actions), state)
    chance = likely(after.kept)[1:]  # in the first step there is no time yet for a reaction
    chance[1:, rungs] *= np.cumprod(1.0 - chance[:-1, rungs], axis=0)  # not yet climbed
    return np.swapaxes(after.difference(chance.sum(axis=0)), 1, 2)


def radius(matrix: Floats) -> float:
    """The spectral radius of the positive part of a square matrix; 0 for an empty one."""
    if not matrix.size:
        return 0.0
    values: Any = np.linalg.eigvals(np.maximum(0.0, matrix))
    return float(np.abs(values).max())


def radii(matrices: Floats) -> Floats:
    """(draw,) the radius of each matrix."""
    return np.array([radius(matrix) for matrix in matrices])
