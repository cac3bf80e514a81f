"""One run as a story: dated sentences with the reasons of each choice."""

from sim.report import selection, words
from sim.report.html.brief import Brief
from sim.report.html.markup import Child, Markup, element
from sim.report.html.sections.parts import para, section
from sim.report.html.traced import number, picked
from sim.results import EventRow

TITLE = "One run as a story"
SCRIPTED, CHOSEN = 8, 12


def story(brief: Brief) -> Markup:
    """Return the section."""
    events = brief.results.events
    if not events:
        return section("story", TITLE, para("No run was told."))
    told = selection.telling(events, SCRIPTED, CHOSEN)
    run = brief.meta.typical_run
    which = [] if run is None else [", number ", number(str(run), run, "manifest.json typical_run")]
    rest = len(events) - len(told)
    left = f" Another {words.count(rest, 'act')} of the same run: events.csv." if rest else ""
    said = (
        "This is the run",
        *which,
        f" of {brief.meta.runs:,}, that lies nearest to the middle of all: one of many, not what "
        "will happen. Told are what the scenario scripts and what was least usual, each with the "
        "chance the state had of choosing it then, its chance in a normal month, and the motives "
        f"that raised the odds.{left}",
    )
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


def _deed(brief: Brief, event: EventRow) -> Markup:
    sentence = words.sentence(event.actor, event.title, brief.meta.names)
    if event.scripted:
        mark = element("span", "scripted", class_="mark")
        return element("p", element("b", f"{sentence}. "), mark)
    return element("p", element("b", f"{sentence}. "), *_reason(event))


def _reason(event: EventRow) -> list[Child]:
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
    return [*said, "."]
