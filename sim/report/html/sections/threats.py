"""Threats: how loud and how believed with and without the event, and whom they hold back."""

from sim.binding.threats import WITHIN
from sim.report import words
from sim.report.html.brief import Brief
from sim.report.html.markup import Child, Markup, element
from sim.report.html.sections.parts import para, row, table, term
from sim.report.html.traced import number, picked
from sim.report.threats import ThreatTold, told
from sim.results import HoldRow, ThreatRow
from sim.study.ensemble.reactions import WINDOW

TITLE = "Threats: whom they hold back, whom they provoke"


def threats(brief: Brief) -> list[Child]:
    """Return what is told of threats within a section; nothing where the event changes none."""
    found = told(brief.results)
    if not found:
        return []
    acts = [hold for one in found for hold in one.moved]
    said: list[Child] = [
        element("h3", TITLE),
        para(
            "A ",
            term("threat"),
            " has two sides. It holds back what it forbids by fear of what was promised, the more "
            "the louder and the more believed it is; and the warning is a hostile act itself, "
            "which may provoke. A threat is pulled when what it forbids is done unexpectedly, and "
            f"kept if half of what was promised follows within {brief.span(WITHIN)}. In brackets: "
            "without the event.",
        ),
        _states(brief, found),
    ]
    if acts:
        said.append(
            para(
                f"Odds of what it forbids in the {brief.span(WINDOW)} from the event on, with the "
                "event against without: below × 1 held back, above × 1 provoked. All else is "
                "whatever moves the act besides fear, the threat or not."
            )
        )
        said.append(_acts(brief, acts))
    return said


def _states(brief: Brief, found: list[ThreatTold]) -> Markup:
    header = ("threat", "loudest apart", "believed at first", "at the end", "pulled", "kept")
    rows = (_state(brief, one) for one in found)
    return table(header, rows, "Threats with and without the event (threats.csv)", "threats.csv")


def _state(brief: Brief, one: ThreatTold) -> Markup:
    loud, first, end = one.loudest, one.rows[0], one.end
    voiced = [
        _at(loud, "voiced", f"{loud.voiced:.1f}"),
        " (",
        _at(loud, "baseline_voiced", f"{loud.baseline_voiced:.1f}"),
        f") in {brief.months[loud.step]}",
    ]
    cells: list[Child] = [
        voiced if one.louder else "as without",
        _at(first, "credibility", words.percent(first.credibility)),
        *(_both(end, column) for column in ("credibility", "pulled", "kept")),
    ]
    return row(end.title, cells, picked(threat=end.threat))


def _both(end: ThreatRow, column: str) -> list[Child]:
    shown = [(name, getattr(end, name)) for name in (column, f"baseline_{column}")]
    with_, without = (_at(end, name, words.percent(share)) for name, share in shown)
    return [with_, " (", without, ")"]


def _at(at: ThreatRow, column: str, shown: str) -> Markup:
    return number(shown, getattr(at, column), f"{picked(step=at.step)} {column}")


def _acts(brief: Brief, acts: list[HoldRow]) -> Markup:
    header = ("what it forbids", "by fear", "by all else", "together", "else mostly")
    rows = (_act(brief, hold) for hold in acts)
    return table(header, rows, "Whom threats hold back (held_back.csv)", "held_back.csv")


def _act(brief: Brief, hold: HoldRow) -> Markup:
    cells: list[Child] = [
        number(f"× {hold.fear:.2f}", hold.fear, "fear"),
        number(f"× {hold.rest:.2f}", hold.rest, "rest"),
        number(f"× {hold.odds:.2f}", hold.odds, "odds"),
        hold.mostly or words.UNKNOWN,
    ]
    title = words.sentence(hold.actor, hold.title, brief.meta.names)
    return row(title, cells, picked(threat=hold.threat, action=hold.action))
