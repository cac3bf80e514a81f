"""How sure: kinds of doubt that are never rolled into one interval."""

import math

from sim.report import escalation, selection, words
from sim.report.html.brief import Brief
from sim.report.html.markup import Child, Markup, element
from sim.report.html.sections import hinges, split
from sim.report.html.sections.parts import figure, more, para, row, section, table, term
from sim.report.html.svg.drawing import WIDE
from sim.report.html.svg.ranges import Effect, ranges
from sim.report.html.traced import number, picked, signed
from sim.results import ShiftRow
from sim.results.comparison import CompareRow

TITLE = "How sure"
ROWS = 12


def doubt(brief: Brief) -> Markup:
    """Return the section."""
    return section(
        "doubt",
        TITLE,
        _effects(brief),
        split.split(brief),
        hinges.hinges(brief),
        split.explained(brief),
        _escalation(brief),
    )


def figures(brief: Brief) -> dict[str, Markup]:
    """Return the figures that stand by themselves, by name."""
    rows = selection.shifts(brief.results.shifts, ROWS)
    shown = {"effects": _draw(brief, rows, WIDE)} if rows else {}
    return shown | split.figures(brief) | hinges.figures(brief)


def _effects(brief: Brief) -> list[Child]:
    rows = selection.shifts(brief.results.shifts, ROWS)
    said = para(
        "Two kinds of doubt are kept apart. The thick bar is twice the sampling error: it shrinks "
        "with more runs. The thin line is where 8 runs in 10 lie: chance and unsure values are in "
        "it, and no number of runs shrinks it."
    )
    if brief.meta.runs < 2:
        said = para("One pair of runs tells neither an error nor a range.")
    if not rows:
        return [para("No alignment shifts beyond the sampling error.")]
    caption = (
        "Difference of alignments left at the end, with the event less without it; in the order of "
        "their largest difference on the way, which is in the numbers."
    )
    return [
        said,
        figure(lambda width: _draw(brief, rows, width), caption),
        more("These effects in numbers", _table(brief, rows)),
    ]


def _draw(brief: Brief, rows: list[ShiftRow], width: float) -> Markup:
    shown = [
        Effect(
            brief.pair(one.source, one.target),
            one.effect,
            one.mc_error,
            one.effect_p10,
            one.effect_p90,
            number(
                signed(one.effect),
                one.effect,
                f"shifts.csv {picked(source=one.source, target=one.target)} effect",
                "tspan",
            ),
        )
        for one in rows
    ]
    return ranges(
        shown, width, "Effects with sampling error and spread; numbers in the table below"
    )


def _table(brief: Brief, rows: list[ShiftRow]) -> Markup:
    header = (
        "who toward whom",
        "largest on the way",
        "sampling error",
        "left at the end",
        "sampling error",
        "lowest tenth below",
        "highest tenth above",
        "start",
        "end",
        "without",
    )
    return table(header, (_row(brief, one) for one in rows), "Shifts (shifts.csv)", "shifts.csv")


def _row(brief: Brief, one: ShiftRow) -> Markup:
    cells = (
        (
            number(signed(one.peak), one.peak, "peak"),
            f" {brief.when(one.peak_step)}",
        ),
        number(words.error(one.peak_error), one.peak_error, "peak_error"),
        number(signed(one.effect, 3), one.effect, "effect"),
        number(words.error(one.mc_error), one.mc_error, "mc_error"),
        *tenths(one),
        number(signed(one.start), one.start, "start"),
        number(signed(one.end), one.end, "end"),
        number(signed(one.baseline_end), one.baseline_end, "baseline_end"),
    )
    keys = picked(source=one.source, target=one.target)
    return row(brief.pair(one.source, one.target), cells, keys)


def _escalation(brief: Brief) -> list[Child]:
    found = brief.results.reproduction
    if found is None:
        return []
    said: list[Child] = [
        "The ",
        term("escalation reproduction number"),
        " says how many further escalatory acts one of them sets off: ",
        _manifest(found.value, "value"),
        " at the start, at the stated values",
    ]
    if found.mean is not None and found.low is not None and found.high is not None:
        said += [
            f" (over {found.draws} draws of the values ",
            _manifest(found.mean, "mean"),
            " on average, ",
            _manifest(found.low, "low"),
            " to ",
            _manifest(found.high, "high"),
            " in 8 of 10)",
        ]
    if found.peak is not None and found.peak_step is not None and found.peak_above is not None:
        above = found.peak_above
        said += [
            f". {escalation.when(found.peak_step, brief.when(found.peak_step))} it is ",
            _manifest(found.peak, "peak"),
            " on average, and 1 or more in ",
            number(words.percent(above), above, "manifest.json reproduction.peak_above"),
            f" of {found.draws} runs. In words: {escalation.verdict(found)}",
        ]
    course = (". Month by month: ", element("code", f"sim diagnose {brief.meta.scenario}"), ".")
    return [element("h3", "Do shocks die out?"), para(*said, *course)]


def _manifest(value: float, name: str) -> Markup:
    return number(f"{value:.2f}", value, f"manifest.json reproduction.{name}")


def tenths(one: ShiftRow | CompareRow) -> list[Child]:
    """Return where the lowest and the highest tenth of runs begin; a single run tells neither."""
    if math.isnan(one.mc_error):
        return [words.UNKNOWN, words.UNKNOWN]
    return [
        number(signed(one.effect_p10), one.effect_p10, "effect_p10"),
        number(signed(one.effect_p90), one.effect_p90, "effect_p90"),
    ]
