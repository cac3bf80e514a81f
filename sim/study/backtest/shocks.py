"""Past shocks replayed: the world's closest deeds, done in its first month, beside the record.

Each replay is a paired comparison with the world in which nothing is scripted, on the same luck.
Its size is the mean difference over the first twelve months, as the record compares twelve; its
course, and that of the record against the twelve months before, is smoothed over three months.
The worlds differ in more than the shock: the record's is that of its year, the model's of its date.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from sim.binding import Case, build_case
from sim.kernel.arrays import Floats
from sim.kernel.engine.keep import Path
from sim.results.shocks import (
    ALIKE,
    APART,
    LEFT,
    NO_DEED,
    NOT_HELD,
    OTHER,
    STRONGER,
    UNSURE,
    WEAKER,
    Course,
    Modelled,
    Replay,
    Replays,
)
from sim.results.yardstick import MONTHS, SURE, MeasuredShock
from sim.study.backtest.backtest import part_of
from sim.study.backtest.tone import FEWEST
from sim.study.ensemble.pairing import arms_of
from sim.study.limits import SCORED, check_asked
from sim.study.progress import Progress
from sim.study.yardstick import Months, by_series, first_month, measured
from sim.world import Problem, Scenario, World, WorldError
from sim.world.month import next_month
from sim.world.record import FOLDER
from sim.world.scenario import Event
from sim.world.shock import FILE, Shocks, load_shocks

CHUNK = 1000  # runs rolled together
STEPS = max(LEFT) + 2  # so that the last of them is smoothed as well


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


def _roll(scripted: Case, case: Case, runs: int, seed: int, progress: Progress) -> _Rolled:
    slots = case.slots("a", list(case.frame.seen))
    path, years = np.zeros((STEPS, len(slots))), []
    for first in range(0, runs, CHUNK):
        arms = arms_of((scripted, case), seed, first, min(CHUNK, runs - first), STEPS)
        with_, without = (arm.keep(luck, {"a": Path(slots)}, own)["a"] for arm, luck, own in arms)
        apart = with_ - without
        path += apart.sum(axis=2)
        years.append(apart[:MONTHS].mean(axis=0))
        progress(min(first + CHUNK, runs))
    year = np.concatenate(years, axis=1)
    error = year.std(axis=1, ddof=1) / math.sqrt(runs)
    return _Rolled(path / runs, year.mean(axis=1), error)


def _replay(
    one: MeasuredShock, given: Shocks, rolled: _Rolled | None, pairs: Sequence[str]
) -> Replay:
    course = None
    if one.change is not None and one.shock.windows is None:
        course = _recorded(one, by_series(given.tone)[one.series, one.pair], given.scale)
    model = None
    if rolled is not None:
        at = pairs.index(one.pair)
        change = float(rolled.year[at])
        own = course_of([float(x) for x in rolled.path[:, at]], change)
        model = Modelled(change, float(rolled.error[at]), own)
    return Replay(one, course, model, verdict_of(one, model))


def verdict_of(record: MeasuredShock, model: Modelled | None) -> str:
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


def _recorded(one: MeasuredShock, months: Months, scale: float) -> Course:
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
