"""Structural balance in continuous time, and the balance mechanism in that limit.

Marvel, Kleinberg, Kleinberg and Strogatz (2011): friendliness X, symmetric, obeys dX/dt = X·X, so

    X(t) = X(0) (I − X(0) t)⁻¹,   it blows up at t* = 1/λ₁,   factions = signs of the first eigenvector

with λ₁ > 0 the greatest eigenvalue of X(0). Our mechanism adds ρ_i φ_i Σ_m a[i,m] X̃[o,m] to z[i,o].
Let each state's deeds toward every party in a step be its alignments times dt, X̃[o,m] = x[o,m] dt,
alignments small (a = scale·x, so that tanh is the identity), and ρ = φ = 1. Then, as dt goes to 0,

    dx[i,o]/dt = Σ_m x[i,m] x[o,m],   that is dX/dt = X·Xᵀ

which is X·X where X is symmetric. The kernel leaves out m = i (nobody looks at oneself) and m = o
(nobody acts upon oneself); theirs keeps x[i,i] and x[o,o]. Two ways to deal with that:

``with_self``  each state is an observer and two envoys. Envoys act upon each other's envoys only, and
               observers look at envoys: then no term is left out, and x[i,i] is the observer's
               alignment with its own state's envoy. This is their equation, term by term.
``plain``      each state is one actor, as in our worlds: their equation without the self terms.
"""

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from sim.kernel.decide import odds
from sim.kernel.fold import Floats, Ints
from sim.kernel.frame import pair_table
from sim.kernel.laws import Batch
from sim.kernel.state import State
from sim.kernel.step import advance
from sim.study.docking.bare import bare_case

SCALE = 1e-9  # alignment for x = 1: tanh is the identity to about SCALE² relative


@dataclass(frozen=True)
class Stage:
    """Where the entries of X stand among a bare world's pairs, and what each action conveys."""

    states: int
    actors: int
    impacts: tuple[tuple[int, int, int], ...]
    conveyed: tuple[tuple[int, int], ...]  # (action,) the entry (o, m) of X that the deed shows
    shown: tuple[tuple[int, int, int], ...]  # (pair, i, o): the pair's alignment is x[i,o]

    @cached_property
    def read(self) -> tuple[Ints, Ints, Ints]:
        """Pairs, rows and columns of ``shown``."""
        array = np.array(self.shown, dtype=np.intp)
        return array[:, 0], array[:, 1], array[:, 2]

    @cached_property
    def deed(self) -> tuple[Ints, Ints]:
        """Rows and columns of ``conveyed``."""
        array = np.array(self.conveyed, dtype=np.intp)
        return array[:, 0], array[:, 1]

    def batch(self, start: Floats, scale: float) -> Batch:
        """The bare world whose alignments are those of ``start`` times ``scale``."""
        pairs, rows, columns = self.read
        alignment = np.zeros(self.actors * (self.actors - 1))
        alignment[pairs] = scale * start[rows, columns]
        case = bare_case(
            self.actors,
            self.impacts,
            {
                "alignment": alignment.tolist(),
                "impact": [1.0] * len(self.impacts),
                "balance": [1.0] * self.actors,
                "reciprocity.rho": [1.0] * self.actors,
            },
            on=("balance",),
        )
        return case.batch_of(case.values.central(1))

    def x(self, state: State, scale: float) -> Floats:
        """(state, state) X as it stands in a state of the kernel; entries not shown are 0."""
        pairs, rows, columns = self.read
        x = np.zeros((self.states, self.states))
        x[rows, columns] = state.alignment[0, pairs] / scale
        return x


def plain(states: int) -> Stage:
    """Each state one actor; X has no diagonal."""
    _, _, pair = pair_table(states)
    entries = [(i, o) for i in range(states) for o in range(states) if i != o]
    return Stage(
        states=states,
        actors=states,
        impacts=tuple((k, o, m) for k, (o, m) in enumerate(entries)),
        conveyed=tuple(entries),
        shown=tuple((int(pair[i, o]), i, o) for i, o in entries),
    )


def with_self(states: int) -> Stage:
    """Each state an observer (i) and two envoys (n + i, 2n + i); X has its diagonal."""
    _, _, pair = pair_table(3 * states)
    entries = [(i, o) for i in range(states) for o in range(states)]
    envoys = [(states, 2 * states), (2 * states, states)]  # who acts, upon whom
    deeds = [(own + o, other + m, (o, m)) for own, other in envoys for o, m in entries]
    return Stage(
        states=states,
        actors=3 * states,
        impacts=tuple((k, owner, to) for k, (owner, to, _) in enumerate(deeds)),
        conveyed=tuple(entry for _, _, entry in deeds),
        shown=tuple((int(pair[i, own + o]), i, o) for own, _ in envoys for i, o in entries),
    )


def evolve(stage: Stage, start: Floats, end: float, steps: int, scale: float = SCALE) -> Floats:
    """X at time ``end`` after ``steps`` equal steps of the kernel from X(0) = ``start``."""
    batch = stage.batch(start, scale)
    state = batch.start
    for _ in range(steps):
        state = _step(stage, batch, state, end / steps, scale)
    return stage.x(state, scale)


def blown_up(stage: Stage, start: Floats, growth: float = 1e4, share: float = 0.05) -> Floats:
    """X when it has grown ``growth``-fold, by about ``share`` of its norm in each step.

    Only for starts that blow up: the greatest eigenvalue must be positive.
    """
    batch = stage.batch(start, SCALE)
    state = batch.start
    x = stage.x(state, SCALE)
    until = growth * float(np.abs(x).max())
    while float(np.abs(x).max()) < until:
        state = _step(stage, batch, state, share / float(np.linalg.norm(x, 2)), SCALE)
        x = stage.x(state, SCALE)
    return x


def _step(stage: Stage, batch: Batch, state: State, dt: float, scale: float) -> State:
    """One step of the kernel whose deeds are the alignments before it, times dt."""
    deeds = stage.x(state, scale)[stage.deed] * dt
    return advance(batch, state, 1, odds(batch, state), deeds[None, :]).after


def closed_form(start: Floats, time: float) -> Floats:
    """X(t) = X(0) (I − X(0) t)⁻¹."""
    found: Floats = start @ np.linalg.inv(np.eye(len(start)) - start * time)
    return found


def blow_up(start: Floats) -> float:
    """t* = 1/λ₁; infinite where no eigenvalue is positive."""
    greatest = float(np.linalg.eigvalsh(start)[-1])
    return 1.0 / greatest if greatest > 0.0 else float("inf")


def factions(x: Floats) -> tuple[int, ...]:
    """(state,) 1 for the side of the first state, −1 for the other: signs of the first eigenvector."""
    leading = np.linalg.eigh((x + x.T) / 2.0)[1][:, -1]
    return tuple(int(sign) for sign in np.sign(leading) * np.sign(leading[0]))


def reference(start: Floats, end: float, steps: int, *, diagonal: bool) -> Floats:
    """dX/dt = X·Xᵀ by Runge and Kutta's method of order 4, with or without the self terms."""
    kept = np.ones_like(start) if diagonal else 1.0 - np.eye(len(start))

    def slope(x: Floats) -> Floats:
        found: Floats = (x @ x.T) * kept
        return found

    x, dt = start * kept, end / steps
    for _ in range(steps):
        one = slope(x)
        two = slope(x + dt / 2 * one)
        three = slope(x + dt / 2 * two)
        x = x + dt / 6 * (one + 2 * two + 2 * three + slope(x + dt * three))
    return x
