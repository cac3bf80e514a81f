"""Stacked shares of one whole, each part named in its place; shades and words tell them apart."""

from collections.abc import Sequence
from dataclasses import dataclass

from sim.report.html.markup import Child, Markup
from sim.report.html.svg.drawing import BROAD, Scale, box, drawing, wrapped, write

ROOM = 0.09  # a share below this has no room for its number


@dataclass(frozen=True)
class Whole:
    """One whole: what it is of, its shares in the order of the parts, and how they are shown."""

    title: str
    shares: Sequence[float]
    shown: Sequence[Markup]


def stack(rows: Sequence[Whole], parts: Sequence[str], width: float, label: str) -> Markup:
    """Return the chart, wholes in their order; ``parts`` are named above it."""
    broad = width >= BROAD
    left, right = (400, width) if broad else (0, width)
    x = Scale(0, 1, left, right)
    height, top = (30, 26) if broad else (46, 26)
    drawn: list[Child] = [_key(parts, left, right)]
    for at, row in enumerate(rows):
        y = top + height * at
        said = wrapped(row.title, 385 if broad else width, most=1)[0]
        drawn.append(write(0, y + (16 if broad else 13), said))
        drawn.append(_bar(row, x, y + (3 if broad else 19)))
    return drawing(width, top + height * len(rows) + 2, drawn, label=label)


def _key(parts: Sequence[str], left: float, right: float) -> list[Markup]:
    room = (right - left) / len(parts)
    drawn = []
    for at, name in enumerate(parts):
        drawn.append(box(left + room * at, 3, 11, 11, f"part{at}"))
        drawn.append(write(left + room * at + 17, 13, name, "s q"))
    return drawn


def _bar(row: Whole, x: Scale, y: float) -> Markup:
    drawn, before = [], 0.0
    for at, (share, shown) in enumerate(zip(row.shares, row.shown, strict=True)):
        drawn.append(box(x(before), y, max(0.0, x(share) - x(0) - 1), 19, f"part{at}"))
        if share >= ROOM:
            drawn.append(write((x(before) + x(before + share)) / 2, y + 14, shown, f"mid in{at}"))
        before += share
    return Markup("".join(drawn))
