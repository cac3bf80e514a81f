"""A dot plot of shares: with the scenario (full dot) and without it (ring), with the error."""

from collections.abc import Sequence
from dataclasses import dataclass

from sim.report.html.markup import Child, Markup
from sim.report.html.svg.drawing import (
    BROAD,
    Scale,
    dot,
    drawing,
    lines,
    share_axis,
    stroke,
    wrapped,
    write,
)


@dataclass(frozen=True)
class Share:
    """One indicator. Shares are in [0, 1]; ``error`` is that of the difference, ``csv`` its row."""

    title: str
    with_: float
    without: float
    error: float
    shown: Markup
    csv: str


def dots(rows: Sequence[Share], width: float, label: str, csv: str) -> Markup:
    """Return the chart, indicators in their order."""
    broad = width >= BROAD
    left, right = (400, width - 130) if broad else (8, width - 8)
    x = Scale(0, 1, left, right)
    top, y = 26.0, 26.0
    parts: list[Child] = []
    for row in rows:
        said = wrapped(row.title, 380 if broad else width - 4)
        parts.append(_broad(row, said, x, y, width) if broad else _narrow(row, said, x, y, width))
        y += 34 if broad else 15 * len(said) + 40
    return drawing(width, y + 2, share_axis(x, top, y), parts, label=label, data_csv=csv)


def _broad(row: Share, said: Sequence[str], x: Scale, y: float, width: float) -> Markup:
    first = y + (13 if len(said) > 1 else 20)
    return Markup(
        lines(0, first, said, step=14)
        + _marks(row, x, y + 16)
        + write(width, y + 20, row.shown, "end", data_csv=row.csv)
    )


def _narrow(row: Share, said: Sequence[str], x: Scale, y: float, width: float) -> Markup:
    foot = y + 15 * len(said)
    return Markup(
        lines(0, y + 12, said)
        + _marks(row, x, foot + 9)
        + write(width, foot + 28, row.shown, "end s", data_csv=row.csv)
    )


def _marks(row: Share, x: Scale, y: float) -> Markup:
    """Twice the error to either side of the full dot, as far as a share can go."""
    low, high = max(0.0, row.with_ - 2 * row.error), min(1.0, row.with_ + 2 * row.error)
    sign = "neg" if row.with_ < row.without else "pos"
    return Markup(
        stroke(x(row.without), y, x(row.with_), y, f"reach {sign}")
        + stroke(x(low), y - 5, x(low), y + 5, "whisker")
        + stroke(x(high), y - 5, x(high), y + 5, "whisker")
        + stroke(x(low), y, x(high), y, "whisker")
        + dot(x(row.without), y, 5, "ring")
        + dot(x(row.with_), y, 5, "full")
    )
