"""Past shocks replayed: the world's closest deeds, done in its first month, beside the record.

Each replay is a paired comparison with the world in which nothing is scripted, on the same luck.
Its size is the mean difference over the first twelve months, as the record compares twelve; its
course, and that of the record against the twelve months before, is smoothed over three months.
The worlds differ in more than the shock: the record's is that of its year, the model's of its date.
"""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import numpy as np

from sim.binding import Case, build_case
from sim.kernel.arrays import Floats
from sim.kernel.engine.keep import Path
from sim.study.backtest.backtest import Progress, part_of
from sim.study.backtest.tone import FEWEST
from sim.study.limits import SCORED, check_asked
from sim.study.yardstick import (
    MONTHS,
    SURE,
    Measured,
    Months,
    Ordinary,
    by_series,
    first_month,
    measured,
)
from sim.world import Problem, Scenario, World, WorldError
from sim.world.record import FOLDER, next_month
from sim.world.scenario import Event
from sim.world.shock import FILE, Shocks, load_shocks

CHUNK = 1000  # runs rolled together
LEFT = (6, 12)  # months after, in which what is left of the peak is told
STEPS = max(LEFT) + 2  # so that the last of them is smoothed as well
QUARTERS = (1, 4, 7, 10)  # the middle months of the four quarters after

WEAKER, STRONGER, ALIKE, OTHER = "weaker", "stronger", "not told apart", "other way"
UNSURE, NO_DEED, APART = "record unsure", "no such deed", "other months"
NOT_HELD = "not on record"

Points = tuple[float | None, ...]


@dataclass(frozen=True, slots=True)
class Course:
    """What a shock did, month by month; None where too little is known."""

    months: Points  # difference in the n-th month after, from 0
    smooth: Points  # over the month, the one before and the one after it
    peak: float | None  # the largest smoothed difference of the first twelve, of the change's sign
    left: Points  # shares of it, LEFT months after


@dataclass(frozen=True, slots=True)
class Model:
    """What the closest deed does in the model."""

    change: float  # mean over the first twelve months
    error: float  # of sampling
    course: Course


@dataclass(frozen=True, slots=True)
class Replay:
    """One shock and pair: what the record says, what the model says."""

    record: Measured
    course: Course | None
    model: Model | None
    verdict: str

    @property
    def ratio(self) -> tuple[float, float] | None:
        """The model's size as a share of the record's, and its error; where there are both."""
        if self.verdict not in (WEAKER, STRONGER, ALIKE, OTHER) or self.model is None:
            return None
        change, error = self.record.change or 0.0, self.record.error or 0.0
        share = self.model.change / change
        return share, math.hypot(self.model.error / change, share * error / change)


@dataclass(frozen=True, slots=True)
class Replays:
    """All shocks of a world, replayed."""

    world: str
    runs: int
    seed: int
    ordinary: Ordinary
    replays: tuple[Replay, ...]

    @property
    def compared(self) -> tuple[Replay, ...]:
        """Those whose sizes can be held against each other."""
        return tuple(one for one in self.replays if one.ratio is not None)


def replay_shocks(
    world: World,
    baseline: Scenario,
    *,
    runs: int = 300,
    seed: int = 0,
    progress: Progress | None = None,
) -> Replays:
    """Measure every shock that comes with a world, and replay it. Raises ``WorldError``.

    ``progress`` is told how far the work is, up to ``WHOLE``.
    """
    SCORED.check(runs)
    check_asked(seed=seed)
    given = load_shocks(world)
    found = None if given is None else measured(given)
    if given is None or found is None:
        said = f"the world {world.id} comes with no shocks, or no whole years to measure them by"
        hint = f"They stand in {FOLDER}/{FILE}, beside tone.csv"
        raise WorldError([Problem("", 0, said, hint)])
    case = build_case(world, baseline)
    done: dict[tuple[str, ...], _Rolled] = {}
    deeds = dict.fromkeys(shock.closest for shock in given.shocks if shock.closest)
    for number, deed in enumerate(deeds):
        events = (*baseline.events, *(Event(1, action) for action in deed))
        scripted = build_case(world, replace(baseline, events=events))
        told = part_of(progress, number * runs, len(deeds) * runs)
        done[deed] = _roll(scripted, case, runs, seed, told)
    pairs = case.names.seen_pairs
    replays = (_replay(one, given, done.get(one.shock.closest), pairs) for one in found.measured)
    return Replays(world.id, runs, seed, found.ordinary, tuple(replays))


