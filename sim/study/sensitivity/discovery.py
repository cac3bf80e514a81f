"""Scenario discovery: the box of values in which an indicator comes true much more often.

A search among hundreds of values always finds something. So half of the runs are searched, and all
that is reported of the box is measured on the other half.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from sim.binding import Case, build_case
from sim.binding.values import ValueTable
from sim.kernel.arrays import Ints
from sim.results.discovery import BoxRow, Discovery
from sim.results.sensitivity import BETWEEN_SOURCES
from sim.study.limits import DISCOVERED, check_asked
from sim.study.outcome import Outcome, indicator_of
from sim.study.progress import Progress
from sim.study.sensitivity.points import ROWS
from sim.study.sensitivity.prim import Bools, Box, Worth, doubt, search, telling
from sim.study.workers import in_order
from sim.world import Quantity, Scenario, World


@dataclass(frozen=True)
class _Given:
    case: Case
    outcome: Outcome
    seed: int
    steps: int


def discover(
    world: World,
    scenario: Scenario,
    indicator: str,
    *,
    runs: int = 10_000,
    seed: int = 0,
    workers: int = 1,
    progress: Progress | None = None,
) -> Discovery:
    """Look for the box in ``runs`` ordinary runs of a scenario, 200 or more.

    Raises ``WorldError`` for an unknown indicator, ``ValueError`` for numbers that cannot be.
    """
    DISCOVERED.check(runs)
    check_asked(seed=seed, workers=workers)
    case = build_case(world, scenario)
    outcome = indicator_of(indicator, world, scenario, case.names)
    hits = _hits(_Given(case, outcome, seed, scenario.steps), runs, workers, progress)
    ranged = _drawn_apart(case.values)
    uniforms = case.values.uniforms(seed, 0, runs)[:, ranged]
    half = runs // 2
    told = telling(uniforms[:half], hits[:half])
    columns, uniforms = ranged[told], uniforms[:, told]
    box = search(uniforms[:half], hits[:half])
    searched = Worth(box.holds(uniforms[:half]), hits[:half])
    kept = Worth(box.holds(uniforms[half:]), hits[half:])
    doubts = {
        column: doubt(box, box.without(column), uniforms[half:], hits[half:])
        for column in box.limits
    }
    return Discovery(
        scenario=scenario.id,
        title=scenario.title,
        indicator=outcome.name,
        indicator_title=outcome.title,
        steps=scenario.steps,
        seed=seed,
        runs=runs,
        ranged=len(ranged),
        candidates=len(columns),
        base=float(kept.hits.mean()),
        density=kept.density,
        density_error=kept.density_error,
        coverage=kept.coverage,
        mass=float(kept.inside.mean()),
        found_density=searched.density,
        found_coverage=searched.coverage,
        rows=_rows(scenario.quantities(world), case.values, columns, box, doubts),
    )


def _drawn_apart(table: ValueTable) -> Ints:
    """The columns of ranged values, one of those that share their luck.

    What begins off its reference shares it with that; the reference stands for both.
    """
    ranged = np.flatnonzero(table.ranged)
    first = {table.keys[n]: n for n in reversed(ranged)}
    return np.array(sorted(first.values()), dtype=np.intp)


def _rows(
    quantities: Mapping[str, Quantity],
    table: ValueTable,
    columns: Ints,
    box: Box,
    doubts: Mapping[int, float],
) -> tuple[BoxRow, ...]:
    """A row for each restriction, the surest first."""
    rows = []
    for place, (low, high) in box.limits.items():
        column = int(columns[place])
        path, limits = table.paths[column], _limits(table, column, low, high)
        rows.append(
            BoxRow(
                value=path,
                low=limits[0],
                high=limits[1],
                stated=float(table.mode[column]),
                range_low=float(table.low[column]),
                range_high=float(table.high[column]),
                share=high - low,
                p=doubts[place],
                sources=BETWEEN_SOURCES.join(quantities[path].sources),
            )
        )
    return tuple(sorted(rows, key=lambda row: row.p))


def _limits(table: ValueTable, column: int, low: float, high: float) -> tuple[float, float]:
    """Limits on 0–1 as limits of the value; a free end is exactly that of its range."""
    ends = np.repeat([[low], [high]], len(table.paths), axis=1)
    below, above = table.quantile(ends)[:, column]
    return (
        float(below if low > 0.0 else table.low[column]),
        float(above if high < 1.0 else table.high[column]),
    )


def _hits(given: _Given, runs: int, workers: int, progress: Progress | None) -> Bools:
    """(run,) whether the indicator came true in each run."""
    tasks = [(first, min(ROWS, runs - first)) for first in range(0, runs, ROWS)]
    found: list[Bools] = []
    for number, part in enumerate(in_order(_block, given, tasks, workers)):
        found.append(part)
        if progress is not None:
            progress(sum(tasks[number]))
    return np.concatenate(found)


def _block(given: _Given, task: tuple[int, int]) -> Bools:
    first, runs = task
    luck = given.case.luck(given.seed, first, runs, given.steps)
    return given.outcome.read(given.case, luck, given.case.batch(luck.values)) > 0.0
