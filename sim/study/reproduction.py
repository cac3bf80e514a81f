"""The escalation reproduction number R.

Read as in epidemics: how many further escalatory actions one escalatory action sets off. R < 1:
the dominoes die out; R > 1: they run. It is Richardson's stability condition for this model.

The next-generation matrix is found with the kernel itself. From rest, let one action k happen in
step 1 and nothing surprising after it; G[l,k] is the sum, over the following steps, of how much
likelier each action l becomes. R is the spectral radius of the positive part of G over the
escalatory actions: what an action makes less likely, such as its own repetition where a ladder can
be climbed only once, is no offspring. Actions set off by those set off are the next generation:
they are counted by the powers of G, not in G.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np

from sim.build import Case
from sim.kernel.decide import odds
from sim.kernel.fold import Floats, Ints
from sim.kernel.step import advance

HORIZON = 24  # steps over which an action's echo is followed


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
    central = next_generation(case, case.values.central(1), escalatory)[0]
    drawn = case.values.quantile(case.values.uniforms(seed, 0, draws))
    return Reproduction(
        central=radius(central),
        draws=np.array([radius(g) for g in next_generation(case, drawn, escalatory)]),
        actions=tuple(case.names.actions[k] for k in escalatory),
        matrix=central,
    )


def escalatory_actions(case: Case) -> Ints:
    """Actions that are possible at the start and raise a tension at their stated values."""
    table, columns = case.values, case.columns
    stated = np.append(table.mode, 0.0)
    rise = np.zeros(case.frame.actions)
    np.maximum.at(rise, case.frame.escalation.k, stated[columns.arrays["escalation"]])
    start = case.batch_of(table.central(1))
    can = odds(start, start.start).possible[0]
    return np.flatnonzero((rise > 0.0) & (can > 0.0))


def next_generation(case: Case, drawn: Floats, actions: Ints) -> Floats:
    """(draw, set off, cause) G over ``actions`` for (draw, value) values."""
    draws, n = drawn.shape[0], len(actions)
    rows = np.repeat(drawn, n + 1, axis=0)  # per draw: one row for each cause, one undisturbed
    batch = case.batch_of(rows)
    cause = np.tile(np.append(actions, -1), draws)
    likelier = np.zeros((rows.shape[0], n))
    state = batch.start
    for number in range(1, HORIZON + 1):
        likely = odds(batch, state)
        if number > 1:
            likelier += likely.probability[:, actions]
        taken = likely.possible * state.expected
        if number == 1:
            hit = np.flatnonzero(cause >= 0)
            taken[hit, cause[hit]] = 1.0
        state = advance(batch, state, number, likely, taken).after
    by_draw = likelier.reshape(draws, n + 1, n)
    return np.swapaxes(by_draw[:, :n] - by_draw[:, n:], 1, 2)


def radius(matrix: Floats) -> float:
    """The spectral radius of the positive part of a square matrix; 0 for an empty one."""
    if not matrix.size:
        return 0.0
    values: Any = np.linalg.eigvals(np.maximum(0.0, matrix))
    return float(np.abs(values).max())
