"""From indices of columns to labelled rows: by value, and by the sources that values cite."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

import numpy as np

from sim.results.sensitivity import (
    BETWEEN_SOURCES,
    SensitivityRow,
    SensitivitySourceRow,
)
from sim.study.sensitivity.indices import Indices
from sim.study.sensitivity.screening import Screening
from sim.world import Quantity

SCREENED = ("mu", "mu_star", "mu_star_conf", "mu_star_luck", "sigma")
APPORTIONED = ("S1", "S1_conf", "ST", "ST_conf", "ST_luck")


Found = tuple[tuple[str, ...], Screening | Indices | None]
"""Paths of values, and what was found about them, in their order."""


def by_value(
    quantities: Mapping[str, Quantity], findings: Sequence[Found]
) -> tuple[SensitivityRow, ...]:
    """A row for each value that was examined, most influential first."""
    numbers: dict[str, dict[str, float | None]] = {}
    for values, part in findings:
        names = SCREENED if isinstance(part, Screening) else APPORTIONED
        for place, path in enumerate(values if part is not None else ()):
            known = numbers.setdefault(path, dict.fromkeys((*SCREENED, *APPORTIONED)))
            known |= {name: float(getattr(part, name)[place]) for name in names}
    ranked = sorted(numbers, key=lambda path: _weight(numbers[path]), reverse=True)
    return tuple(
        SensitivityRow(
            value=path,
            sources=BETWEEN_SOURCES.join(quantities[path].sources),
            rank=rank,
            **numbers[path],
        )
        for rank, path in enumerate(ranked, start=1)
    )


def _weight(numbers: Mapping[str, float | None]) -> tuple[float, float]:
    total, size = numbers["ST"], numbers["mu_star"]
    return (-np.inf if total is None else total, -np.inf if size is None else size)


def by_source(
    quantities: Mapping[str, Quantity], rows: Sequence[SensitivityRow]
) -> tuple[SensitivitySourceRow, ...]:
    """A row for each source cited by a value that was examined, most influential first.

    Cells of one data set count as one source. By ``mu_star`` where values were screened, else by
    ``ST``.
    """
    citing: dict[str, list[SensitivityRow]] = {}
    for row in rows:
        for source in dict.fromkeys(map(without_cell, quantities[row.value].sources)):
            citing.setdefault(source, []).append(row)
    found = [_summed(source, cited) for source, cited in citing.items()]
    found.sort(key=lambda row: (row.mu_star or 0.0, row.ST or 0.0), reverse=True)
    return tuple(replace(row, rank=rank) for rank, row in enumerate(found, start=1))


def without_cell(source: str) -> str:
    """``data:cns-launches`` for ``data:cns-launches#flights in 2023``."""
    kind, _, rest = source.partition(":")
    return f"{kind}:{rest.partition('#')[0].strip()}" if kind in ("data", "theory") else source


def _summed(source: str, cited: list[SensitivityRow]) -> SensitivitySourceRow:
    """What hangs on a source, not yet ranked."""
    sizes = {row.value: beyond_luck(row) for row in cited}
    totals = {row.value: row.ST for row in cited}
    counted = totals if None in sizes.values() else sizes
    return SensitivitySourceRow(
        source=source,
        values=len(cited),
        mu_star=_sum(sizes.values()),
        ST=_sum(totals.values()),
        leading=max(counted, key=lambda value: counted[value] or 0.0),
        rank=0,
    )


def beyond_luck(row: SensitivityRow) -> float | None:
    """How far a value's effect goes beyond what luck alone would feign; none goes below 0."""
    if row.mu_star is None or row.mu_star_luck is None:
        return None
    return max(0.0, row.mu_star - row.mu_star_luck)


def _sum(numbers: Iterable[float | None]) -> float | None:
    known = [number for number in numbers if number is not None]
    return sum(known) if known else None
