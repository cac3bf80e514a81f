"""Every shift beside what past years and shocks did to the tone of a pair."""

from collections.abc import Iterable

import numpy as np

from sim.results import Meta, ShiftRow, YardstickRow
from sim.results.yardstick import MONTHS, Yardstick
from sim.study.ensemble.grow import Grown


def yardstick_rows(
    grown: Grown, found: Yardstick, meta: Meta, shifts: Iterable[ShiftRow]
) -> tuple[YardstickRow, ...]:
    """One row for each shift, in the same order."""
    event = 1 if meta.event is None else meta.event.step
    pairs = grown.pairing.with_.names.seen_pairs
    path = grown.tally.path.mean(grown.tally.runs).reshape(-1, len(pairs))
    first = path[min(event, meta.steps) :][:MONTHS]
    mean = dict(zip(pairs, np.mean(first, axis=0), strict=True))
    return tuple(
        _row(row, found, len(first), float(mean[f"{row.source}>{row.target}"])) for row in shifts
    )


def _row(row: ShiftRow, found: Yardstick, months: int, size: float) -> YardstickRow:
    near = found.nearest(f"{row.source}>{row.target}", size)
    ordinary = found.ordinary
    return YardstickRow(
        source=row.source,
        target=row.target,
        months=months,
        first_year=size,
        years=abs(size) / ordinary.median,
        ordinary=ordinary.median,
        high=ordinary.high,
        shock="" if near is None else near.shock.id,
        title="" if near is None else near.shock.title,
        date="" if near is None else near.shock.date,
        shock_source="" if near is None else near.pair[:3],
        shock_target="" if near is None else near.pair[4:],
        shock_change=None if near is None else near.change,
        shock_error=None if near is None else near.error,
        share=None if near is None or not near.change else size / near.change,
    )
