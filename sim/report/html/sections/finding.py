"""The finding, then its doubt and what its words mean."""

import math

from sim.report import finding as findings
from sim.report import selection, words
from sim.report.html.brief import Brief
from sim.report.html.markup import Child, Markup, element
from sim.report.html.sections import branches
from sim.report.html.sections.parts import para, section, term
from sim.report.html.sections.yardstick import sized
from sim.report.html.traced import number, picked, signed, told
from sim.results import ShiftRow
from sim.results.uncertainty import ALIGNMENT, VarianceRow

TITLE = "The finding"


def finding(brief: Brief) -> Markup:
    """Return the section."""
    return section(
        "finding",
        TITLE,
        [para(*told(sentence), class_="finding") for sentence in findings.finding(brief.results)],
        branches.pointer(brief),
        sized(brief),
        _doubt(brief),
        [_warning(notice.text) for notice in brief.results.warnings],
        _luck(brief),
    )


def _doubt(brief: Brief) -> Markup | None:
    """How sure the largest shift is: its spread, its sampling error, what unsure values add."""
    row = selection.leading(brief.results.shifts)
    if row is None or math.isnan(row.mc_error):
        return None
    keys = f"shifts.csv {picked(source=row.source, target=row.target)}"
    said: list[Child] = [
        "How sure is that? The difference left at the end lies between ",
        number(signed(row.effect_p10), row.effect_p10, f"{keys} effect_p10"),
        " and ",
        number(signed(row.effect_p90), row.effect_p90, f"{keys} effect_p90"),
        " in 8 runs of 10; its mean is ",
        number(signed(row.effect), row.effect, f"{keys} effect"),
        ", with a sampling error of ",
        number(words.error(row.mc_error), row.mc_error, f"{keys} mc_error"),
        ".",
    ]
    if selection.left(row) and row.effect_p10 < 0 < row.effect_p90:
        said.append(
            " The range includes zero: single runs can go either way, and only the mean over many "
            "runs has a sign."
        )
    return para(*said, *_unsure(brief, row))


def _unsure(brief: Brief, row: ShiftRow) -> list[Child]:
    """How far the unsure values alone move the effect, where that was asked for."""
    target = f"{row.source}>{row.target}"
    for one in brief.rows("variance", VarianceRow):
        if (one.kind, one.target) == (ALIGNMENT, target):
            keys = f"variance.csv {picked(kind=one.kind, target=target)} sd_parameters"
            moved = number(f"{one.sd_parameters:.3f}", one.sd_parameters, keys)
            said = " Other values within their ranges would move that mean by "
            return [said, moved, " (one standard deviation)."]
    return []


def _warning(said: str) -> Markup:
    return para(element("strong", "Warning: "), said, class_="warning")


def _luck(brief: Brief) -> Markup:
    runs = number(words.how_often(brief.meta.runs), brief.meta.runs, "manifest.json runs")
    return para(
        term("Alignment"),
        " is how far one state sides with another: +1 is full support, −1 full hostility, and each "
        "state has its own toward each other. The ",
        term("baseline"),
        f" is {_other(brief)}: “{brief.meta.baseline_title}”. Each was run ",
        runs,
        ", in pairs with the ",
        term("same luck"),
        ": wherever both worlds are alike, the same thing happens in both, so what differs comes "
        f"from {_cause(brief)} and its echoes. ",
        *(_kinds_of_doubt() if brief.meta.runs > 1 else ()),
        "A ",
        term("point"),
        " is one run in a hundred.",
        class_="aside",
    )


def _other(brief: Brief) -> str:
    there = brief.meta.event is not None
    return "the world without the event" if there else "what the scenario is compared with"


def _cause(brief: Brief) -> str:
    return "the event" if brief.meta.event is not None else "what was asked"


def _kinds_of_doubt() -> list[Child]:
    return [
        term("8 runs in 10"),
        " is the range that leaves out the lowest and the highest tenth of runs; the ",
        term("sampling error"),
        " is what is unsure about a mean because runs are finite in number. ",
    ]
