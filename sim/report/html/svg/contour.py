"""A map over two values: cells by size and sign, and the line at which the answer turns."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from sim.report.html.markup import Child, Markup, element
from sim.report.html.svg.drawing import BROAD, box, curve, drawing, write
from sim.report.html.svg.levels import level_class
from sim.report.html.traced import minus
from sim.report.words import shortened

Grid = Sequence[Sequence[float]]  # rows from the low end of y, cells from the low end of x
Point = tuple[float, float]


def contour(
    away: Grid,
    xs: Sequence[str],
    ys: Sequence[str],
    names: tuple[str, str],
    width: float,
    label: str,
) -> Markup:
    """Return the map of how far answers are ``away`` from where they turn; ``xs`` and ``ys`` are
    the ends of the axes, ``names`` what they are."""
    left, top = (64.0, 30.0) if width >= BROAD else (46.0, 28.0)
    whole = min(width, 560.0) - left - 8
    cell = whole / len(away[0])
    height = cell * len(away)
    most = max((abs(value) for row in away for value in row), default=0.0) or 1.0
    parts: list[Child] = [write(0, 14, shortened(f"↑ {names[1]}", 60), "s b")]
    for up, row in enumerate(away):
        y = top + height - cell * (up + 1)
        for across, value in enumerate(row):
            found = level_class(value, most)
            parts.append(box(left + cell * across, y, cell - 1, cell - 1, f"cell {found}"))
    for piece in turns(away):
        ends = [(left + cell * (x + 0.5), top + height - cell * (y + 0.5)) for x, y in piece]
        parts.append(element("path", d=curve(ends), class_="with"))
    foot = top + height + 16
    parts += [
        write(left - 6, top + height - 4, minus(ys[0]), "end s q"),
        write(left - 6, top + 12, minus(ys[1]), "end s q"),
        write(left, foot, minus(xs[0]), "s q"),
        write(left + whole, foot, minus(xs[1]), "end s q"),
        write(left, foot + 18, shortened(f"→ {names[0]}", 60), "s b"),
    ]
    return drawing(width, foot + 24, parts, label=label)


def turns(away: Grid) -> Iterator[tuple[Point, Point]]:
    """Yield the pieces of the line where answers cross 0, in cells from the first: marching
    squares, straight between neighbours (Lorensen and Cline 1987, in two dimensions)."""
    for y, (low, high) in enumerate(pairwise(away)):
        for x in range(len(low) - 1):
            corners = [(x, y, low[x]), (x + 1, y, low[x + 1])]
            corners += [(x + 1, y + 1, high[x + 1]), (x, y + 1, high[x])]
            crossed = [
                _between(one, other)
                for one, other in pairwise([*corners, corners[0]])
                if (one[2] < 0.0) != (other[2] < 0.0)
            ]
            yield from zip(crossed[::2], crossed[1::2], strict=True)


def _between(one: tuple[int, int, float], other: tuple[int, int, float]) -> Point:
    share = one[2] / (one[2] - other[2])
    return one[0] + share * (other[0] - one[0]), one[1] + share * (other[1] - one[1])
