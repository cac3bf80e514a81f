"""The balance mechanism in its continuous limit: the kernel plays Marvel and others' model.

Let each state's deeds toward every party in a step be its alignments times dt, X̃[o,m] = x[o,m] dt;
let alignments be small, a = scale · x, so that tanh is the identity; and let ρ = φ = 1. What the
mechanism adds, z[i,o] += ρ_i φ_i Σ_m a[i,m] X̃[o,m], is then, as dt goes to 0,

    dx[i,o]/dt = Σ_m x[i,m] x[o,m],   that is dX/dt = X·Xᵀ

and X·Xᵀ is X·X where X is symmetric. The kernel leaves out m = i (nobody looks at oneself) and
m = o (nobody acts upon oneself). Two stages deal with that:

``with_self``  each state is an observer and two envoys. Envoys act upon each other's envoys only,
               and observers look at envoys: no term is left out, and x[i,i] is the observer's
               alignment with its own state's envoy. This is the published equation, term by term.
``plain``      each state is one actor, as in our worlds: the equation without the self terms.
"""

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from sim.binding import Case
from sim.kernel.arrays import Floats, Ints
from sim.kernel.frame import pair_number
from sim.kernel.laws import Batch
from sim.kernel.state import State
from sim.kernel.step import advance, odds
from sim.study.docking.bare import bare_case

SCALE = 1e-9  # alignment for x = 1: tanh differs from the identity by about SCALE², relative


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

    @cached_property
    def case(self) -> Case:
        """The bare world, with every alignment at zero."""
        values = {
            "z_ref": [0.0] * (self.actors * (self.actors - 1)),
            "x": [1.0] * len(self.impacts),
            "phi": [1.0] * self.actors,
            "rho": [1.0] * self.actors,
        }
        return bare_case(self.actors, self.impacts, values, on=("balance",))

    def batch(self, starts: Floats, scale: float) -> Batch:
        """The world with the alignments of each (run, state, state) start, times ``scale``."""
        pairs, rows, columns = self.read
        drawn = self.case.values.central(len(starts)).copy(order="F")
        where = self.case.columns["z_ref"][pairs]
        drawn[:, where] = scale * starts[:, rows, columns]
        return self.case.batch_of(drawn)

    def x(self, state: State, scale: float) -> Floats:
        """(run, state, state) X as it stands in the kernel's state; entries not shown are 0."""
        pairs, rows, columns = self.read
        x = np.zeros((state.runs, self.states, self.states))
        x[:, rows, columns] = state.alignment[:, pairs] / scale
        return x


def plain(states: int) -> Stage:
    """Each state one actor; X has no diagonal."""
    entries = [(i, o) for i in range(states) for o in range(states) if i != o]
    return Stage(
        states=states,
        actors=states,
        impacts=tuple((k, o, m) for k, (o, m) in enumerate(entries)),
        conveyed=tuple(entries),
        shown=tuple((pair_number(states, i, o), i, o) for i, o in entries),
    )


def with_self(states: int) -> Stage:
    """Each state an observer (i) and two envoys (n + i, 2n + i); X has its diagonal."""
    entries = [(i, o) for i in range(states) for o in range(states)]
    envoys = [(states, 2 * states), (2 * states, states)]  # who acts, upon whom
    deeds = [(own + o, other + m, (o, m)) for own, other in envoys for o, m in entries]
    return Stage(
        states=states,
        actors=3 * states,
        impacts=tuple((k, owner, to) for k, (owner, to, _) in enumerate(deeds)),
        conveyed=tuple(entry for _, _, entry in deeds),
        shown=tuple(
            (pair_number(3 * states, i, own + o), i, o) for own, _ in envoys for i, o in entries
        ),
    )


def evolve(stage: Stage, starts: Floats, ends: Floats, steps: int, scale: float = SCALE) -> Floats:
    """X of each (run, state, state) start at its own end (run,), after so many equal steps."""
    batch = stage.batch(starts, scale)
    state = batch.start
    for _ in range(steps):
        state = _step(stage, batch, state, ends / steps, scale)
    return stage.x(state, scale)


def blown_up(stage: Stage, starts: Floats, growth: float = 1e4, share: float = 0.05) -> Floats:
    """X of each start when it has grown ``growth``-fold, by about ``share`` in each step.

    Only for starts that blow up: their greatest eigenvalue must be positive.
    """
    batch = stage.batch(starts, SCALE)
    state = batch.start
    x = stage.x(state, SCALE)
    until = growth * np.abs(x).max(axis=(1, 2))
    while (going := np.abs(x).max(axis=(1, 2)) < until).any():
        dt = going * share / np.linalg.norm(x, 2, axis=(1, 2))
        state = _step(stage, batch, state, dt, SCALE)
        x = stage.x(state, SCALE)
    return x


def _step(stage: Stage, batch: Batch, state: State, dt: Floats, scale: float) -> State:
    """One step of the kernel whose deeds are the alignments before it, times dt (run,)."""
    rows, columns = stage.deed
    deeds = stage.x(state, scale)[:, rows, columns] * dt[:, None]
    return advance(batch, state, 1, odds(batch, state), deeds).after
