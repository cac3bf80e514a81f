"""The finding in one sentence with its doubt, and what must be known before believing it.

Every word of it is chosen by the tables, so that it holds for any scenario: also for one in which
nothing stands out of chance, and for one that is the same as what it is compared with.
"""

import math

from sim.report import selection, words
from sim.report.html.brief import Brief
from sim.report.html.markup import Markup, element
from sim.report.html.sections.parts import para, section, term
from sim.report.html.traced import error, number, picked, signed
from sim.results import IndicatorRow, ShiftRow

TITLE = "The finding"
SURE = 3.0  # times the sampling error; among so many, two would be passed by chance


def finding(brief: Brief) -> Markup:
    """Return the section."""
    return section(
        "finding",
        TITLE,
        para(*sentence(brief), class_="finding"),
        _doubt(brief),
        [_warning(notice.text) for notice in brief.results.warnings],
        _luck(brief),
    )


def sentence(brief: Brief) -> list[Markup | str]:
    """Return the one sentence."""
    moved, likelier = _shift(brief), _indicator(brief)
    if moved is None and likelier is None:
        return _nothing(brief)
    said: list[Markup | str] = [f"After {brief.span(brief.last)}, "]
    if moved is not None:
        said += _shifted(brief, moved)
    if likelier is not None:
        said += [", and "] if moved else []
        said += _changed(likelier)
    return [*said, "."]


def _shift(brief: Brief) -> ShiftRow | None:
    """The largest shift that is still there at the end, if it is sure."""
    rows = selection.lasting(brief.results.shifts)
    return next((row for row in rows if abs(row.effect) > SURE * row.mc_error), None)


def _indicator(brief: Brief) -> IndicatorRow | None:
    """The most changed indicator, of those that the script does not decide by itself."""
    rows = selection.changed(brief.results.indicators)
    free = [row for row in rows if row.indicator not in brief.meta.settled]
    return next((row for row in free if abs(row.difference) > SURE * row.mc_error), None)


def _shifted(brief: Brief, row: ShiftRow) -> list[Markup | str]:
    keys = f"shifts.csv {picked(source=row.source, target=row.target)}"
    return [
        f"the alignment of {brief.pair(row.source, row.target)} is ",
        number(f"{abs(row.effect):.2f}", row.effect, f"{keys} effect"),
        f" {'higher' if row.effect > 0 else 'lower'} than without the event, on a scale from −1 "
        "to +1 (the difference in 8 runs of 10: ",
        number(signed(row.effect_p10), row.effect_p10, f"{keys} effect_p10"),
        " to ",
        number(signed(row.effect_p90), row.effect_p90, f"{keys} effect_p90"),
        "; sampling error ",
        number(error(row.mc_error), row.mc_error, f"{keys} mc_error"),
        ")",
    ]


def _changed(row: IndicatorRow) -> list[Markup | str]:
    keys = f"indicators.csv {picked(indicator=row.indicator)}"
    word = "likelier" if row.difference > 0 else "less likely"
    return [
        "it is ",
        number(f"{abs(row.difference) * 100:.0f}", row.difference, f"{keys} difference"),
        f" points {word} that “{row.title.rstrip('.')}” comes true (",
        number(words.percent(row.with_), row.with_, f"{keys} with"),
        " of runs against ",
        number(words.percent(row.without), row.without, f"{keys} without"),
        "; sampling error ",
        number(error(row.mc_error * 100, 1), row.mc_error, f"{keys} mc_error"),
        ")",
    ]


def _nothing(brief: Brief) -> list[Markup | str]:
    shifts, indicators = brief.results.shifts, brief.results.indicators
    same = all(row.effect == 0 and row.peak == 0 for row in shifts)
    if same and all(row.difference == 0 for row in indicators):
        return [
            "Nothing differs: the scenario and what it is compared with are the same, run by run."
        ]
    if brief.meta.runs < 2:
        return ["One pair of runs tells a story and no more: nothing can be told from chance."]
    largest = max(shifts, key=lambda row: abs(row.effect), default=None)
    said: list[Markup | str] = ["Nothing stands out of chance at the end"]
    if largest is not None:
        keys = f"shifts.csv {picked(source=largest.source, target=largest.target)}"
        said += [
            f": the largest difference, {brief.pair(largest.source, largest.target)}, is ",
            number(signed(largest.effect, 3), largest.effect, f"{keys} effect"),
            " with a sampling error of ",
            number(error(largest.mc_error), largest.mc_error, f"{keys} mc_error"),
            ", too small to tell or to matter; and no indicator changes by more than "
            f"{SURE:.0f} times its sampling error",
        ]
    return [*said, "."]


def _doubt(brief: Brief) -> Markup | None:
    """What the range and the way there add to the largest shift."""
    moved = _shift(brief)
    peaks = selection.shifts(brief.results.shifts, 1)
    said: list[Markup | str] = []
    if moved is not None and moved.effect_p10 < 0 < moved.effect_p90:
        said.append(
            "The range includes zero: single runs can go either way, and only the mean over many "
            "runs has this sign. "
        )
    if peaks and _faded(peaks[0]):
        row = peaks[0]
        keys = f"shifts.csv {picked(source=row.source, target=row.target)}"
        said += [
            "The largest shift on the way was that of ",
            f"{brief.pair(row.source, row.target)}: ",
            number(signed(row.peak), row.peak, f"{keys} peak"),
            f" in {brief.months[row.peak_step]}, of which ",
            number(signed(row.effect), row.effect, f"{keys} effect"),
            " is left at the end. ",
        ]
    return para(*said) if said else None


def _faded(row: ShiftRow) -> bool:
    return abs(row.peak) > 1.2 * abs(row.effect) and not math.isnan(row.mc_error)


def _warning(said: str) -> Markup:
    return para(element("strong", "Warning: "), said, class_="warning")


def _luck(brief: Brief) -> Markup:
    runs = number(f"{brief.meta.runs:,}", brief.meta.runs, "manifest.json runs")
    return para(
        term("Alignment"),
        " is how far one state sides with another: +1 is full support, −1 full hostility, and each "
        "state has its own toward each other. The ",
        term("baseline"),
        f" is the world without the event: “{brief.meta.baseline_title}”. Each was run ",
        runs,
        " times, in pairs with the ",
        term("same luck"),
        ": wherever both worlds are alike, the same thing happens in both, so what differs comes "
        "from the event and its echoes. ",
        term("8 runs in 10"),
        " is the range that leaves out the lowest and the highest tenth of runs; the ",
        term("sampling error"),
        " is what is unsure about a mean because runs are finite in number. A ",
        term("point"),
        " is one run in a hundred.",
        class_="aside",
    )
