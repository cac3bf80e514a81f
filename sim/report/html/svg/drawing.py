"""The strokes that figures are made of."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from sim.report.html.markup import Attribute, Child, Markup, element
from sim.report.words import shortened

WIDE, NARROW = 920, 360  # drawing units across: on a desk or on paper, on a phone
BROAD = 600  # from this width on, labels stand beside what they label
SIZE = 12  # of ordinary text
_GLYPH = 0.53  # mean width of a letter, as a share of its size


@dataclass(frozen=True)
class Scale:
    """A linear scale from values to places."""

    low: float
    high: float
    start: float
    end: float

    def __call__(self, value: float) -> float:
        """Return the place of a value."""
        return self.start + (value - self.low) / (self.high - self.low) * (self.end - self.start)


def ticks(low: float, high: float, most: int = 5) -> list[float]:
    """Return at most ``most`` round numbers within a range, evenly spaced."""
    rough = (high - low) / most
    size = 10.0 ** math.floor(math.log10(rough))
    step = next(size * part for part in (1, 2, 5, 10) if size * part >= rough)
    first = math.ceil(low / step - 1e-9)
    last = math.floor(high / step + 1e-9)
    return [round(at * step, 12) for at in range(first, last + 1)]


def drawing(width: float, height: float, *children: Child, label: str, **more: Attribute) -> Markup:
    """Return a whole figure; ``label`` says what it shows to whoever cannot see it."""
    box = f"0 0 {width:g} {height:g}"
    return element("svg", *children, viewBox=box, role="img", aria_label=label, **more)


def write(x: float, y: float, said: Child, class_: str = "", **more: Attribute) -> Markup:
    """Return a line of text; classes ``end`` and ``mid`` align it, ``s`` is small, ``q`` quiet."""
    return element("text", said, x=float(x) or None, y=float(y), class_=class_ or None, **more)


def lines(x: float, y: float, said: Sequence[str], class_: str = "", step: float = 15) -> Markup:
    """Return lines of text, one below the other."""
    return Markup("".join(write(x, y + step * at, one, class_) for at, one in enumerate(said)))


def stroke(x1: float, y1: float, x2: float, y2: float, class_: str, **more: Attribute) -> Markup:
    """Return a straight line."""
    ends = {"x1": float(x1), "y1": float(y1), "x2": float(x2), "y2": float(y2)}
    return element("line", **ends, class_=class_, **more)


def box(x: float, y: float, width: float, height: float, class_: str, **more: Attribute) -> Markup:
    """Return a rectangle."""
    size = {"width": float(width), "height": float(height)}
    return element("rect", x=float(x), y=float(y), **size, class_=class_, **more)


def dot(x: float, y: float, r: float, class_: str) -> Markup:
    """Return a circle."""
    return element("circle", cx=float(x), cy=float(y), r=float(r), class_=class_)


def curve(points: Sequence[tuple[float, float]]) -> str:
    """Return straight strokes through points, for a path's ``d``."""
    return "M" + "L".join(f"{_short(x)} {_short(y)}" for x, y in points)


def share_axis(x: Scale, top: float, foot: float) -> list[Markup]:
    """Return lines for none to all of the runs, labelled above, from ``top`` to ``foot``."""
    parts = []
    for share in (0.0, 0.25, 0.5, 0.75, 1.0):
        align = {0.0: "", 1.0: " end"}.get(share, " mid")
        parts.append(stroke(x(share), top - 6, x(share), foot, "grid"))
        parts.append(write(x(share), top - 12, f"{share * 100:.0f}%", f"s q axis{align}"))
    return parts


def wrapped(said: str, width: float, size: float = SIZE, most: int = 2) -> list[str]:
    """Return text in at most ``most`` lines of about ``width``; the last is cut in its middle."""
    room = max(8, int(width / (size * _GLYPH)))
    found: list[str] = [""]
    for whole in said.split():
        word = shortened(whole, room)
        longer = f"{found[-1]} {word}".strip()
        if len(longer) <= room or not found[-1]:
            found[-1] = longer
        else:
            found.append(word)
    kept = found[:most]
    if len(found) > most:
        kept[-1] = shortened(" ".join(found[most - 1 :]), room)
    return kept


def _short(value: float) -> str:
    return f"{value:.1f}".removesuffix(".0")
