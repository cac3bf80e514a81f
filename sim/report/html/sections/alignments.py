"""The map of alignments: network and heat map, step by step, with, without and the difference."""

import json
from typing import Any

from sim.report.html.brief import Brief, Pair
from sim.report.html.markup import Child, Markup, element
from sim.report.html.sections.parts import para, section
from sim.report.html.sections.yardstick import sizes
from sim.report.html.svg.heatmap import heatmap
from sim.report.html.svg.levels import legend, round_top
from sim.report.html.svg.network import network, seating
from sim.results import WITH, WITHOUT, Arm

TITLE = "Who sides with whom"
VIEWS = (("difference", "Difference"), ("with", "Scenario"), ("without", "Baseline"))
HOW = (
    "The half of a line next to a state says how far that state sides with the one at the other "
    "end: the thicker, the more; solid blue for, dashed orange against. In the table, rows are "
    "those who side, columns those they side with. First shown: the difference to the baseline."
)


def alignments(brief: Brief) -> Markup:
    """Return the section."""
    return section(
        "alignments",
        TITLE,
        para(HOW),
        _controls(brief),
        element(
            "div",
            element("figure", _network(brief, None)),
            element("figure", _heatmap(brief, None, brief.last, alive=True), _legends(brief)),
            class_="two live",
            id="map",
        ),
        element("p", id="readout", class_="readout live", role="status"),
        _start_and_end(brief),
        para(_codes(brief), class_="quiet"),
        sizes(brief),
    )


def figures(brief: Brief) -> dict[str, Markup]:
    """Return the figures that stand by themselves, by name."""
    end = brief.last
    return {
        "network-end": _network(brief, WITH),
        "network-difference-end": _network(brief, None),
        "alignments-start": _heatmap(brief, WITH, 0),
        "alignments-end": _heatmap(brief, WITH, end),
        "alignments-baseline-end": _heatmap(brief, WITHOUT, end),
        "alignments-difference-end": _heatmap(brief, None, end),
    }


def data(brief: Brief) -> str:
    """Return what the page's script needs, as JSON that may stand in HTML."""
    fields: dict[str, Any] = {
        "pairs": [">".join(pair) for pair in brief.pairs],
        "names": [brief.pair(*pair) for pair in brief.pairs],
        "months": brief.months,
        "top": {"with": 1, "without": 1, "difference": _top(brief)},
        **{arm: _means(brief, arm) for arm in (WITH, WITHOUT)},
    }
    text = json.dumps(fields, separators=(",", ":"), allow_nan=False)
    return text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")


def _means(brief: Brief, arm: Arm) -> list[list[float]]:
    """(pair, step) mean alignment."""
    return [[row.mean for row in brief.paths[pair, arm]] for pair in brief.pairs]


def _top(brief: Brief) -> float:
    with_, without = (_means(brief, arm) for arm in (WITH, WITHOUT))
    return round_top(
        [
            a - b
            for ours, theirs in zip(with_, without, strict=True)
            for a, b in zip(ours, theirs, strict=True)
        ]
    )


def _values(brief: Brief, arm: Arm, step: int) -> dict[Pair, float]:
    return {pair: brief.paths[pair, arm][step].mean for pair in brief.pairs}


def _differences(brief: Brief, step: int) -> dict[Pair, float]:
    with_, without = (_values(brief, arm, step) for arm in (WITH, WITHOUT))
    return {pair: with_[pair] - without[pair] for pair in brief.pairs}


def _sources(brief: Brief) -> list[str]:
    return list(dict.fromkeys(source for source, _ in brief.pairs))


def _everyone(brief: Brief) -> list[str]:
    codes = [code for pair in brief.pairs for code in pair]
    known = [code for code in brief.meta.names if code in codes]
    return list(dict.fromkeys([*known, *codes]))


def _network(brief: Brief, arm: Arm | None) -> Markup:
    """The network at the end, of one arm or of the difference of the two."""
    seats = seating(_everyone(brief), _values(brief, WITHOUT, 0))
    label = "Network of alignments at the chosen month; the table beside it has the numbers"
    values = _values(brief, arm, brief.last) if arm else _differences(brief, brief.last)
    return network(values, seats, brief.meta.names, 1 if arm else _top(brief), label)


def _heatmap(brief: Brief, arm: Arm | None, step: int, *, alive: bool = False) -> Markup:
    """A heat map of one arm, or of the difference of the two."""
    values = _values(brief, arm, step) if arm else _differences(brief, step)
    what = {WITH: "Alignments with the scenario", WITHOUT: "Alignments in the baseline"}
    shown = what[arm] if arm else "Difference of alignments"
    label = f"{shown}, {brief.months[step]}"
    top = _top(brief) if arm is None else 1
    return heatmap(values, _sources(brief), _everyone(brief), top, label, alive=alive)


def _legends(brief: Brief) -> Markup:
    plain = legend(1, "sides against", "sides with", "Colours from −1 to +1")
    apart = legend(_top(brief), "less than without", "more than without", "Colours of differences")
    return Markup(
        element("div", plain, data_legend="plain", hidden="")
        + element("div", apart, data_legend="difference")
    )


def _controls(brief: Brief) -> Markup:
    views = [
        element(
            "label",
            element(
                "input",
                type="radio",
                name="view",
                value=value,
                checked="" if value == VIEWS[0][0] else None,
            ),
            element("span", title),
        )
        for value, title in VIEWS
    ]
    slider = element(
        "input",
        type="range",
        id="step",
        min=0,
        max=brief.last,
        value=brief.last,
        step=1,
        aria_label=f"{brief.unit.capitalize()} shown",
    )
    return element(
        "div",
        element("fieldset", element("legend", "Show"), *views, class_="views"),
        element(
            "div",
            element("button", "Play", type="button", id="play"),
            slider,
            element("output", brief.months[brief.last], id="month", for_="step"),
            class_="time",
        ),
        class_="controls live",
    )


def _start_and_end(brief: Brief) -> Markup:
    """What stands in for the slider on paper and where no script runs."""
    shown: list[Child] = [
        element("figure", _heatmap(brief, arm, step), element("figcaption", caption))
        for arm, step, caption in (
            (WITH, 0, "At the start"),
            (WITH, brief.last, f"With the scenario, {brief.months[brief.last]}"),
            (None, brief.last, f"The difference to the baseline, {brief.months[brief.last]}"),
        )
    ]
    return element("div", *shown, class_="two still")


def _codes(brief: Brief) -> str:
    named = ", ".join(f"{code} {brief.name(code)}" for code in _everyone(brief))
    return f"{named} (three-letter codes of ISO 3166). Every number: alignment.csv."
