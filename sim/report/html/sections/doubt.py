"""How sure: kinds of doubt that are never rolled into one interval."""

import math
from functools import partial

from sim.report import escalation, selection, words
from sim.report.html.brief import Brief
from sim.report.html.markup import Child, Markup
from sim.report.html.prose import prose
from sim.report.html.sections import hinges, split
from sim.report.html.sections.parts import row, table
from sim.report.html.svg.drawing import WIDE
from sim.report.html.svg.ranges import Effect, ranges
from sim.report.html.traced import number, picked, signed
from sim.results import ShiftRow
from sim.results.comparison import CompareRow

TITLE = "How sure"
ROWS = 12


def doubt(brief: Brief) -> Markup:
    """Return the section."""
    rows = selection.shifts(brief.results.shifts, ROWS)
    return prose(
        "doubt",
        title=TITLE,
        runs=brief.meta.runs,
        rows=rows,
        draw_effects=partial(_draw, brief, rows),
        table=_table(brief, rows),
        **split.split(brief),
        hinges=hinges.hinges(brief),
        escalation=_escalation(brief),
    )


def figures(brief: Brief) -> dict[str, Markup]:
    """Return the figures that stand by themselves, by name."""
    rows = selection.shifts(brief.results.shifts, ROWS)
    shown = {"effects": _draw(brief, rows, WIDE)} if rows else {}
    return shown | split.figures(brief) | hinges.figures(brief)


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


def _escalation(brief: Brief) -> Markup | None:
    found = brief.results.reproduction
    if found is None:
        return None
    step = found.peak_step
    return prose(
        "escalation",
        found=found,
        keys="manifest.json reproduction.",
        r="{:.2f}".format,
        when="" if step is None else escalation.when(step, brief.when(step)),
        verdict=escalation.verdict(found),
        scenario=brief.meta.scenario,
    )


def tenths(one: ShiftRow | CompareRow) -> list[Child]:
    """Return where the lowest and the highest tenth of runs begin; a single run tells neither."""
    if math.isnan(one.mc_error):
        return [words.UNKNOWN, words.UNKNOWN]
    return [
        number(signed(one.effect_p10), one.effect_p10, "effect_p10"),
        number(signed(one.effect_p90), one.effect_p90, "effect_p90"),
    ]
