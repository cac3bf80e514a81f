"""Who reacts: a chain of dominoes, each after its lag, with how much likelier it becomes."""

from sim.report import selection, words
from sim.report.finding import COUNTED, UNMOVED, since
from sim.report.html.brief import Brief
from sim.report.html.markup import Child, Markup, element
from sim.report.html.sections.parts import figure, more, para, row, section, table
from sim.report.html.sections.threats import threats
from sim.report.html.svg.dominoes import Domino, dominoes
from sim.report.html.svg.drawing import WIDE
from sim.report.html.traced import number, picked, signed
from sim.results import ReactionRow

TITLE = "Who reacts"
MORE, LESS, NONE = 8, 4, 6
TENTH = 0.1  # a smaller change of how often something is done is not worth a tile


def reactions(brief: Brief) -> Markup:
    """Return the section."""
    rows = chain(brief)
    if not rows:
        return section(
            "reactions",
            TITLE,
            para("No action is chosen more or less often beyond chance, by a tenth or more."),
            *_none(brief),
            *threats(brief),
        )
    event = brief.meta.event
    named = ""
    if event is not None:
        deed = words.clause(event.actor, event.title, brief.meta.names)
        named = f"The event: {deed} ({words.month(event.month)}). "
    said = (
        f"{named}Each tile is an action that a state chooses more often (blue) or less often "
        "(orange, and a ratio below 1) because of the event, placed where the chance of it differs "
        f"most {since(brief.meta)}. Beside it, with and without the event: the {COUNTED}. A change "
        "by less than a tenth is left out."
    )
    return section(
        "reactions",
        TITLE,
        para(said),
        figure(
            lambda width: _draw(brief, rows, width),
            "The lag is a delay and no proof of a cause; causes are in the ledger (Why).",
        ),
        more("These reactions in numbers", _table(brief, rows)),
        *_none(brief),
        *threats(brief),
    )


def figures(brief: Brief) -> dict[str, Markup]:
    """Return the figures that stand by themselves, by name."""
    rows = chain(brief)
    return {"reactions": _draw(brief, rows, WIDE)} if rows else {}


def chain(brief: Brief) -> list[ReactionRow]:
    """Return the reactions shown, the earliest first."""
    rows = [one for one in brief.results.reactions if _telling(one)]
    found = [*selection.more_often(rows, MORE), *selection.less_often(rows, LESS)]
    return sorted(found, key=lambda one: (one.lag or 0.0, -abs(one.rate - one.baseline_rate)))


def _none(brief: Brief) -> list[Child]:
    """What the event makes possible or takes away, or more of what was scripted: no reaction."""
    rows = selection.no_reaction(brief.results.reactions, NONE)
    if not rows:
        return []
    said = (
        "No motive does this, so it is no reaction: a line of policy that the event opens or "
        "closes, or an act of the script that goes on."
    )
    return [
        element("h3", UNMOVED),
        para(said),
        element("ul", [_unmoved(brief, one) for one in rows]),
    ]


def _unmoved(brief: Brief, one: ReactionRow) -> Markup:
    keys = f"reactions.csv {picked(action=one.action)}"
    return element(
        "li",
        f"{brief.deed(one.action)}: ",
        number(times(one.rate), one.rate, f"{keys} rate"),
        " times per run against ",
        number(times(one.baseline_rate), one.baseline_rate, f"{keys} baseline_rate"),
        f"; {one.because}.",
    )


def _telling(one: ReactionRow) -> bool:
    return one.ratio is None or abs(one.ratio - 1.0) >= TENTH


def _draw(brief: Brief, rows: list[ReactionRow], width: float) -> Markup:
    tiles = [_domino(brief, one) for one in rows]
    most = max(2, round(max(one.lag or 0.0 for one in rows)))
    label = f"Reactions by lag, from {brief.deed(rows[0].action)} on; numbers in the table below"
    return dominoes(tiles, most, brief.unit, width, label)


def _domino(brief: Brief, one: ReactionRow) -> Domino:
    keys = f"reactions.csv {picked(action=one.action)}"
    rates = (
        number(times(one.rate), one.rate, f"{keys} rate", "tspan")
        + " against "
        + number(
            words.times(one.baseline_rate), one.baseline_rate, f"{keys} baseline_rate", "tspan"
        )
    )
    return Domino(
        code=one.actor,
        deed=brief.deed(one.action),
        because=one.because,
        lag=one.lag or 0.0,
        likelier=one.rate > one.baseline_rate,
        shown=number(ratio(one.ratio), one.ratio, f"{keys} ratio", "tspan"),
        rates=Markup(rates),
    )


def ratio(value: float | None) -> str:
    """Return ``× 3.1``; finer where it is below 1, so that what is rare never reads as never."""
    if value is None or value >= 1:
        return words.ratio(value).replace("x", "×")
    return f"× {value:.2f}" if value >= 0.01 else f"× {value:.1g}"


def times(count: float) -> str:
    """Return how often something happens per run; what is rare never reads as never."""
    return "<0.01" if 0 < count < 0.005 else words.times(count)


def _table(brief: Brief, rows: list[ReactionRow]) -> Markup:
    header = (
        "action",
        "times per run with",
        "times per run without",
        "ratio",
        f"lag ({brief.unit}s)",
        "extra over the whole path",
        "sampling error",
        "because",
    )
    return table(
        header, (_row(brief, one) for one in rows), "Reactions (reactions.csv)", "reactions.csv"
    )


def _row(brief: Brief, one: ReactionRow) -> Markup:
    cells = (
        number(times(one.rate), one.rate, "rate"),
        number(times(one.baseline_rate), one.baseline_rate, "baseline_rate"),
        number(ratio(one.ratio), one.ratio, "ratio"),
        number("–" if one.lag is None else f"{one.lag:.0f}", one.lag, "lag"),
        number(signed(one.extra), one.extra, "extra"),
        number(words.error(one.mc_error), one.mc_error, "mc_error"),
        one.because,
    )
    return row(brief.deed(one.action), cells, picked(action=one.action))
