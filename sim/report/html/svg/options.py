"""Options (rows) by objectives (panels): how far each is from the best, with both its doubts."""

from collections.abc import Sequence
from dataclasses import dataclass

from sim.report.html.markup import Child, Markup
from sim.report.html.svg.drawing import (
    BROAD,
    Scale,
    box,
    dot,
    drawing,
    lines,
    stroke,
    ticks,
    wrapped,
    write,
)
from sim.report.html.traced import minus

ROW, GAP = 34, 22
AXIS = 38  # above the rows, below the title
NAMES = 190  # drawing units for the names of options
LEAST = 120  # of a panel's width


@dataclass(frozen=True)
class Mark:
    """One option by one objective: its distance from the best, the standard error of that, and
    where it lies in 8 draws in 10. The best one is ``shown`` its level."""

    mean: float
    error: float
    low: float
    high: float
    best: bool
    apart: bool  # whether it is told apart from the best
    shown: str


@dataclass(frozen=True)
class Panel:
    """One objective: title, which way is better (``up`` or ``down``), a mark for each option."""

    title: str
    wanted: str
    percent: bool
    marks: Sequence[Mark]


def options(names: Sequence[str], panels: Sequence[Panel], width: float, label: str) -> Markup:
    """Return the picture: panels beside each other, as many as fit, else below each other."""
    broad = width >= BROAD
    left = NAMES if broad else 0
    beside = max(1, min(len(panels), int((width - left) / (LEAST + GAP)))) if broad else 1
    each = (width - left) / beside - GAP
    titles = [wrapped(panel.title, each, most=6) for panel in panels]
    head = AXIS + 14 * max(len(title) for title in titles)
    height = head + (ROW if broad else ROW + 16) * len(names) + 14
    parts: list[Child] = []
    for at, panel in enumerate(panels):
        down, across = divmod(at, beside)
        x, y = left + across * (each + GAP) + GAP / 2, down * height
        below = y + head
        parts.append(lines(x, y + 12, titles[at], "b", step=14))
        parts.append(_panel(panel, names if not broad else None, x, below, each))
        if broad and across == 0:
            for n, said in enumerate(names):
                told = wrapped(said, NAMES - 4)
                first = below + ROW * n + (12 if len(told) > 1 else 19)
                parts.append(lines(0, first, told, step=14))
    whole = height * -(-len(panels) // beside)
    return drawing(width, whole, parts, label=label)


def _panel(panel: Panel, names: Sequence[str] | None, x: float, y: float, width: float) -> Markup:
    """What is below a panel's title: axis and marks, from ``y`` on."""
    ends = [end for m in panel.marks for end in (m.low, m.high, m.mean - 2 * m.error)]
    ends += [m.mean + 2 * m.error for m in panel.marks] + [0.0]
    pad = 0.06 * (max(ends) - min(ends)) or 0.01
    scale = Scale(min(ends) - pad, max(ends) + pad, x, x + width)
    better = "better →" if panel.wanted == "up" else "← better"
    row = ROW if names is None else ROW + 16
    foot = y + row * len(panel.marks)
    parts: list[Child] = [
        write(x + width, y - 22, better, "s q end"),
        *_axis(scale, y, foot, panel.percent, most=3 if width < 200 else 5),
    ]
    for n, mark in enumerate(panel.marks):
        top = y + row * n
        if names is not None:
            parts.append(write(x, top + 14, names[n]))
            top += 16
        parts.append(_mark(mark, scale, top + 15))
    return Markup("".join(str(p) for p in parts))


def _mark(mark: Mark, x: Scale, y: float) -> Markup:
    """The best is a full dot with a ring about it; one not told apart from it is full, the rest
    are rings."""
    wide = max(2.0, x(mark.mean + 2 * mark.error) - x(mark.mean - 2 * mark.error))
    dots = dot(x(mark.mean), y, 4.5, "full" if mark.best or not mark.apart else "ring")
    if mark.best:
        at_end = mark.mean > (x.low + x.high) / 2
        label = write(
            x(mark.mean) + (-12 if at_end else 12), y + 4, mark.shown, "b" + " end" * at_end
        )
        dots = Markup(dot(x(mark.mean), y, 8, "ring") + dots + label)
    return Markup(
        stroke(x(mark.low), y, x(mark.high), y, "spread")
        + box(x(mark.mean) - wide / 2, y - 4, wide, 8, "error", rx="2")
        + dots
    )


def _axis(x: Scale, top: float, foot: float, percent: bool, most: int) -> list[Markup]:
    parts = []
    for value in ticks(x.low, x.high, most):
        shown = minus(f"{value * 100:+g}" if percent else f"{value:+g}") if value else "0"
        kind = "grid" if value else "zero"
        parts.append(stroke(x(value), top - 4, x(value), foot, kind))
        parts.append(write(x(value), top - 7, shown, "s q mid axis"))
    return parts
