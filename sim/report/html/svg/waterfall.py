"""A waterfall: contributions one after the other, and the sum they close to."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from sim.report.html.markup import Markup, element
from sim.report.html.svg.drawing import Scale, box, drawing, lines, stroke, wrapped, write
from sim.report.html.traced import number, signed
from sim.report.words import parts

WIDTH, DIGITS = 420, 3
LEFT, RIGHT = 132, WIDTH - 62  # where bars begin and end


@dataclass(frozen=True)
class Bar:
    """One contribution: what did it, through what, how much; ``csv`` is where it is stored.

    ``shown`` is the amount as it is written, so that those of the bars add up.
    """

    cause: str
    through: str
    amount: float
    csv: str
    shown: float = 0.0


def waterfall(bars: Sequence[Bar], total: Bar, label: str, csv: str) -> Markup:
    """Return the chart of ``bars``, in their order, down to ``total``."""
    amounts = parts([bar.amount for bar in bars], DIGITS)
    bars = [replace(bar, shown=shown) for bar, shown in zip(bars, amounts, strict=True)]
    total = replace(total, shown=sum(amounts))
    sums = [0.0]
    for bar in bars:
        sums.append(sums[-1] + bar.amount)
    low, high = min(sums), max(sums)
    pad = max(0.04 * (high - low), 1e-6)
    x = Scale(low - pad, high + pad, LEFT, RIGHT)
    rows: list[Markup] = []
    links = zero = ""
    y = 4.0
    for bar, before in zip(bars, sums, strict=False):
        rows.append(_row(bar, before, x, y))
        zero += _upright(x(0), y + _words(bar) - 4, y + _words(bar) + 19)
        if rows[1:]:  # from the end of the bar before
            links += _upright(x(before), y - 9, y + 1)
        y += _height(bar)
    foot = stroke(0, y + 2, WIDTH, y + 2, "axis-line")
    rows.append(_row(total, 0.0, x, y + 8, "total "))
    zero += _upright(x(0), y + 4 + _words(total), y + 27 + _words(total))
    y += 8 + _height(total)
    frame = [
        element("path", d=zero, class_="zero"),
        element("path", d=links or None, class_="link"),
    ]
    return drawing(WIDTH, y, frame, rows, foot, label=label, class_="haloed", data_csv=csv)


def _upright(x: float, top: float, foot: float) -> str:
    """An upright stroke, short enough to cross no label."""
    return f"M{x:.1f} {top:.0f}V{foot:.0f}"


def _cause(bar: Bar) -> list[str]:
    return wrapped(bar.cause, WIDTH - 4, most=2)


def _words(bar: Bar) -> float:
    return 15.0 * len(_cause(bar)) + 4


def _height(bar: Bar) -> float:
    return _words(bar) + 24


def _row(bar: Bar, before: float, x: Scale, y: float, kind: str = "") -> Markup:
    after = before + bar.amount
    top = y + _words(bar)
    sign = "neg" if bar.amount < 0 else "pos"
    left, right = sorted((x(before), x(after)))
    return Markup(
        lines(0, y + 12, _cause(bar), "b" if kind else "")
        + write(0, top + 11, bar.through, "s q")
        + box(left, top, max(0.8, right - left), 15, f"bar {kind}{sign}")
        + number(
            signed(bar.shown, DIGITS),
            bar.amount,
            bar.csv,
            "text",
            x=WIDTH,
            y=top + 12,
            class_="end b",
        )
    )
