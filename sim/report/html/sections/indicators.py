"""Indicators with and without the scenario, and the tension of each theatre."""

import math

from sim.report import selection, words
from sim.report.html.brief import Brief
from sim.report.html.markup import Child, Markup, element
from sim.report.html.sections.parts import figure, more, para, row, section, table, term
from sim.report.html.svg.dots import Share, dots
from sim.report.html.svg.drawing import WIDE
from sim.report.html.svg.trend import Path, trend
from sim.report.html.traced import number, picked, signed
from sim.report.tension import LIMITS, TURNED, turned
from sim.results import IndicatorRow, TheatreRow

TITLE = "What becomes likelier"


def indicators(brief: Brief) -> Markup:
    """Return the section."""
    return section("indicators", TITLE, *_shares(brief), *_theatres(brief))


def figures(brief: Brief) -> dict[str, Markup]:
    """Return the figures that stand by themselves, by name."""
    changed = _changed(brief)
    shown = {"indicators": _draw(brief, changed, WIDE)} if changed else {}
    return shown | {f"tension-{name}": _path(brief, name) for name in _names(brief)}


def _changed(brief: Brief) -> list[IndicatorRow]:
    """The indicators that differ beyond chance and that the script does not decide by itself."""
    return selection.changed(selection.free(brief.results.indicators, brief.meta.settled))


def _names(brief: Brief) -> list[str]:
    return list(brief.tensions)


def _shares(brief: Brief) -> list[Child]:
    settled = set(brief.meta.settled)
    rows = brief.results.indicators
    changed = _changed(brief)
    scripted = [one for one in rows if one.indicator in settled]
    alike = [one for one in rows if one not in changed and one not in scripted]
    said: list[Child] = []
    if changed:
        caption = (
            "Full dot: with the event. Ring: without it. Bar across the full dot: twice the "
            "sampling error of the difference. A point is one run in a hundred."
        )
        said.append(
            para(
                "The share of runs in which a named condition is true "
                f"at some time within {brief.span(brief.last)}, or in the months in brackets."
            )
        )
        said.append(figure(lambda width: _draw(brief, changed, width), caption))
    else:
        said.append(para("No indicator changes beyond chance."))
    if alike:
        said.append(more(f"Not changed beyond chance: {len(alike)}", _table(brief, alike)))
    if scripted:
        said.append(more(f"Decided by the script itself: {len(scripted)}", _table(brief, scripted)))
    if changed:
        said.append(more(f"Changed, in numbers: {len(changed)}", _table(brief, changed)))
    return said


def _draw(brief: Brief, rows: list[IndicatorRow], width: float) -> Markup:
    shown = [
        Share(
            _title(brief, one),
            one.with_,
            one.without,
            0.0 if math.isnan(one.mc_error) else one.mc_error,
            _points(one),
            picked(indicator=one.indicator),
        )
        for one in rows
    ]
    label = "Indicators with and without the event; numbers in the table below"
    return dots(shown, width, label, "indicators.csv")


def _title(brief: Brief, one: IndicatorRow) -> str:
    """What an indicator is called, with the months in which it counts where these are not all."""
    if (one.from_, one.to) == (1, brief.last):
        return one.title
    return (
        f"{one.title} ({' to '.join(dict.fromkeys(brief.months[t] for t in (one.from_, one.to)))})"
    )


def _points(one: IndicatorRow) -> Markup:
    shown, doubt = signed(one.difference * 100, 0), words.error(one.mc_error * 100, 1)
    return Markup(
        number(shown, one.difference, "difference", "tspan", class_="b")
        + element("tspan", " points ", class_="q")
        + number(doubt, one.mc_error, "mc_error", "tspan", class_="q")
    )


def _table(brief: Brief, rows: list[IndicatorRow]) -> Markup:
    header = ("indicator", "with", "without", "difference in points", "sampling error")
    shown = (
        row(
            _title(brief, one),
            (
                number(f"{one.with_ * 100:.1f}%", one.with_, "with"),
                number(f"{one.without * 100:.1f}%", one.without, "without"),
                number(signed(one.difference * 100, 1), one.difference, "difference"),
                number(words.error(one.mc_error * 100, 1), one.mc_error, "mc_error"),
            ),
            picked(indicator=one.indicator),
        )
        for one in rows
    )
    return table(header, shown, "Indicators (indicators.csv)", "indicators.csv")


def _theatres(brief: Brief) -> list[Child]:
    found = _names(brief)
    if not found:
        return []
    return [
        element("h3", "Tension in each theatre"),
        para(
            term("Tension"),
            " is the level of escalation of a theatre, from 0 to 10; each level has a name, a rung "
            "of the ladder. Solid line: mean with the event",
            ", and around it the range of 8 runs in 10" if brief.meta.runs > 1 else None,
            ". Dashed line: without it.",
        ),
        element("div", [_theatre(brief, name) for name in found], class_="three"),
        _turned(brief),
    ]


def _path(brief: Brief, name: str) -> Markup:
    with_, without = brief.tensions[name].with_, brief.tensions[name].without
    path = Path(
        [one.mean for one in with_],
        [one.mean for one in without],
        [one.p10 if brief.meta.runs > 1 else one.mean for one in with_],
        [one.p90 if brief.meta.runs > 1 else one.mean for one in with_],
    )
    rungs = [(rung.start, rung.name) for rung in brief.meta.ladder]
    label = f"Tension of {with_[-1].title} with and without the event, by {brief.unit}"
    return trend(path, brief.months, label, rungs, least=1.5, width=300)


def _theatre(brief: Brief, name: str) -> Markup:
    end, other = brief.tensions[name].with_[-1], brief.tensions[name].without[-1]
    keys = f"theatres.csv {picked(theatre=name, step=end.step)}"
    said = (
        "At the end ",
        number(f"{end.mean:.1f}", end.mean, f"{keys} arm=with mean"),
        f", “{end.rung}”",
        *_spread(brief, end, keys),
        "; without the event ",
        number(f"{other.mean:.1f}", other.mean, f"{keys} arm=without mean"),
        f", “{other.rung}”. " if other.rung != end.rung else ". ",
        *_apart(brief, name),
    )
    return element(
        "figure",
        element("h4", end.title),
        _path(brief, name),
        element("figcaption", *said),
    )


def _spread(brief: Brief, end: TheatreRow, keys: str) -> list[Child]:
    """Where 8 runs in 10 end; a single run tells no range."""
    if brief.meta.runs < 2:
        return []
    return [
        " (8 runs in 10: ",
        number(f"{end.p10:.1f}", end.p10, f"{keys} arm=with p10"),
        " to ",
        number(f"{end.p90:.1f}", end.p90, f"{keys} arm=with p90"),
        ")",
    ]


def _apart(brief: Brief, name: str) -> list[Child]:
    found = brief.tensions[name]
    if not found.moved:
        return ["The event hardly moves it."]
    step, keys = found.peak_step, picked(theatre=name, step=found.peak_step, arm="with-without")
    shown = number(signed(found.peak, 1), found.peak, f"theatres.csv {keys} mean")
    return ["Furthest apart ", brief.when(step), ": ", shown, "."]


def _turned(brief: Brief) -> Markup | None:
    titles = turned(brief.tensions.values(), brief.meta.runs)
    if not titles:
        return None
    return para(element("strong", ", ".join(titles)), f" {TURNED} ({LIMITS}).", class_="warning")
