"""A heat map: how far each state (rows) sides with each other one (columns)."""

from collections.abc import Mapping, Sequence

from sim.report.html.markup import Markup
from sim.report.html.svg.drawing import box, drawing, write
from sim.report.html.svg.levels import level_class
from sim.report.html.traced import signed

CELL_W, CELL_H, LEFT, TOP = 42, 31, 44, 24

Pair = tuple[str, str]


def heatmap(
    values: Mapping[Pair, float],
    rows: Sequence[str],
    columns: Sequence[str],
    top: float,
    label: str,
    *,
    alive: bool = False,
) -> Markup:
    """Return the map of ``values`` by (who, toward whom); one that is ``alive`` can change."""
    parts = [
        write(LEFT + CELL_W * (at + 0.5), TOP - 8, code, "mid b") for at, code in enumerate(columns)
    ]
    for down, source in enumerate(rows):
        y = TOP + CELL_H * down
        parts.append(write(LEFT - 8, y + CELL_H / 2 + 4, source, "end b"))
        for across, target in enumerate(columns):
            x = LEFT + CELL_W * across
            if (source, target) in values:
                key = f"{source}>{target}" if alive else None
                parts.append(_cell(x, y, values[source, target], top, key))
            elif source == target:
                parts.append(write(x + CELL_W / 2, y + CELL_H / 2 + 4, "·", "mid q"))
    width, height = LEFT + CELL_W * len(columns), TOP + CELL_H * len(rows)
    return drawing(width, height, *parts, label=label)


def _cell(x: float, y: float, value: float, top: float, key: str | None) -> Markup:
    found = level_class(value, top)
    square = box(x, y, CELL_W - 2, CELL_H - 2, f"cell {found}", data_pair=key)
    middle = x + CELL_W / 2 - 1, y + CELL_H / 2 + 3
    return Markup(square + write(*middle, signed(value), f"mid on-{found}", data_text=key))
