"""Conditions with and without the event: the scenario's own first, changed or not."""

import math
from collections.abc import Sequence

from sim.report import selection, words
from sim.report.digits import of_error, of_shares
from sim.report.html.brief import Brief
from sim.report.html.markup import Child, Markup, element
from sim.report.html.sections.contingencies import contingencies
from sim.report.html.sections.parts import figure, more, para, row, section, table
from sim.report.html.svg.dots import Share, dots
from sim.report.html.svg.drawing import WIDE
from sim.report.html.traced import minus, number, picked
from sim.results import IndicatorRow

TITLE = "What becomes likelier"
CAPTION = (
    "Full dot: with the event. Ring: without it. Bar across the full dot: twice the sampling error "
    "of the difference. A point is one run in a hundred."
)


def indicators(brief: Brief) -> Markup:
    """Return the section."""
    meta, rows = brief.meta, brief.results.indicators
    own, others = selection.own(rows, meta), selection.others(rows, meta)
    decided = [one for one in rows if one.indicator in meta.settled]
    alike = [one for one in rows if one not in own and one not in others and one not in decided]
    shown = [*own, *others]
    said: list[Child] = [
        para(
            "The share of runs in which a named condition is true "
            f"at some time within {brief.span(brief.last)}, or in the months in brackets.",
            " First stands what this scenario itself watches, also where it does not change."
            if own
            else None,
        )
    ]
    if own:
        said.append(_chart(brief, own, None if others else CAPTION))
    if others:
        said += [element("h3", "What else changes")] if own else []
        said.append(_chart(brief, others, CAPTION))
    if not any(map(selection.differs, shown)):
        said.append(para("No condition changes beyond chance."))
    if shown:
        said.append(more(f"The same in numbers: {len(shown)}", _table(brief, shown)))
    if alike:
        said.append(more(f"Not changed beyond chance: {len(alike)}", _table(brief, alike)))
    if decided:
        said.append(more(f"Decided by the script itself: {len(decided)}", _table(brief, decided)))
    return section("indicators", TITLE, *said, *contingencies(brief))


def figures(brief: Brief) -> dict[str, Markup]:
    """Return the figures that stand by themselves, by name."""
    rows, meta = brief.results.indicators, brief.meta
    shown = [*selection.own(rows, meta), *selection.others(rows, meta)]
    return {"indicators": _draw(brief, shown, WIDE)} if shown else {}


def _chart(brief: Brief, rows: Sequence[IndicatorRow], caption: str | None) -> Markup:
    return figure(lambda width: _draw(brief, rows, width), caption)


def _draw(brief: Brief, rows: Sequence[IndicatorRow], width: float) -> Markup:
    shown = [
        Share(
            _title(brief, one),
            one.with_,
            one.without,
            0.0 if math.isnan(one.mc_error) else one.mc_error,
            _points(one, brief.meta.runs),
            picked(indicator=one.indicator),
        )
        for one in rows
    ]
    label = "Conditions with and without the event; numbers in the table below"
    return dots(shown, width, label, "indicators.csv")


def _title(brief: Brief, one: IndicatorRow) -> str:
    """What an indicator is called, with the months in which it counts where these are not all."""
    if (one.from_, one.to) == (1, brief.last):
        return one.title
    return (
        f"{one.title} ({' to '.join(dict.fromkeys(brief.months[t] for t in (one.from_, one.to)))})"
    )


def _points(one: IndicatorRow, runs: int) -> Markup:
    digits = selection.digits_of(one, runs)
    error = words.error(one.mc_error * 100, of_error(of_shares(runs), digits))
    doubt = number(error, one.mc_error, "mc_error", "tspan", class_="q")
    if not selection.differs(one):
        return Markup(element("tspan", "no change ", class_="b") + doubt)
    shown = number(_apart(one, digits), one.difference, "difference", "tspan", class_="b")
    return Markup(shown + element("tspan", " points ", class_="q") + doubt)


def _apart(one: IndicatorRow, digits: int) -> str:
    """The difference in points of the two shares as they are printed."""
    return minus(words.apart(one.with_ * 100, one.without * 100, digits))


def _table(brief: Brief, rows: Sequence[IndicatorRow]) -> Markup:
    header = ("condition", "with", "without", "difference in points", "sampling error")
    runs = brief.meta.runs
    shown = (
        row(
            _title(brief, one),
            (
                number(words.percent(one.with_, places), one.with_, "with"),
                number(words.percent(one.without, places), one.without, "without"),
                number(_apart(one, places), one.difference, "difference"),
                number(words.error(one.mc_error * 100, error), one.mc_error, "mc_error"),
            ),
            picked(indicator=one.indicator),
        )
        for one in rows
        for places in (selection.digits_of(one, runs),)
        for error in (of_error(of_shares(runs), places),)
    )
    return table(header, shown, "Conditions (indicators.csv)", "indicators.csv")
