"""What follows from one action: the kernel itself, with chances in the place of deeds."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, fields
from typing import Any

import numpy as np
from numpy.typing import NDArray

from sim.build import Case
from sim.kernel.decide import Odds, odds
from sim.kernel.fold import Floats, Ints
from sim.kernel.frame import Frame
from sim.kernel.state import State
from sim.kernel.step import advance

HORIZON = 24  # steps over which an action is followed, its own included


@dataclass(frozen=True)
class After:
    """One step of a group of histories: for each action one in which it happens, and one without.

    ``size`` (history,) is by how much the action is more than what was to be expected: 1 minus
    its chance, or 0 in the history without. State and odds are those before the step's deeds.
    """

    step: int  # 1 is the step in which the action happens
    state: State
    odds: Odds
    size: Floats

    def difference(self, values: Floats) -> Floats:
        """(draw, action, ...) what a unit of each action changes in (history, ...) values."""
        histories = int(np.argmin(self.size)) + 1  # the history without an action ends each group
        by_draw = values.reshape(-1, histories, values.shape[1])
        size = self.size.reshape(-1, histories)[:, :-1, None]
        changed: Floats = (by_draw[:, :-1] - by_draw[:, -1:]) / size
        return changed


def after_each(
    case: Case, drawn: Floats, actions: Ints, state: State | None = None, *, heeded: bool
) -> Iterator[After]:
    """Follow what each of some actions sets off, for each of (draw, value) values.

    Everything else is taken as often as it has come to be expected, so that nothing surprises
    any more, or if ``heeded`` as often as it has become likely: then every reaction has reactions
    of its own. ``state`` is where each draw stands, one row each; by default at its reference.
    What a scenario has still in store is left out.
    """
    group = len(actions) + 1
    batch = case.batch_of(np.repeat(drawn, group, axis=0))
    s = batch.start if state is None else repeat(state, group)
    cause = np.tile(np.append(actions, -1), len(drawn))
    acts = np.flatnonzero(cause >= 0)
    size = np.zeros(len(cause))
    for step in range(1, HORIZON + 1):
        likely = odds(batch, s)
        taken = likely.probability.copy(order="F") if heeded else likely.possible * s.expected
        if step == 1:
            size[acts] = 1.0 - taken[acts, cause[acts]]
            taken[acts, cause[acts]] = 1.0
        yield After(step, s, likely, size)
        s = advance(batch, s, step, likely, taken).after


def escalatory_actions(case: Case) -> Ints:
    """Actions that raise the tension of a theatre at their stated values."""
    stated = np.append(case.values.mode, 0.0)
    rise = np.zeros(case.frame.actions)
    links = case.frame.escalation
    np.maximum.at(rise, links.k, stated[case.columns.arrays["escalation"]])
    return np.flatnonzero(rise > 0.0)


def once(frame: Frame) -> NDArray[np.bool_]:
    """(action,) whether taking the action makes it impossible, until something undoes that."""
    closes = np.zeros(frame.actions, dtype=np.bool_)
    needs, moves = frame.conditions, frame.moves
    for k, posture, low, high in zip(needs.k, needs.posture, needs.low, needs.high, strict=True):
        level = moves.level[(moves.k == k) & (moves.posture == posture)]
        closes[k] |= bool(((level < low) | (level > high)).any())
    return closes


def take(s: State, rows: slice) -> State:
    """Some runs of a state."""
    return _each(s, lambda array: array[rows])


def repeat(s: State, times: int) -> State:
    """Each run of a state so many times over, side by side."""
    return _each(s, lambda array: np.repeat(array, times, axis=0))


def _each(s: State, change: Callable[[Any], Any]) -> State:
    arrays = {field.name: change(getattr(s, field.name)) for field in fields(State)}
    return State(**{name: np.asfortranarray(array) for name, array in arrays.items()})
