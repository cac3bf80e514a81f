"""How large is that? Shifts beside ordinary years and past shocks of the record."""

from sim.report import selection, words, yardstick
from sim.report.html.brief import Brief
from sim.report.html.markup import Child, Markup, element
from sim.report.html.prose import prose
from sim.report.html.sections.parts import more, row, table
from sim.report.html.traced import number, picked, signed
from sim.results import ShiftRow, YardstickRow

ROWS = 8  # of the table


def sized(brief: Brief) -> Markup | None:
    """Return the paragraph on the largest shift; None where there is no such, or no yardstick."""
    shift = selection.leading(brief.results.shifts)
    one = None if shift is None else yardstick.of(brief.results.yardstick, shift)
    if one is None:
        return None
    return prose(
        "yardstick",
        row=one,
        keys=f"yardstick.csv {picked(source=one.source, target=one.target)}",
        unit=brief.unit,
        compared=yardstick.compared(one, brief.meta.names),
        two_digits=lambda error: words.error(error, 2),
    )


def sizes(brief: Brief) -> Markup | None:
    """Return the table of the shifts that stand out, each beside a past shock."""
    shifts = selection.shifts(brief.results.shifts, ROWS)
    rows = [(one, yardstick.of(brief.results.yardstick, one)) for one in shifts]
    told = [(shift, one) for shift, one in rows if one is not None]
    if not told:
        return None
    first = f"First {words.count(told[0][1].months, brief.unit)}"
    head = ("Who toward whom", "Peak", first, "Ordinary years", "Beside the past")
    title = "How large the shifts are, beside the past"
    return more(title, table(head, [_row(brief, *pair) for pair in told], title))


def _row(brief: Brief, shift: ShiftRow, one: YardstickRow) -> Markup:
    keys = f"shifts.csv {picked(source=shift.source, target=shift.target)} peak"
    cells: list[Child] = [
        number(signed(shift.peak), shift.peak, keys),
        _number(one, "first_year", signed(one.first_year)),
        _number(one, "years", yardstick.years(one)),
        element("span", yardstick.compared(one, brief.meta.names), class_="said"),
    ]
    return row(brief.pair(shift.source, shift.target), cells)


def _number(one: YardstickRow, column: str, shown: str) -> Markup:
    keys = f"yardstick.csv {picked(source=one.source, target=one.target)} {column}"
    return number(shown, getattr(one, column), keys)
