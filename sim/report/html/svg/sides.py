"""Shares under several scenarios: a bar for each, from the reference's share to its own."""

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

_BAR, _LINE, _GAP = 17, 15, 12  # heights: of a bar, of a line of its title, between indicators


@dataclass(frozen=True)
class Beside:
    """One indicator. Shares are in [0, 1]; ``sides`` are letters and shares, ``shown`` how each of
    them is written beside its bar, ``csv`` its rows."""

    title: str
    reference: float
    sides: Sequence[tuple[str, float]]
    shown: Sequence[Markup]
    csv: str


def sides(rows: Sequence[Beside], width: float, label: str) -> Markup:
    """Return the chart, indicators in their order."""
    broad = width >= BROAD
    x = Scale(0, 1, 400 if broad else 8, width - (60 if broad else 46))
    top = y = 26.0
    parts: list[Child] = []
    for row in rows:
        said = wrapped(row.title, 370 if broad else width - 4, most=3)
        parts.append(lines(0, y + 13, said, step=_LINE))
        below = 0 if broad else _LINE * len(said) + 4
        parts += _bars(row, x, y + below)
        tall = below + _BAR * len(row.sides)
        y += max(tall, _LINE * len(said)) + _GAP
    return drawing(width, y, share_axis(x, top, y - _GAP / 2), parts, label=label)


def _bars(row: Beside, x: Scale, y: float) -> list[Child]:
    zero = x(row.reference)
    parts: list[Child] = [stroke(zero, y, zero, y + _BAR * len(row.sides), "zero")]
    for at, ((letter, share), shown) in enumerate(zip(row.sides, row.shown, strict=True)):
        middle = y + _BAR * (at + 0.5)
        sign = "neg" if share < row.reference else "pos"
        end = max(zero, x(share)) + 8
        parts += [
            stroke(zero, middle, x(share), middle, f"reach {sign}"),
            dot(x(share), middle, 4, "full"),
            write(end, middle + 4, [f"{letter} ", shown], "s", data_csv=row.csv),
        ]
    return parts
