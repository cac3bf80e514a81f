"""One run, told: dated sentences with the reasons of each choice."""

from collections.abc import Sequence

from sim.report import selection, words
from sim.report.html.brief import Brief
from sim.report.html.markup import Child, Markup, element
from sim.report.html.sections.parts import para, section
from sim.report.html.traced import number, picked
from sim.results import EventRow
from sim.results.conventions import CANDIDATES

TITLE = "One run, told"
CHOSEN = 12


def story(brief: Brief) -> Markup:
    """Return the section."""
    events = brief.results.events
    if not events:
        return section("story", TITLE, para("No run was told."))
    told = selection.telling(events, selection.SCRIPTED, CHOSEN)
    said = (*_chosen(brief), *_how(brief), *_left(brief, told))
    months: dict[str, list[EventRow]] = {}
    for event in told:
        months.setdefault(event.month, []).append(event)
    entries = [
        element(
            "li",
            element("h3", words.month(month)),
            [_deed(brief, event) for event in happened],
        )
        for month, happened in months.items()
    ]
    return section("story", TITLE, para(*said), element("ol", *entries, class_="story"))


def _chosen(brief: Brief) -> list[Child]:
    """Which run it is, and why this one."""
    run, runs = brief.meta.typical_run, brief.meta.runs
    known = number(str(run), run, "manifest.json typical_run")
    which = [] if run is None else [", number ", known]
    if runs == 1:
        return ["The only pair of runs there is", *which, ". "]
    some = min(runs, CANDIDATES)
    return [
        "One of many courses, not what will happen: of ",
        f"the first {some:,} runs" if some < runs else f"all {some:,} runs",
        " the one",
        *which,
        ", that ends nearest to the mean in its alignments and in how often each act happens. ",
    ]


def _how(brief: Brief) -> list[Child]:
    """What of it is told."""
    first = "and of all else the least usual"
    if brief.meta.event is not None:
        first = (
            "and of all else first what the same run without the event does not have in that "
            f"{brief.unit}, the least usual first"
        )
    return [
        f"Told are what is scripted, {first}: each with the chance the state had of choosing it "
        f"then, its chance in a normal {brief.unit}, and the motives that raised the odds."
    ]


def _left(brief: Brief, told: Sequence[EventRow]) -> list[Child]:
    """How much of it is not, and how much of that is scripted."""
    events = brief.results.events
    rest = len(events) - len(told)
    if not rest:
        return []
    scripted = sum(event.scripted for event in events) - sum(event.scripted for event in told)
    among = f", {scripted} of them scripted" if scripted else ""
    return [f" Another {words.count(rest, 'act')} of the same run{among}: events.csv."]


def _deed(brief: Brief, event: EventRow) -> Markup:
    sentence = words.sentence(event.actor, event.title, brief.meta.names)
    if event.scripted:
        mark = element("span", "scripted", class_="mark")
        return element("p", element("b", f"{sentence}. "), mark)
    return element("p", element("b", f"{sentence}. "), *_reason(brief, event))


def _reason(brief: Brief, event: EventRow) -> list[Child]:
    said: list[Child] = []
    keys = f"events.csv {picked(step=event.step, action=event.action)}"
    if event.probability is not None and event.base_rate is not None:
        said += [
            "Chance ",
            number(words.percent(event.probability), event.probability, f"{keys} probability"),
            ", normally ",
            number(words.percent(event.base_rate), event.base_rate, f"{keys} base_rate"),
        ]
    if event.because:
        because = element("span", event.because, data_text=f"{keys} because")
        said += [": " if said else "", because]
    if event.twin and brief.meta.event is not None:
        said.append("; also without the event" if said else "Also without the event")
    return [*said, "."]
