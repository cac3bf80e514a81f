"""Scenario discovery: the box of values in which an indicator comes true much more often.

A search among hundreds of values always finds something. So half of the runs are searched, and all
that is reported of the box is measured on the other half.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from sim.build import Case, build_case
from sim.kernel.fold import Floats, Ints
from sim.results.discovery import BoxRow, Discovery
from sim.results.sensitivity import BETWEEN_SOURCES
from sim.study.outcome import Outcome, indicator_of
from sim.study.points import ROWS
from sim.study.prim import Bools, Box, Worth, doubt, search, telling
from sim.study.workers import in_order
from sim.world import Scenario, World

Progress = Callable[[int], None]


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
    """Look for the box in ``runs`` ordinary runs of a scenario, 100 or more.

    Raises ``WorldError`` for an unknown indicator.
    """
    case = build_case(world, scenario)
    outcome = indicator_of(indicator, world, scenario, case.names)
    hits = _hits(_Given(case, outcome, seed, scenario.steps), runs, workers, progress)
    ranged = np.flatnonzero(case.values.high > case.values.low)
    uniforms = case.values.uniforms(seed, 0, runs)
    searched, kept = slice(0, runs // 2), slice(runs // 2, runs)
    columns = ranged[telling(uniforms[searched][:, ranged], hits[searched])]
    box = search(uniforms[searched][:, columns], hits[searched])
    inside = box.holds(uniforms[kept][:, columns])
    flattering = box.holds(uniforms[searched][:, columns])
    worth, flattered = Worth(inside, hits[kept]), Worth(flattering, hits[searched])
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
        base=float(hits[kept].mean()),
        density=worth.density,
        density_error=worth.density_error,
        coverage=worth.coverage,
        mass=float(inside.mean()),
        found_density=flattered.density,
        found_coverage=flattered.coverage,
        rows=_rows(
            scenario.apply(world), case, columns, box, uniforms[kept][:, columns], hits[kept]
        ),
    )


def _rows(
    world: World, case: Case, columns: Ints, box: Box, uniforms: Floats, hits: Bools
) -> tuple[BoxRow, ...]:
    table, quantities = case.values, world.quantities()
    rows = []
    for place, ends in box.limits.items():
        column = int(columns[place])
        uniform = np.repeat([[ends[0]], [ends[1]]], len(table.paths), axis=1)
        low, high = table.quantile(uniform)[:, column]
        path = table.paths[column]
        rows.append(
            BoxRow(
                value=path,
                low=float(low),
                high=float(high),
                stated=float(table.mode[column]),
                range_low=float(table.low[column]),
                range_high=float(table.high[column]),
                share=ends[1] - ends[0],
                p=doubt(box, place, uniforms, hits),
                sources=BETWEEN_SOURCES.join(quantities[path].sources),
            )
        )
    return tuple(sorted(rows, key=lambda row: row.p))


def _hits(given: _Given, runs: int, workers: int, progress: Progress | None) -> Bools:
    """(run,) whether the indicator came true in each run."""
    block = 4 * ROWS
    tasks = [(first, min(block, runs - first)) for first in range(0, runs, block)]
    found: list[Bools] = []
    for number, part in enumerate(in_order(_block, given, tasks, workers)):
        found.append(part)
        if progress is not None:
            progress(sum(tasks[number]))
    return np.concatenate(found)


def _block(given: _Given, task: tuple[int, int]) -> Bools:
    first, runs = task
    luck = given.case.luck(given.seed, first, runs, given.steps)
    parts = []
    for start in range(0, runs, ROWS):
        part = luck.part(start, start + ROWS)
        parts.append(given.outcome.read(given.case, part, given.case.batch(part.values)) > 0.0)
    return np.concatenate(parts)
