"""A path over time with and without the scenario, and the range of 8 runs in 10 with it."""

from collections.abc import Sequence
from dataclasses import dataclass

from sim.report.html.markup import Child, Markup, element
from sim.report.html.svg.drawing import Scale, curve, drawing, stroke, ticks, write
from sim.report.html.traced import minus

WIDTH, HEIGHT = 420, 210
LEFT, RIGHT, TOP, BOTTOM = 40, 14, 12, 30


@dataclass(frozen=True)
class Path:
    """One quantity at the end of each step, step 0 first."""

    with_: Sequence[float]
    without: Sequence[float]
    low: Sequence[float]
    high: Sequence[float]


def trend(
    path: Path,
    months: Sequence[str],
    label: str,
    guides: Sequence[tuple[float, str]] = (),
    least: float = 0.02,
    width: float = WIDTH,
) -> Markup:
    """Return the chart. ``guides`` are named heights; the scale spans at least ``least``."""
    low = min(*path.low, *path.without)
    high = max(*path.high, *path.without)
    pad = max(0.06 * (high - low), (least - (high - low)) / 2)
    y = Scale(low - pad, high + pad, HEIGHT - BOTTOM, TOP)
    x = Scale(0, max(1, len(path.with_) - 1), LEFT, width - RIGHT)
    band = [*enumerate(path.high), *reversed(list(enumerate(path.low)))]
    parts: list[Child] = [
        element("path", d=curve([(x(t), y(v)) for t, v in band]) + "Z", class_="band"),
        _heights(y, x),
        _named(y, x, path, guides),
        _months(x, months),
        element("path", d=_line(x, y, path.without), class_="without"),
        element("path", d=_line(x, y, path.with_), class_="with"),
    ]
    return drawing(width, HEIGHT, parts, label=label)


def _line(x: Scale, y: Scale, values: Sequence[float]) -> str:
    return curve([(x(t), y(value)) for t, value in enumerate(values)])


def _heights(y: Scale, x: Scale) -> list[Markup]:
    parts = []
    for value in ticks(y.low, y.high, 4):
        parts.append(stroke(x.start, y(value), x.end, y(value), "grid"))
        parts.append(write(LEFT - 6, y(value) + 4, minus(f"{value:g}"), "s q end axis"))
    return parts


def _named(y: Scale, x: Scale, path: Path, guides: Sequence[tuple[float, str]]) -> list[Markup]:
    parts = []
    for value, name in guides:
        if y.low <= value <= y.high:
            parts.append(stroke(x.start, y(value), x.end, y(value), "guide"))
            parts.append(_name(y, x, path, value, name))
    return parts


def _name(y: Scale, x: Scale, path: Path, value: float, name: str) -> Markup:
    """The name of a height, at that end and on that side of it where no line runs through."""
    half = len(path.with_) // 2
    ends = (("end", x.end, slice(half, None)), ("", x.start + 4, slice(0, half + 1)))
    places = [(align, at, y(value) + down, part) for align, at, part in ends for down in (-4, 12)]

    def room(place: tuple[str, float, float, slice]) -> float:
        _, _, foot, part = place
        lines = [*path.with_[part], *path.without[part]]
        return min(8.0, *(abs(y(line) - foot + 4) for line in lines))

    align, at, foot, _ = max(places, key=room)
    return write(at, foot, name, f"s q axis {align}".rstrip())


def _months(x: Scale, months: Sequence[str]) -> list[Markup]:
    last = len(months) - 1
    parted = 2 if x.end < 350 else 3  # as many dates as there is room for
    marked = dict.fromkeys(last * part // parted for part in range(parted + 1))
    foot = HEIGHT - BOTTOM
    parts = [stroke(x.start, foot, x.end, foot, "axis-line")]
    for step in marked:
        align = "" if step == 0 else " end" if step == last else " mid"
        parts.append(write(x(step), foot + 18, months[step], f"s q axis{align}"))
    return parts
