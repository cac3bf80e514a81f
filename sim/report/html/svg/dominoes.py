"""Dominoes: who reacts, how long after the event, and how much likelier it becomes."""

from collections.abc import Sequence
from dataclasses import dataclass

from sim.report.html.markup import Child, Markup
from sim.report.html.svg.drawing import (
    BROAD,
    Scale,
    box,
    drawing,
    lines,
    stroke,
    wrapped,
    write,
)


@dataclass(frozen=True)
class Domino:
    """One reaction: who, what, why; ``lag`` in steps; ``shown`` is its ratio as a number."""

    code: str
    deed: str
    because: str
    lag: float
    likelier: bool
    shown: Markup
    rates: Markup


def dominoes(rows: Sequence[Domino], months: int, unit: str, width: float, label: str) -> Markup:
    """Return the chart, reactions in their order; ``months`` is the length of the axis."""
    broad = width >= BROAD
    left, right = (330, width - 180) if broad else (18, width - 22)
    x = Scale(0, months, left, right)
    y = top = 34.0
    parts: list[Child] = []
    for row in rows:
        said = wrapped(row.deed, 316 if broad else width)
        parts.append(_broad(row, said, x, y, width) if broad else _narrow(row, said, x, y))
        y += 52 if broad else 66 + 15 * len(said)
    axis = _axis(x, months, unit, top, y)
    return drawing(width, y + 6, axis, parts, label=label, class_="haloed")


def _axis(x: Scale, months: int, unit: str, top: float, foot: float) -> list[Markup]:
    gap = next(step for step in (1, 2, 3, 6, 12, 24, 60, 120, 600) if months / step <= 9)
    parts = [write(x(0), 11, f"{unit}s after the event", "s q")]
    for month in range(0, months + 1, gap):
        parts.append(stroke(x(month), top - 4, x(month), foot, "zero" if month == 0 else "grid"))
        parts.append(write(x(month), top - 9, str(month), "s q mid axis"))
    return parts


def _broad(row: Domino, said: Sequence[str], x: Scale, y: float, width: float) -> Markup:
    return Markup(
        lines(0, y + (15 if len(said) > 1 else 20), said)
        + write(0, y + (44 if len(said) > 1 else 36), f"because: {row.because}", "s q")
        + _tile(row, x, y + 25)
        + write(width - 140, y + 19, row.shown, "b big")
        + write(width - 140, y + 37, row.rates, "s q")
    )


def _narrow(row: Domino, said: Sequence[str], x: Scale, y: float) -> Markup:
    foot = y + 15 * len(said)
    return Markup(
        lines(0, y + 12, said)
        + write(0, foot + 11, f"because: {row.because}", "s q")
        + _tile(row, x, foot + 33)
        + _aside(row, x, foot + 31)
    )


def _aside(row: Domino, x: Scale, y: float) -> Markup:
    """The ratio and the rates, on the side of the tile where there is room."""
    early = x(row.lag) < (x.start + x.end) / 2
    at, align = (x(row.lag) + 22, "") if early else (x(row.lag) - 22, " end")
    return Markup(
        write(at, y, row.shown, f"b{align}") + write(at, y + 14, row.rates, f"s q{align}")
    )


def _tile(row: Domino, x: Scale, middle: float) -> Markup:
    sign = "pos" if row.likelier else "neg"
    place = x(row.lag)
    return Markup(
        stroke(x(0), middle, place, middle, f"thread {sign}")
        + box(place - 17, middle - 15, 34, 30, f"tile {sign}", rx="4")
        + write(place, middle + 4, row.code, "mid b on-tile")
    )
