"""What follows from one action: the kernel itself, with chances in the place of deeds."""

from collections.abc import Mapping
from dataclasses import dataclass, fields

import numpy as np

from sim.binding import Case
from sim.kernel.arrays import Bools, Floats, Ints
from sim.kernel.engine import run
from sim.kernel.engine.keep import Keep, Kept, Path, Weighted
from sim.kernel.engine.task import NO_ROW, Directions, Task
from sim.kernel.frame import Frame
from sim.kernel.laws import Batch
from sim.kernel.state import State
from sim.kernel.step import possible

HORIZON = 24  # steps over which an action is followed, its own included
CERTAIN = 1e-9  # what is less of a surprise is none: it would have happened anyhow


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
class Aftermath:
    """What was kept of every draw's group of histories, side by side.

    In the first step the actions happen. ``kept`` is name -> (..., column, history).
    """

    kept: Kept
    group: Group
    surprise: Floats  # (draw, action) 1 minus the chance of the action that happens

    def difference(self, values: Floats) -> Floats:
        """(draw, action, column) what a unit of each action changes in (column, history) values.

        What is done anyhow, by a rule that has it done always, changes nothing.
        """
        by_draw = values.reshape(len(values), -1, self.group.size).transpose(1, 2, 0)
        acted = by_draw[:, : len(self.group.base)]
        changed = acted - by_draw[:, self.group.base]
        surprise = np.broadcast_to(self.surprise[:, :, None], changed.shape)
        nothing = np.zeros_like(changed)
        return np.divide(changed, surprise, out=nothing, where=surprise > CERTAIN)


def follow(
    case: Case,
    drawn: Floats,
    actions: Ints,
    keep: Mapping[str, Keep],
    state: State | None = None,
    *,
    heeded: bool = False,
    steps: int = HORIZON,
) -> Aftermath:
    """Follow what each of some actions sets off, for each of (draw, value) values.

    Everything else is taken as often as it has come to be expected, so that nothing surprises
    any more, or if ``heeded`` as often as it has become likely: then every reaction has reactions
    of its own. ``state`` is where each draw stands, one row each; by default where runs begin.
    What a scenario has still in store is left out, and nobody looks ahead; rules go on.
    """
    case = case.standing
    batch = case.batch_of(drawn)
    begun = batch.off_reference if state is None else state
    at = batch.start if begun is None else begun
    group = _group(actions, possible(batch, at)[:, actions] > 0.0)
    usual = np.zeros((steps, len(actions)))
    usual[0] = 1.0
    task = Task(
        program=batch.laws.program,
        values=batch.repeated(group.size).values,
        luck=None,
        steps=steps,
        keep={**keep, "usual": Weighted(case.slots("taken", actions), usual)},
        directions=_directions(case.frame, actions, group, batch, steps),
        state=_starts(case.frame, group, at, whole=begun is not None),
        deeds="likely" if heeded else "expected",
    )
    kept = run.roll(task)
    chances = kept["usual"].reshape(len(actions), len(drawn), group.size)
    taken = chances[np.arange(len(actions)), :, group.base]  # where it does not happen
    return Aftermath(kept, group, 1.0 - taken.T)


def likely_deeds(case: Case, actions: Ints) -> dict[str, Keep]:
    """What to keep of :func:`follow` for :func:`likely`."""
    symbols = ("chance", "ordered") if case.frame.orders else ("chance",)
    return {symbol: Path(case.slots(symbol, actions)) for symbol in symbols}


def likely(kept: Kept) -> Floats:
    """(step, action, history) how likely each is: a chance, or 1 where a rule has it done."""
    found: Floats = np.maximum(kept["chance"], kept.get("ordered", 0.0))
    return found


def _group(actions: Ints, can: Bools) -> Group:
    """``can`` (draw, action) is whether each could happen as things stand."""
    closed = actions[~can.all(axis=0)]
    opens = np.concatenate([actions, closed, [-1]]).astype(np.intp)
    base = np.full(len(actions), len(opens) - 1, dtype=np.intp)
    base[np.searchsorted(actions, closed)] = len(actions) + np.arange(len(closed))
    return Group(opens, base)


def _directions(frame: Frame, actions: Ints, group: Group, batch: Batch, steps: int) -> Directions:
    """In the first step of its own history each action happens."""
    of_group = np.full(group.size, NO_ROW, dtype=np.int32)
    of_group[: len(actions)] = np.arange(len(actions))
    row = np.full((steps, batch.runs * group.size), NO_ROW, dtype=np.int32)
    row[0] = np.tile(of_group, batch.runs)
    free = np.ones((len(actions), len(frame.lines)))
    return Directions(row, free, np.eye(frame.actions)[actions])


def _starts(frame: Frame, group: Group, at: State, *, whole: bool) -> dict[str, Floats]:
    """Symbol -> (column, history) where each history starts, if not at rest.

    Postures are moved as little as the action that its way is opened to requires.
    """
    known = at.columns if whole else {"posture": at.columns["posture"]}
    found = {symbol: np.repeat(rows, group.size, axis=1) for symbol, rows in known.items()}
    levels = found["posture"].reshape(frame.postures, at.runs, group.size)
    for act in frame.acts:
        histories = np.flatnonzero(group.opens == act.k)
        for posture, low, high in act.needs:
            moved = np.clip(levels[posture][:, histories], low, high)
            levels[posture][:, histories] = moved
    return found


def escalatory_actions(case: Case) -> Ints:
    """Actions that raise the tension of a theatre at their stated values, in ascending order."""
    stated = iter(np.append(case.values.mode, 0.0)[case.columns["escalation"]])
    rise = [max([0.0, *(next(stated) for _ in act.escalation)]) for act in case.frame.acts]
    return np.flatnonzero(rise)


def once(frame: Frame) -> Bools:
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
    return State(**{field.name: getattr(s, field.name)[rows] for field in fields(State)})
