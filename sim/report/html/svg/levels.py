"""Signed values as a few levels of two colours, told apart by sign, number and dashes as well."""

import math

from sim.report.html.markup import Markup
from sim.report.html.svg.drawing import box, drawing, write
from sim.report.html.traced import minus

STEPS = 5  # levels on each side of zero
NOTHING = 0.005  # what rounds to 0.00 has no colour


def level(value: float, top: float) -> int:
    """Return -5 to 5: the sign, and how many fifths of ``top`` have been begun."""
    if abs(value) < NOTHING:
        return 0
    fifths = min(STEPS, math.ceil(abs(value) / top * STEPS - 1e-9))
    return int(math.copysign(fifths, value))


def level_class(value: float, top: float) -> str:
    """Return the class of a level: ``n5`` to ``n1``, ``z``, ``p1`` to ``p5``."""
    found = level(value, top)
    return f"{'n' if found < 0 else 'p'}{abs(found)}" if found else "z"


def round_top(values: list[float]) -> float:
    """Return the smallest round number, five fifths of which hold all values."""
    most = max((abs(value) for value in values), default=0.0)
    for top in (0.05, 0.1, 0.15, 0.2, 0.25, 0.3, 0.4, 0.5, 0.75, 1.0, 1.5):
        if most <= top:
            return top
    return 2.0


def legend(top: float, left: str, right: str, label: str) -> Markup:
    """Return the eleven levels with their bounds and what either end means."""
    width, size = 360, 360 / (2 * STEPS + 1)
    parts = [write(0, 12, left, "s q"), write(width, 12, right, "s q end")]
    for at in range(-STEPS, STEPS + 1):
        bound = top * at / STEPS
        x = (at + STEPS) * size
        parts.append(box(x, 18, size - 1, 14, f"cell {level_class(bound, top)}"))
    for at in (-STEPS, 0, STEPS):
        shown = minus(f"{top * at / STEPS:+g}") if at else "0"
        place = {-STEPS: "s q", 0: "s q mid", STEPS: "s q end"}[at]
        parts.append(write((at + STEPS) / (2 * STEPS) * width, 45, shown, f"{place} axis"))
    return drawing(width, 50, *parts, label=label)
