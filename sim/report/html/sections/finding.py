"""The finding: what the event moves most, who reacts most, what becomes likelier; then its doubt.

Every word of it is chosen by the tables, so that it holds for any scenario: also for one in which
nothing stands out of chance, and for one that is the same as what it is compared with.
"""

import math

from sim.report import selection, words
from sim.report.html.brief import Brief
from sim.report.html.markup import Child, Markup, element
from sim.report.html.sections.parts import para, section, term
from sim.report.html.sections.reactions import ratio, times
from sim.report.html.sections.yardstick import sized
from sim.report.html.traced import number, picked, signed
from sim.results import IndicatorRow, ReactionRow, ShiftRow
from sim.results.uncertainty import ALIGNMENT, VarianceRow
from sim.study.ensemble.reactions import WINDOW

TITLE = "The finding"


def finding(brief: Brief) -> Markup:
    """Return the section."""
    return section(
        "finding",
        TITLE,
        para(*sentences(brief), class_="finding"),
        sized(brief),
        _doubt(brief),
        [_warning(notice.text) for notice in brief.results.warnings],
        _luck(brief),
    )


def sentences(brief: Brief) -> list[Child]:
    """Return the finding: one sentence on shift and reaction, one on what becomes likelier."""
    results = brief.results
    moved = selection.leading(results.shifts)
    reacted = selection.reaction(results.reactions, brief.meta.script)
    likelier = selection.indicator(results.indicators, brief.meta.settled)
    said: list[Child] = []
    if moved is not None:
        said += ["The largest shift of an alignment is that of ", *_shifted(brief, moved)]
    if reacted is not None:
        said += ["; of all reactions, this one" if moved else "Of all reactions, this one"]
        said += _reacted(brief, reacted)
    if said:
        said.append(". ")
    if likelier is not None:
        said += _changed(brief, likelier)
    return said or _nothing(brief)


def _shifted(brief: Brief, row: ShiftRow) -> list[Child]:
    keys = f"shifts.csv {picked(source=row.source, target=row.target)}"
    return [
        f"{words.pair_within(row.source, row.target, brief.meta.names)}: ",
        number(signed(row.peak), row.peak, f"{keys} peak"),
        " (",
        number(words.error(row.peak_error), row.peak_error, f"{keys} peak_error"),
        f") in {brief.months[row.peak_step]} on a scale from −1 to +1",
        *([] if row.peak_step == brief.last else _left(brief, row, keys)),
    ]


def _left(brief: Brief, row: ShiftRow, keys: str) -> list[Child]:
    end = number(signed(row.effect), row.effect, f"{keys} effect")
    after = f"after {brief.span(brief.last)}"
    if not selection.left(row):
        return [f", of which nothing is left {after}"]
    if row.effect * row.peak < 0:
        return [f", but {after} it is ", end, ", the other way"]
    return [", of which ", end, f" is left {after}"]


def _reacted(brief: Brief, row: ReactionRow) -> list[Child]:
    keys = f"reactions.csv {picked(action=row.action)}"
    event = selection.event(brief.meta)
    since = words.month(brief.meta.start if event is None else event.month)
    return [
        f" changes most: {words.within(brief.deed(row.action))}, ",
        number(times(row.rate), row.rate, f"{keys} rate"),
        " times per run instead of ",
        number(times(row.baseline_rate), row.baseline_rate, f"{keys} baseline_rate"),
        f" in the {brief.span(WINDOW)} from {since} on",
        *_multiple(row, keys),
    ]


def _multiple(row: ReactionRow, keys: str) -> list[Child]:
    if row.ratio is None:
        return []
    return [" (", number(ratio(row.ratio), row.ratio, f"{keys} ratio"), ")"]


def _changed(brief: Brief, row: IndicatorRow) -> list[Child]:
    keys = f"indicators.csv {picked(indicator=row.indicator)}"
    word = "likelier" if row.difference > 0 else "less likely"
    when = brief.window(row)
    return [
        f"{when[:1].upper()}{when[1:]} it is ",
        number(f"{abs(row.difference) * 100:.0f}", row.difference, f"{keys} difference"),
        f" points {word} that “{row.title.rstrip('.')}” comes true (",
        number(words.percent(row.with_), row.with_, f"{keys} with"),
        " of runs against ",
        number(words.percent(row.without), row.without, f"{keys} without"),
        "; sampling error ",
        number(words.error(row.mc_error * 100, 1), row.mc_error, f"{keys} mc_error"),
        ").",
    ]


def _nothing(brief: Brief) -> list[Child]:
    shifts, indicators = brief.results.shifts, brief.results.indicators
    same = all(row.effect == 0 and row.peak == 0 for row in shifts)
    if same and all(row.difference == 0 for row in indicators):
        return [
            "Nothing differs: the scenario and what it is compared with are the same, run by run."
        ]
    if brief.meta.runs < 2:
        return ["One pair of runs tells a story and no more: nothing can be told from chance."]
    largest = max(shifts, key=selection.size, default=None)
    said: list[Child] = ["Nothing stands out of chance"]
    if largest is not None:
        keys = f"shifts.csv {picked(source=largest.source, target=largest.target)}"
        pair = words.pair_within(largest.source, largest.target, brief.meta.names)
        said += [
            f": the largest difference on the way, {pair}, is ",
            number(signed(largest.peak, 3), largest.peak, f"{keys} peak"),
            " with a sampling error of ",
            number(words.error(largest.peak_error), largest.peak_error, f"{keys} peak_error"),
            ", too small to tell or to matter; and no indicator changes by more than "
            f"{selection.SURE:.0f} times its sampling error",
        ]
    return [*said, "."]


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
    there = selection.event(brief.meta) is not None
    return "the world without the event" if there else "what the scenario is compared with"


def _cause(brief: Brief) -> str:
    return "the event" if selection.event(brief.meta) is not None else "what was asked"


def _kinds_of_doubt() -> list[Child]:
    return [
        term("8 runs in 10"),
        " is the range that leaves out the lowest and the highest tenth of runs; the ",
        term("sampling error"),
        " is what is unsure about a mean because runs are finite in number. ",
    ]
