"""The tension of each theatre, with the event and without it."""

from sim.report.html.brief import Brief
from sim.report.html.markup import Child, Markup, element
from sim.report.html.sections.parts import para, section, term
from sim.report.html.svg.trend import Path, trend
from sim.report.html.traced import minus, number, picked
from sim.report.tension import LIMITS, TURNED, turned
from sim.results import TheatreRow

TITLE = "Tension in each theatre"


def theatres(brief: Brief) -> Markup:
    """Return the section."""
    found = list(brief.tensions)
    if not found:
        return section("theatres", TITLE, para("This world has no theatres."))
    return section(
        "theatres",
        TITLE,
        para(
            term("Tension"),
            " is the level of escalation of a theatre, from 0 to 10; each level has a name, a rung "
            "of the ladder. Solid line: mean with the event",
            ", and around it the range of 8 runs in 10" if brief.meta.runs > 1 else None,
            ". Dashed line: without it.",
        ),
        element("div", [_theatre(brief, name) for name in found], class_="three"),
        _turned(brief),
    )


def figures(brief: Brief) -> dict[str, Markup]:
    """Return the figures that stand by themselves, by name."""
    return {f"tension-{name}": _path(brief, name) for name in brief.tensions}


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
        element("h3", end.title),
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
    shown = number(minus(found.shown_peak), found.peak, f"theatres.csv {keys} mean")
    return ["Furthest apart ", brief.when(step), ": ", shown, "."]


def _turned(brief: Brief) -> Markup | None:
    titles = turned(brief.tensions.values(), brief.meta.runs)
    if not titles:
        return None
    return para(element("strong", ", ".join(titles)), f" {TURNED} ({LIMITS}).", class_="warning")