@dataclass(frozen=True)
class _Rolled:
    """Differences of a deed: of every step on average, and of the first year with its error."""

    path: Floats  # (step, pair)
    year: Floats  # (pair,)
    error: Floats  # (pair,)


def _roll(
    scripted: Case, case: Case, runs: int, seed: int, progress: Callable[[int], None]
) -> _Rolled:
    slots = case.slots("a", list(case.frame.seen))
    path, years = np.zeros((STEPS, len(slots))), []
    for first in range(0, runs, CHUNK):
        luck = case.luck(seed, first, min(CHUNK, runs - first), STEPS)
        with_, without = (one.keep(luck, {"a": Path(slots)})["a"] for one in (scripted, case))
        apart = with_ - without
        path += apart.sum(axis=2)
        years.append(apart[:MONTHS].mean(axis=0))
        progress(min(first + CHUNK, runs))
    year = np.concatenate(years, axis=1)
    error = year.std(axis=1, ddof=1) / math.sqrt(runs)
    return _Rolled(path / runs, year.mean(axis=1), error)


def _replay(one: Measured, given: Shocks, rolled: _Rolled | None, pairs: Sequence[str]) -> Replay:
    course = None
    if one.change is not None and one.shock.windows is None:
        course = _recorded(one, by_series(given.tone)[one.series, one.pair], given.scale)
    model = None
    if rolled is not None:
        at = pairs.index(one.pair)
        change = float(rolled.year[at])
        own = course_of([float(x) for x in rolled.path[:, at]], change)
        model = Model(change, float(rolled.error[at]), own)
    return Replay(one, course, model, verdict_of(one, model))


def verdict_of(record: Measured, model: Model | None) -> str:
    """How the sizes compare, each with its own error, at twice of both."""
    if record.change is None or record.error is None:
        return NOT_HELD
    if record.shock.windows is not None:
        return APART
    if model is None:
        return NO_DEED
    if not record.sure:
        return UNSURE
    along = model.change * math.copysign(1.0, record.change)
    if along < -SURE * model.error:
        return OTHER
    apart = along - abs(record.change)
    if abs(apart) <= SURE * math.hypot(model.error, record.error):
        return ALIKE
    return WEAKER if apart < 0.0 else STRONGER


def _recorded(one: Measured, months: Months, scale: float) -> Course:
    """The record's course: each month's tone, and that of each three, against the months before."""
    assert one.before is not None
    before, first = one.before.tone, first_month(one.shock)

    def against(span: Sequence[int]) -> float | None:
        rows = [months[m] for m in (next_month(first, n) for n in span) if m in months]
        events = sum(row.events for row in rows)
        if events < FEWEST:
            return None
        return scale * (sum(row.goldstein for row in rows) / events - before)

    alone = [against([n]) for n in range(STEPS)]
    smooth = [against(range(max(0, n - 1), n + 2)) for n in range(STEPS - 1)]
    return _told(alone, smooth, one.change or 0.0)


def course_of(path: Sequence[float], change: float) -> Course:
    """The course of a path of differences, from the month of the deed on; the change, its sign."""
    smooth = [float(np.mean(path[max(0, n - 1) : n + 2])) for n in range(STEPS - 1)]
    return _told(path, smooth, change)


def _told(alone: Sequence[float | None], smooth: Sequence[float | None], change: float) -> Course:
    along = [x for x in smooth[:MONTHS] if x is not None and x * change > 0.0]
    peak = max(along, key=abs, default=None)
    left = tuple(_share(smooth[month], peak) for month in LEFT)
    return Course(tuple(alone), tuple(smooth), peak, left)


def _share(value: float | None, peak: float | None) -> float | None:
    return None if value is None or not peak else value / peak


def quarters(replays: Sequence[Replay]) -> tuple[list[float], list[float]] | None:
    """The mean course of record and model over pairs, quarter by quarter, a fall as +.

    Of pairs whose sizes are compared and whose record knows all four quarters; None where none is.
    """
    courses = []
    for one in replays:
        if one.ratio is None or one.course is None or one.model is None:
            continue
        both = [[own.smooth[n] for n in QUARTERS] for own in (one.course, one.model.course)]
        if None not in both[0]:
            along = math.copysign(1.0, one.record.change or 0.0)
            courses.append(np.array(both, dtype=np.float64) * along)
    if not courses:
        return None
    record, model = np.mean(courses, axis=0)
    return [float(x) for x in record], [float(x) for x in model]
