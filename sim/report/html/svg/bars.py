"""Bars of sizes, each with its error and with the size that luck alone would feign."""

from collections.abc import Sequence
from dataclasses import dataclass

from sim.report.html.markup import Child, Markup
from sim.report.html.svg.drawing import BROAD, Scale, box, drawing, lines, stroke, wrapped, write


@dataclass(frozen=True)
class Size:
    """One size; ``error`` is half the width of its interval, ``luck`` what luck would feign."""

    title: str
    amount: float
    error: float
    luck: float
    shown: Markup


def bars(rows: Sequence[Size], width: float, label: str) -> Markup:
    """Return the chart, sizes in their order."""
    broad = width >= BROAD
    left, right = (400, width - 80) if broad else (0, width - 70)
    most = max((row.amount + row.error for row in rows), default=0.0) or 1.0
    x = Scale(0, most, left, right)
    y = 0.0
    parts: list[Child] = []
    for row in rows:
        said = wrapped(row.title, 385 if broad else width)
        bar = y + (8 if broad else 15 * len(said) + 5)
        least = x(max(0.0, row.amount - row.error))
        parts += [
            lines(0, y + (19 if broad and len(said) == 1 else 12), said),
            box(x(0), bar, max(0.8, x(row.amount) - x(0)), 14, "share"),
            stroke(least, bar + 7, x(row.amount + row.error), bar + 7, "whisker"),
            stroke(x(row.luck), bar - 2, x(row.luck), bar + 16, "luck"),
            write(width, bar + 12, row.shown, "end b"),
        ]
        y += 36 if broad else 15 * len(said) + 28
    return drawing(width, y + 4, parts, label=label)
