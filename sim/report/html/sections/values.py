"""Values and their sources: the share of each kind, and the values this scenario rests on most."""

from collections.abc import Iterable, Sequence

from sim.report import selection, words
from sim.report.html.brief import Brief
from sim.report.html.markup import Child, Markup, element
from sim.report.html.sections.parts import more, para, row, section, table
from sim.report.html.sections.why import contributions, largest, mechanism_title
from sim.report.html.traced import minus, number, picked
from sim.results import SourceRow, ValueRow
from sim.world.paths import STATE

TITLE = "Values and their sources"
KINDS = {
    "claim": "a claim of an article",
    "data": "a data set",
    "theory": "a theory",
    "assumption": "an assumption, with its reason",
}
SHIFTS, REACTIONS = 3, 4


def values(brief: Brief) -> Markup:
    """Return the section."""
    rows = brief.results.values
    if not rows:
        return section("values", TITLE, para("No values were recorded with this result."))
    bearing = bears(brief)
    cited = _cited(brief, bearing)
    said = (
        f"Below are the {len(bearing)} values that bear most on this scenario: what it sets, the "
        f"actions it scripts, how often the {REACTIONS} likeliest reactions normally happen, the "
        f"{SHIFTS} pairs that shift most, and the strength of the mechanisms that move them. All "
        f"{len(rows)} values: values.csv. All sources: sources.csv."
    )
    return section(
        "values",
        TITLE,
        para(
            "Every value has a range and a source; none is without. A value that rests on two "
            "kinds of source counts in both."
        ),
        _shares(brief),
        para(said),
        more(f"The {len(bearing)} values", _table(brief, bearing)),
        more(
            f"Their {len(cited)} sources, and what else the scenario itself cites",
            element("ol", [_source(one) for one in cited], class_="sources"),
        ),
    )


def bears(brief: Brief) -> list[ValueRow]:
    """Return the values that bear most on the scenario, in the order of the world."""
    scripted = {event.action for event in brief.asked}
    reacting = {one.action for one in selection.more_often(brief.results.reactions, REACTIONS)}
    pairs = [(one.source, one.target) for one in selection.shifts(brief.results.shifts, SHIFTS)]
    books = contributions(brief.results.ledger)
    through = {mechanism for pair in pairs for (_, mechanism), _ in largest(books.get(pair, {}))}
    starts = [f"actions.{action}." for action in scripted]
    starts += [f"actions.{action}.base_rate" for action in reacting]
    starts += [f"dyads.{source}>{target}." for source, target in pairs]
    starts += [f"mechanisms.{mechanism}." for mechanism in through]
    return [
        one
        for one in brief.results.values
        if one.set_in or one.path in brief.meta.set_values or one.path.startswith(tuple(starts))
    ]


def _numbers(one: ValueRow) -> list[int]:
    return [int(cited) for cited in one.sources.split()]


def _cited(brief: Brief, rows: Iterable[ValueRow]) -> list[SourceRow]:
    wanted = {cited for one in rows for cited in _numbers(one)}
    return [one for one in brief.results.sources if one.number in wanted or one.cited_by]


def _shares(brief: Brief) -> Markup:
    kind_of = {one.number: one.kind for one in brief.results.sources}
    counted = dict.fromkeys(KINDS, 0)
    for one in brief.results.values:
        for kind in {kind_of[cited] for cited in _numbers(one)}:
            counted[kind] += 1
    whole = len(brief.results.values)
    rows = (
        row(
            said,
            (
                number(str(counted[kind]), counted[kind], f"values.csv cites={kind}"),
                [_bar(counted[kind] / whole), words.percent(counted[kind] / whole)],
            ),
        )
        for kind, said in KINDS.items()
    )
    return table(("rests on", "values", "share"), rows, f"What the {whole} values rest on")


def _bar(share: float) -> Markup:
    width = max(1, round(share * 200))
    return element(
        "svg",
        element("rect", width=width, height=12, class_="share", rx="2"),
        viewBox="0 0 200 12",
        class_="inline",
        aria_hidden="true",
    )


def _table(brief: Brief, rows: Sequence[ValueRow]) -> Markup:
    shown = (
        row(
            in_words(brief, one.path),
            (
                number(minus(f"{one.value:g}"), one.value, "value"),
                _range(one),
                one.rating or "–",
                [element("a", f"{n}", href=f"#source-{n}") + " " for n in _numbers(one)],
            ),
            picked(path=one.path),
        )
        for one in rows
    )
    header = ("value of", "value", "range", "given as", "sources")
    return table(header, shown, "Values (values.csv)", "values.csv")


def _range(one: ValueRow) -> Child:
    if one.low == one.high:
        return "exact"
    low, high = (number(minus(f"{end:g}"), end, key) for end, key in _ends(one))
    return [low, " to ", high]


def _ends(one: ValueRow) -> tuple[tuple[float, str], tuple[float, str]]:
    return (one.low, "low"), (one.high, "high")


def in_words(brief: Brief, path: str) -> str:
    """Return what a value is about: ``dyads.KOR>USA.alignment`` in words."""
    kind, _, rest = path.partition(".")
    if path.startswith(STATE):
        return f"{in_words(brief, rest)}, at the start"
    thing, _, what = rest.partition(".")
    about = what.replace("_", " ").replace(".by actor.", " of ")
    for code in brief.meta.names:
        about = about.replace(f".{code}", f" on {brief.name(code)}")
    if kind == "actions" and thing in brief.sentences:
        return f"{brief.deed(thing)}: {about}"
    if kind == "dyads" and ">" in thing:
        return f"{brief.pair(*thing.split('>', 1))}: {about}"
    if kind == "mechanisms":
        return f"{mechanism_title(brief, thing)}: {about}"
    if kind == "actors":
        return f"{brief.name(thing)}: {about}"
    return path


def _source(one: SourceRow) -> Markup:
    lead = {"claim": f"{one.holder}, {one.place}: ", "assumption": "Assumption: "}
    tail = f" ({one.place})" if one.kind in ("data", "theory") and one.place else ""
    tail += " (declared in the scenario)" if one.own else ""
    said = f"{lead.get(one.kind, '')}{one.says}{tail}"
    name = one.source if one.kind != "assumption" else ""
    return element(
        "li",
        element("code", name) if name else None,
        f" {said}" if name else said,
        value=one.number,
        id=f"source-{one.number}",
    )
