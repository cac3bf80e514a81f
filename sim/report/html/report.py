"""The report: one HTML page that needs nothing but itself.

Its policy forbids every request; style and script stand in it and are allowed by their hashes.
"""

import base64
import hashlib
from collections.abc import Callable, Mapping
from typing import Any

from sim.report import words
from sim.report.html.asset import asset
from sim.report.html.brief import Brief, brief
from sim.report.html.markup import Child, Markup, element
from sim.report.html.sections import (
    alignments,
    claims,
    doubt,
    finding,
    indicators,
    reactions,
    record,
    story,
    values,
    why,
)
from sim.report.html.sections.parts import para
from sim.report.html.traced import number
from sim.results import Results, Script

NAME = "report.html"
SECTIONS: tuple[tuple[str, str, Callable[[Brief], Markup]], ...] = (
    ("finding", finding.TITLE, finding.finding),
    ("alignments", alignments.TITLE, alignments.alignments),
    ("reactions", reactions.TITLE, reactions.reactions),
    ("indicators", indicators.TITLE, indicators.indicators),
    ("why", why.TITLE, why.why),
    ("doubt", doubt.TITLE, doubt.doubt),
    ("story", story.TITLE, story.story),
    ("values", values.TITLE, values.values),
    ("claims", claims.TITLE, claims.claims),
    ("record", record.TITLE, record.record),
)


def report(
    results: Results, facts: Mapping[str, Any], further: Mapping[str, str] | None = None
) -> str:
    """Return the page for results.

    ``facts`` are those of the manifest (``sim.results.facts``); ``further`` maps the names of
    further files of the folder to their text. The same results give the same page.
    """
    return page(brief(results, facts, further))


def page(told: Brief) -> Markup:
    """Return the page for a brief."""
    style = Markup(asset("palette.css") + asset("figures.css") + asset("style.css"))
    script = Markup(asset("script.js"))
    head = element(
        "head",
        element("meta", charset="utf-8"),
        element("meta", http_equiv="Content-Security-Policy", content=_policy(style, script)),
        element("meta", name="viewport", content="width=device-width, initial-scale=1"),
        element("meta", name="color-scheme", content="light dark"),
        element("title", told.meta.title),
        element("style", style),
    )
    body = element(
        "body",
        element("a", "Skip to the finding", href="#finding", class_="skip"),
        _header(told),
        element("main", [write(told) for _, _, write in SECTIONS], id="main"),
        element("script", Markup(alignments.data(told)), type="application/json", id="data"),
        element("script", script),
    )
    return Markup(f"<!doctype html>\n{element('html', head, body, lang='en')}\n")


def _policy(style: str, script: str) -> str:
    return "; ".join(
        (
            "default-src 'none'",
            f"style-src '{_hash(style)}'",
            f"script-src '{_hash(script)}'",
            "base-uri 'none'",
            "form-action 'none'",
        )
    )


def _hash(text: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


def _header(told: Brief) -> Markup:
    meta = told.meta
    return element(
        "header",
        para(f"{meta.world_title} · from {words.month(meta.start)}", class_="eyebrow"),
        element("h1", meta.title),
        para(meta.why, class_="lead"),
        element("dl", [_pair(key, said) for key, said in _asked(told)], class_="asked"),
        element(
            "nav",
            element("h2", "Contents", id="contents"),
            element(
                "ol",
                [
                    element("li", element("a", title, href=f"#{name}"))
                    for name, title, _ in SECTIONS
                ],
            ),
            aria_labelledby="contents",
        ),
    )


def _pair(key: str, said: Child) -> Markup:
    return Markup(element("dt", key) + element("dd", said))


def _asked(told: Brief) -> list[tuple[str, Child]]:
    meta = told.meta
    found: list[tuple[str, Child]] = []
    found.append(("Asked", _script(told, told.asked) or "what if nothing is scripted?"))
    found.append(("Compared with", f"{meta.baseline_title} ({meta.baseline})"))
    if told.shared:
        found.append(("In both", _script(told, told.shared)))
    changed = [f"{path} = {value}" for path, value in meta.set_values.items()]
    changed += [f"{name} switched off" for name in meta.off]
    if changed:
        found.append(("Changed in both", "; ".join(changed)))
    runs = number(f"{meta.runs:,}", meta.runs, "manifest.json runs")
    found.append(("Runs", [runs, f" pairs over {told.span(meta.steps)}, seed {meta.seed}"]))
    return found


def _script(told: Brief, events: list[Script], most: int = 8) -> Child:
    said = [
        element("li", f"{told.deed(event.action)} ({words.month(event.month)})")
        for event in events[:most]
    ]
    if len(events) > most:
        said.append(element("li", f"and {len(events) - most} more: scenario.resolved.yaml"))
    return element("ul", said) if said else None
