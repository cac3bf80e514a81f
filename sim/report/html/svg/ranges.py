"""Effects with two kinds of doubt kept apart: error of sampling, and the spread over runs."""

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace

from sim.report.html.markup import Child, Markup
from sim.report.html.svg.drawing import (
    BROAD,
    Scale,
    box,
    dot,
    drawing,
    stroke,
    ticks,
    wrapped,
    write,
)
from sim.report.html.traced import minus


@dataclass(frozen=True)
class Effect:
    """One effect: its mean, the error of that mean, and where 8 runs in 10 lie."""

    title: str
    mean: float
    error: float
    low: float
    high: float
    shown: Markup


def ranges(rows: Sequence[Effect], width: float, label: str) -> Markup:
    """Return the chart, effects in their order."""
    rows = [_known(row) for row in rows]
    broad = width >= BROAD
    left, right = (300, width - 90) if broad else (6, width - 6)
    ends = [end for row in rows for end in (row.low, row.high, row.mean, 0.0)]
    pad = 0.05 * (max(ends) - min(ends)) or 0.01
    x = Scale(min(ends) - pad, max(ends) + pad, left, right)
    height = 30 if broad else 50
    top = 26.0
    foot = top + height * len(rows)
    parts: list[Child] = [_axis(x, top, foot)]
    for at, row in enumerate(rows):
        y = top + height * at
        middle = y + (15 if broad else 34)
        said = wrapped(row.title, 285 if broad else width - 70, most=1)[0]
        parts += [
            write(0, y + (19 if broad else 14), said),
            stroke(x(row.low), middle, x(row.high), middle, "spread"),
            box(x(row.mean - 2 * row.error), middle - 5, _wide(x, row.error), 10, "error", rx="2"),
            dot(x(row.mean), middle, 3.5, "full"),
            write(width, y + (19 if broad else 14), row.shown, "end b"),
        ]
    return drawing(width, foot + 4, parts, label=label)


def _known(row: Effect) -> Effect:
    """The effect itself where a single run tells neither error nor range."""
    if not math.isnan(row.error):
        return row
    return replace(row, error=0.0, low=row.mean, high=row.mean)


def _wide(x: Scale, error: float) -> float:
    return max(1.0, x(2 * error) - x(-2 * error))


def _axis(x: Scale, top: float, foot: float) -> list[Markup]:
    parts = []
    for value in ticks(x.low, x.high, 6):
        zero = value == 0
        parts.append(stroke(x(value), top - 6, x(value), foot, "zero" if zero else "grid"))
        shown = "0" if zero else minus(f"{value:+g}")
        parts.append(write(x(value), top - 12, shown, "s q mid axis"))
    return parts
