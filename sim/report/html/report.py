"""The report of a run: one HTML page that needs nothing but itself."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from sim.report import asked, words
from sim.report.html.brief import Brief, brief
from sim.report.html.markup import Child, Markup, element
from sim.report.html.sections import (
    alignments,
    branches,
    claims,
    doubt,
    finding,
    indicators,
    reactions,
    record,
    stakes,
    story,
    theatres,
    values,
    why,
)
from sim.report.html.sections.parts import para, section
from sim.report.html.shell import index, listed, shell
from sim.report.html.traced import number
from sim.results import Results, Script

LEAD = 2  # scripted acts and changes that the head names
SECTIONS: tuple[tuple[str, str, Callable[[Brief], Markup | None]], ...] = (
    ("finding", finding.TITLE, finding.finding),
    ("asked", "What was asked", lambda told: _asked(told)),
    ("branches", branches.TITLE, branches.branches),
    ("indicators", indicators.TITLE, indicators.indicators),
    ("alignments", alignments.TITLE, alignments.alignments),
    ("reactions", reactions.TITLE, reactions.reactions),
    ("stakes", stakes.TITLE, stakes.stakes),
    ("theatres", theatres.TITLE, theatres.theatres),
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
    meta = told.meta
    header = element(
        "header",
        para(f"{meta.world_title} · from {words.month(meta.start)}", class_="eyebrow"),
        element("h1", meta.title),
        para(_question(told), class_="lead"),
    )
    sections = [written for _, _, write in SECTIONS if (written := write(told)) is not None]
    return shell(meta.title, header, sections, data=alignments.data(told))


def _question(told: Brief) -> str:
    """What is asked, in a line or two; all of it stands below the finding."""
    meta = told.meta
    said = [*asked.deeds(told.asked, meta), *asked.apart(meta.changes)]
    if not said:
        return f"Asked: {asked.rest(meta)}"
    more = f"; and {len(said) - LEAD} more" if len(said) > LEAD else ""
    return f"What if {'; '.join(said[:LEAD])}{more}?"


def _asked(told: Brief) -> Markup:
    """What was asked and why, and what the page holds."""
    left_out = () if told.results.branches else ("branches",)
    contents = [(name, title) for name, title, _ in SECTIONS if name not in left_out]
    why, facts = para(told.meta.why), listed(_facts(told), class_="asked")
    return section("asked", "What was asked", why, facts, index(contents))


def _facts(told: Brief) -> list[tuple[str, Child]]:
    meta = told.meta
    found: list[tuple[str, Child]] = []
    apart = asked.apart(meta.changes)
    found.append(("Asked", _script(told, told.asked, apart) or asked.rest(meta)))
    found.append(("Compared with", f"{meta.baseline_title} ({meta.baseline})"))
    if told.shared:
        found.append(("In both", _script(told, told.shared)))
    changed = asked.shared(meta.changes, meta.set_values, meta.off)
    if changed and (told.asked or apart):
        found.append(("Changed in both", "; ".join(changed)))
    if meta.known_past is not None:
        found.append(("Known before", f"{asked.known(meta.known_past, meta.start)}."))
    runs = number(words.count(meta.runs, "pair"), meta.runs, "manifest.json runs")
    found.append(("Runs", [runs, f" over {told.span(meta.steps)}, seed {meta.seed}"]))
    return found


def _script(told: Brief, events: list[Script], changed: Sequence[str] = (), most: int = 8) -> Child:
    said = [
        element("li", f"{told.deed(event.action)} ({words.month(event.month)})")
        for event in events[:most]
    ]
    if len(events) > most:
        said.append(element("li", f"and {len(events) - most} more: scenario.resolved.yaml"))
    said += [element("li", one) for one in changed[:most]]
    if len(changed) > most:
        said.append(element("li", f"and {len(changed) - most} more: scenario.resolved.yaml"))
    return element("ul", said) if said else None
