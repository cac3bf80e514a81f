"""A network: each state's half of a line says how far that state sides with the other end."""

import math
from collections.abc import Mapping, Sequence

from sim.report.html.markup import Markup
from sim.report.html.svg.drawing import dot, drawing, stroke, write
from sim.report.html.svg.levels import NOTHING

WIDTH, HEIGHT, NODE = 380, 330, 19
THICKEST = 7.0

Pair = tuple[str, str]
Point = tuple[float, float]


def network(
    values: Mapping[Pair, float],
    codes: Sequence[str],
    names: Mapping[str, str],
    top: float,
    label: str,
) -> Markup:
    """Return the network of ``values`` by (who, toward whom), states in the order of ``codes``."""
    places = dict(zip(codes, ring(len(codes)), strict=True))
    halves = [
        _half(places[source], places[target], (source, target), value, top)
        for (source, target), value in values.items()
    ]
    nodes = [_node(places[code], code, names.get(code, code)) for code in codes]
    return drawing(WIDTH, HEIGHT, halves, nodes, label=label)


def ring(count: int) -> list[Point]:
    """Return places on an ellipse, the first at the top left, clockwise."""
    turn = 2 * math.pi / max(1, count)
    angles = [-math.pi / 2 - turn / 2 + turn * at for at in range(count)]
    across, down = WIDTH / 2 - 52, HEIGHT / 2 - 42
    return [(WIDTH / 2 + across * math.cos(a), HEIGHT / 2 + down * math.sin(a)) for a in angles]


def seating(codes: Sequence[str], values: Mapping[Pair, float]) -> list[str]:
    """Return the states so that neighbours side with one another: a tour improved by reversals."""

    def near(one: str, other: str) -> float:
        return values.get((one, other), 0.0) + values.get((other, one), 0.0)

    def worth(tour: list[str]) -> float:
        return sum(near(tour[at - 1], tour[at]) for at in range(len(tour)))

    tour, better = list(codes), True
    while better:
        better = False
        for first in range(len(tour) - 1):
            for last in range(first + 1, len(tour)):
                other = tour[:first] + tour[first : last + 1][::-1] + tour[last + 1 :]
                if worth(other) > worth(tour) + 1e-9:
                    tour, better = other, True
    return tour


def thickness(value: float, top: float) -> float:
    """Return how thick a half line is: nothing for what rounds to zero."""
    return 0.0 if abs(value) < NOTHING else 0.8 + THICKEST * min(1.0, abs(value) / top)


def _half(here: Point, there: Point, pair: Pair, value: float, top: float) -> Markup:
    length = math.dist(here, there)
    begin, middle = NODE / length, 0.5
    (x1, y1), (x2, y2) = (
        (here[0] + (there[0] - here[0]) * part, here[1] + (there[1] - here[1]) * part)
        for part in (begin, middle)
    )
    sign = "neg" if value < 0 else "pos"
    width = thickness(value, top)
    return stroke(x1, y1, x2, y2, f"edge {sign}", stroke_width=width, data_edge=">".join(pair))


def _node(place: Point, code: str, name: str) -> Markup:
    x, y = place
    outside = y - NODE - 7 if y < HEIGHT / 2 else y + NODE + 16
    return Markup(
        dot(x, y, NODE, "node") + write(x, y + 4, code, "mid b") + write(x, outside, name, "mid s")
    )
