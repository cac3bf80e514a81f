"""What follows from one action: the kernel itself, with chances in the place of deeds."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, fields, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from sim.binding import Case
from sim.kernel.arrays import Floats, Ints
from sim.kernel.frame import Frame
from sim.kernel.state import State
from sim.kernel.step import Odds, advance, odds

HORIZON = 24  # steps over which an action is followed, its own included


@dataclass(frozen=True)
class Group:
    """The histories that are followed for one draw.

    One in which each action happens in the first step; one without for each action that could not
    happen as things stand, with the way to it opened; one, the last, as things stand.
    """

    opens: Ints  # (history,) action to which the way is opened where it is closed; −1 for none
    base: Ints  # (action,) the history without it

    @property
    def size(self) -> int:
        """How many histories there are."""
        return len(self.opens)


@dataclass(frozen=True)
class After:
    """One step of every draw's group of histories, before the step's deeds."""

    step: int  # 1 is the step in which the actions happen
    state: State
    odds: Odds
    group: Group
    surprise: Floats  # (draw, action) 1 minus the chance of the action that happens

    def difference(self, values: Floats) -> Floats:
        """(draw, action, ...) what a unit of each action changes in (history, ...) values."""
        by_draw = values.reshape(-1, self.group.size, values.shape[1])
        acted = by_draw[:, : len(self.group.base)]
        changed: Floats = (acted - by_draw[:, self.group.base]) / self.surprise[:, :, None]
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
    at = case.batch_of(drawn).start if state is None else state
    group = _group(case.frame, actions, at)
    batch = case.batch_of(np.repeat(drawn, group.size, axis=0))
    s = _opened(case.frame, repeat(at, group.size), np.tile(group.opens, len(drawn)))
    acts = np.flatnonzero(np.arange(s.runs) % group.size < len(actions))
    cause = np.tile(actions, len(drawn))
    for step in range(1, HORIZON + 1):
        likely = odds(batch, s)
        taken = likely.probability.copy(order="F") if heeded else likely.possible * s.expected
        if step == 1:
            surprise = 1.0 - taken[acts, cause].reshape(len(drawn), -1)
            taken[acts, cause] = 1.0
        yield After(step, s, likely, group, surprise)
        if step < HORIZON:
            s = advance(batch, s, step, likely, taken).after


def _group(frame: Frame, actions: Ints, state: State) -> Group:
    closed = actions[(_possible(frame, state)[:, actions] == 0.0).any(axis=0)]
    opens = np.concatenate([actions, closed, [-1]]).astype(np.intp)
    base = np.full(len(actions), len(opens) - 1, dtype=np.intp)
    base[np.searchsorted(actions, closed)] = len(actions) + np.arange(len(closed))
    return Group(opens, base)


def _possible(frame: Frame, s: State) -> Floats:
    """(run, action) 1 where every precondition holds, as the law says."""
    can = np.ones((s.runs, frame.actions))
    for act in frame.acts:
        for posture, low, high in act.needs:
            level = s.posture[:, posture]
            can[:, act.k] *= (low <= level) & (level <= high)
    return can


def _opened(frame: Frame, s: State, action: Ints) -> State:
    """Each history with the postures moved as little as its (history,) action requires."""
    levels = s.posture.copy(order="F")
    for act in frame.acts:
        rows = np.flatnonzero(action == act.k)
        for posture, low, high in act.needs:
            levels[rows, posture] = np.clip(levels[rows, posture], low, high)
    return replace(s, posture=levels)


def escalatory_actions(case: Case) -> Ints:
    """Actions that raise the tension of a theatre at their stated values, in ascending order."""
    stated = iter(np.append(case.values.mode, 0.0)[case.columns["escalation"]])
    rise = [max([0.0, *(next(stated) for _ in act.escalation)]) for act in case.frame.acts]
    return np.flatnonzero(rise)


def once(frame: Frame) -> NDArray[np.bool_]:
    """(action,) whether taking the action makes it impossible, until something undoes that."""
    closes = np.zeros(frame.actions, dtype=np.bool_)
    for act in frame.acts:
        moves = dict(act.moves)
        closes[act.k] = any(
            not low <= moves.get(posture, low) <= high for posture, low, high in act.needs
        )
    return closes


def take(s: State, rows: slice | Ints) -> State:
    """Some runs of a state."""
    return _each(s, lambda array: array[rows])


def repeat(s: State, times: int) -> State:
    """Each run of a state so many times over, side by side."""
    return _each(s, lambda array: np.repeat(array, times, axis=0))


def _each(s: State, change: Callable[[Any], Any]) -> State:
    arrays = {field.name: change(getattr(s, field.name)) for field in fields(State)}
    return State(**{name: np.asfortranarray(array) for name, array in arrays.items()})
