"""An answer where two values are held at every point of a grid; and by the month of an event.

All points, and all months, meet the same draws of the other values and the same luck, so that they
differ by what is held alone.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from sim.binding import Case, build_case
from sim.kernel.arrays import Floats
from sim.results.known import KnownPast
from sim.results.maps import Axis, MapMeta, MonthRow, MonthSweep, PointRow, ValueMap
from sim.study import limits
from sim.study.ensemble.pairing import Drawn, drawn, held, shared_luck, with_past
from sim.study.limits import check_asked
from sim.study.outcome import Outcome, outcome_of, tension_of
from sim.study.progress import Progress
from sim.study.workers import in_order
from sim.world import Problem, Scenario, World, WorldError
from sim.world.month import month_of
from sim.world.problems import suggest

POINTS, RUNS, SWEEP_RUNS = 15, 200, 1000
MOST_POINTS = 41
MOST = 10.0  # of any answer: a tension's highest


@dataclass(frozen=True)
class What:
    """What is read: the shift of an outcome, or with ``level`` the outcome itself.

    ``turn`` is the number at which the answer turns; by default 0, which only a shift has.
    """

    of: str
    level: bool = False
    turn: float | None = None


@dataclass(frozen=True)
class _Ready:
    arms: list[Drawn]  # with, and without where a shift is asked for
    outcome: Outcome
    seed: int


def value_map(
    world: World,
    scenario: Scenario,
    baseline: Scenario,
    paths: tuple[str, str],
    what: What,
    *,
    points: int = POINTS,
    runs: int = RUNS,
    seed: int = 0,
    workers: int = 1,
    progress: Progress | None = None,
) -> ValueMap:
    """Hold two values at ``points`` x ``points`` places from end to end of their ranges.

    Rates are spaced by their logarithm. Raises ``WorldError`` for a path or an outcome that there
    is not, or a value without a range; ``ValueError`` for numbers that cannot be.
    """
    limits.RUNS.check(runs)
    check_asked(seed=seed, workers=workers)
    if not 2 <= points <= MOST_POINTS:
        raise ValueError(f"points must be from 2 to {MOST_POINTS}, not {points}")
    ready = _ready(world, scenario, baseline, what, seed, runs)
    axes = _axes(ready.arms[0][0], world, scenario, paths)
    xs, ys = (_places(axis, points) for axis in axes)
    rows = [(axes, xs, float(y)) for y in ys]
    found: list[Floats] = []
    for part in in_order(_row, ready, rows, workers):
        found.append(part)
        if progress is not None:
            progress(len(found) * points * runs)
    meta = _meta(world, scenario, baseline, what, ready.outcome, runs, seed)
    return ValueMap(
        meta=replace(meta, points=points, axes=axes),
        points=tuple(
            PointRow(float(x), float(y), *_mean(effects))
            for y, row in zip(ys, found, strict=True)
            for x, effects in zip(xs, row, strict=True)
        ),
    )


def month_sweep(
    world: World,
    moved: Sequence[Scenario | str],
    scenario: Scenario,
    baseline: Scenario,
    event: str,
    what: What,
    *,
    runs: int = SWEEP_RUNS,
    seed: int = 0,
    workers: int = 1,
    progress: Progress | None = None,
) -> MonthSweep:
    """Move an event through the months: ``moved`` holds the scenario of each, or why there is none.

    Raises ``WorldError`` for an outcome that there is not.
    """
    limits.RUNS.check(runs)
    check_asked(seed=seed, workers=workers)
    ready = _ready(world, scenario, baseline, what, seed, runs)
    ready = replace(ready, arms=with_past(ready.arms))
    cases = [build_case(world, one) for one in moved if isinstance(one, Scenario)]
    without = [ready.outcome.read(*arm) for arm in ready.arms[1:]]
    found: list[Floats] = []
    for outcome in in_order(_month, ready, cases, workers):
        found.append(outcome - sum(without))
        if progress is not None:
            progress(len(found) * runs)
    means = map(_mean, found)
    rows = []
    for step, one in enumerate(moved, start=1):
        month = month_of(world.date, step)
        if isinstance(one, str):
            rows.append(MonthRow(step, month, None, None, one))
        else:
            rows.append(MonthRow(step, month, *next(means), ""))
    meta = _meta(world, scenario, baseline, what, ready.outcome, runs, seed)
    action = world.actions[event]
    title = f"{world.parties[action.owner].name} {action.title[:1].lower()}{action.title[1:]}"
    told = replace(meta, event=event, event_title=title, event_step=scenario.begins[event])
    return MonthSweep(told, tuple(rows))


def _ready(
    world: World, scenario: Scenario, baseline: Scenario, what: What, seed: int, runs: int
) -> _Ready:
    if what.level and what.turn is None:
        said = "a level has no sign: the number at which it turns is missing"
        raise WorldError([Problem("", 0, said, "Add it: --turn NUMBER")])
    if what.turn is not None and not abs(what.turn) <= MOST:
        said = f"no answer is ever {what.turn:g}, so it cannot turn there"
        hint = "A chance goes from 0 to 1, an alignment from -1 to 1, a tension from 0 to 10"
        raise WorldError([Problem("", 0, said, hint)])
    asked = (scenario,) if what.level else (scenario, baseline)
    cases = tuple(build_case(world, one) for one in asked)
    outcome = _outcome(what.of, world, scenario, cases[0])
    lucks = shared_luck(cases, seed, 0, runs, scenario.steps)
    return _Ready(drawn(cases, lucks), outcome, seed)


def _outcome(of: str, world: World, scenario: Scenario, case: Case) -> Outcome:
    if of in world.theatres:
        return tension_of(of, world, case.names)
    try:
        return outcome_of(of, world, scenario, case.names)
    except WorldError as error:
        known = [one.id for one in scenario.reported(world)]
        known += [*case.names.seen_pairs, *world.theatres]
        said = f"`{of}` is no indicator, alignment or theatre here"
        hint = error.problems[0].hint if of in case.names.parties else suggest(of, known)
        raise WorldError([Problem("", 0, said, hint)]) from None


def _axes(
    case: Case, world: World, scenario: Scenario, paths: tuple[str, str]
) -> tuple[Axis, Axis]:
    table, quantities = case.values, scenario.quantities(world)
    ranged = [path for path, unsure in zip(table.paths, table.ranged, strict=True) if unsure]
    problems = [
        Problem("", 0, f"`{path}` has no range, so there is nothing to map", suggest(path, ranged))
        if path in table.columns
        else Problem("", 0, f"unknown value `{path}`", suggest(path, ranged))
        for path in paths
        if path not in ranged
    ]
    if paths[0] == paths[1]:
        problems.append(Problem("", 0, f"both axes are `{paths[0]}`", "Name two values"))
    if problems:
        raise WorldError(problems)

    def axis(path: str) -> Axis:
        at = table.column(path)
        return Axis(
            path,
            float(table.mode[at]),
            float(table.low[at]),
            float(table.high[at]),
            bool(table.logarithmic[at]),
            quantities[path].sources,
        )

    return axis(paths[0]), axis(paths[1])


def _places(axis: Axis, points: int) -> Floats:
    if axis.logarithmic:
        return np.geomspace(axis.low, axis.high, points)
    return np.linspace(axis.low, axis.high, points)


def _row(ready: _Ready, task: tuple[tuple[Axis, Axis], Floats, float]) -> Floats:
    """(point, run) the answer along a row of the grid."""
    (across, up), xs, y = task
    return np.array([_point(ready, {across.path: float(x), up.path: y}) for x in xs])


def _point(ready: _Ready, numbers: Mapping[str, float]) -> Floats:
    """(run,) the answer with two values held."""
    found = [ready.outcome.read(*arm) for arm in with_past(held(ready.arms, numbers))]
    return found[0] if len(found) == 1 else found[0] - found[1]


def _month(ready: _Ready, case: Case) -> Floats:
    """(run,) the outcome with another script."""
    first, luck, batch = ready.arms[0]
    own = batch.under(case.laws) if case.draws_as(first) else case.batch(luck.values)
    if case.streams != first.streams:
        own_luck = case.luck(ready.seed, 0, len(luck.values), len(luck.steps))
        luck = replace(luck, steps=own_luck.steps, past=own_luck.past)
    if not case.past_as(first):
        luck = replace(luck, left=None)
    return ready.outcome.read(case, luck, own)


def _mean(effects: Floats) -> tuple[float, float]:
    error = effects.std(ddof=1) / np.sqrt(len(effects)) if len(effects) > 1 else np.nan
    return float(effects.mean()), float(error)


def _meta(
    world: World,
    scenario: Scenario,
    baseline: Scenario,
    what: What,
    outcome: Outcome,
    runs: int,
    seed: int,
) -> MapMeta:
    kind = "indicator" if outcome.watch else "alignment" if outcome.pair is not None else "tension"
    return MapMeta(
        scenario=scenario.id,
        title=scenario.title,
        baseline=baseline.id,
        baseline_title=baseline.title,
        world=world.id,
        start=world.date,
        step_unit=world.step,
        of=outcome.name,
        of_title=outcome.title,
        of_kind=kind,
        level=what.level,
        turn=what.turn or 0.0,
        runs=runs,
        seed=seed,
        steps=scenario.steps,
        known_past=KnownPast.of(world),
    )
