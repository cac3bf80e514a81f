"""A result at a glance: the finding as text, and a card of it with two pictures of the page."""

import base64
import html
import re
from collections.abc import Mapping

from sim.report import finding as said
from sim.report.html.brief import Brief
from sim.report.html.figures import alone
from sim.report.html.markup import Markup, element
from sim.report.html.sections import alignments, doubt, indicators, reactions
from sim.report.sentence import plain

_SHOWN = ("alignments-difference-end", "reactions", "indicators", "effects", "network-end")
_PICTURES = 2


def finding(brief: Brief) -> str:
    """Return the finding in words: what becomes likelier, what shifts, who reacts."""
    return " ".join(plain(sentence) for sentence in said.finding(brief.results))


def card(brief: Brief) -> Markup:
    """Return a card for a notebook; nothing in it reaches out, and it changes nothing around it."""
    meta = brief.meta
    asked = f"{meta.runs:,} pairs of runs over {brief.span(meta.steps)}, against “"
    return element(
        "div",
        element("p", element("strong", meta.title), f" ({asked}{meta.baseline_title}”)"),
        element("p", finding(brief)),
        [element("p", f"Warning: {notice.text}") for notice in brief.results.warnings],
        pictures(brief),
    )


def pictures(brief: Brief) -> list[Markup]:
    """Return the first two pictures that there are for these results."""
    drawn: Mapping[str, Markup] = {
        name: svg
        for part in (alignments, reactions, indicators, doubt)
        for name, svg in part.figures(brief).items()
    }
    return [_image(drawn[name]) for name in _SHOWN if name in drawn][:_PICTURES]


def _image(svg: Markup) -> Markup:
    """A figure as an image, whose looks stay its own."""
    coded = base64.b64encode(alone(svg).encode()).decode()
    label = re.search(r'aria-label="([^"]*)"', svg)
    return element(
        "img",
        src=f"data:image/svg+xml;base64,{coded}",
        alt=html.unescape(label[1]) if label else "",
        style="max-width: 100%; display: block; margin: 0.5em 0",
    )
