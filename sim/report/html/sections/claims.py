"""What the sources say leads to what, and whether the model agrees."""

from typing import Any

from sim.report.html.brief import Brief
from sim.report.html.markup import Child, Markup, element
from sim.report.html.sections.parts import more, para, row, section, table
from sim.report.html.traced import minus, number, picked
from sim.report.scorecard.null import lead, said, shuffles
from sim.report.scorecard.text import details, how
from sim.report.scorecard.worth import WORDS, counts
from sim.report.words import percent
from sim.results.card import Card, VerdictRow

TITLE = "Does the model agree with its sources?"
CSV = "claims.csv"
HEADER = ("claim", "verdict", "how likely the model agrees", "effect and what it rests on")


def claims(brief: Brief) -> Markup:
    """Return the section: what this scenario answers, what the model contradicts, then the rest.

    Where the scorecard has not been asked for, how to ask.
    """
    card = card_of(brief)
    return section("claims", TITLE, *(_not_asked() if card is None else _told(brief, card)))


def card_of(brief: Brief) -> Card | None:
    """Return the scorecard that the folder holds, if any."""
    known = brief.notes("claims")
    if not known:
        return None
    tables: dict[str, Any] = {
        rows: brief.rows(name, row_type) for name, (rows, row_type) in Card.TABLES.items()
    }
    return Card(**{**known, "untested": tuple(known["untested"])}, **tables)


def _not_asked() -> list[Child]:
    return [
        para(
            "Whether the model agrees with what its sources say leads to what has not been asked "
            "for this folder. To ask: ",
            element("code", "sim claims"),
            " and the path of the folder that this page is in.",
        )
    ]


def _told(brief: Brief, card: Card) -> list[Child]:
    here = [one for one in card.verdicts if one.scenario == brief.meta.scenario]
    against = [one for one in card.verdicts if _contrary(one) and one not in here]
    rest = [one for one in card.verdicts if one not in here and one not in against]
    return [
        para(lead(card)),
        para(f"In all: {counts(card)}."),
        para(said(card)) if shuffles(card) else None,
        *_group(here, "What this scenario answers"),
        *_group(against, "What the model speaks against, in other scenarios"),
        more(f"All others: {len(rest)}", _table(rest, "All other claims")) if rest else None,
        para(how(card)),
    ]


def _group(rows: list[VerdictRow], title: str) -> list[Child]:
    return [element("h3", title), _table(rows, title)] if rows else []


def _table(rows: list[VerdictRow], title: str) -> Markup:
    return table(HEADER, map(_row, rows), f"{title} ({CSV})", CSV)


def _contrary(told: VerdictRow) -> bool:
    return told.probability < 0.5


def _row(told: VerdictRow) -> Markup:
    word = WORDS[told.standing]
    return row(
        told.title,
        (
            element("strong", word) if _contrary(told) or told.weak else word,
            number(percent(told.probability), told.probability, "probability"),
            minus("; ".join(details(told))),
        ),
        picked(test=told.test),
    )
