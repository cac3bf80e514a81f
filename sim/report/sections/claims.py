"""What the sources say leads to what, and whether the model agrees."""

from sim.report.claims import counts, details, how
from sim.report.markup import Markup, element
from sim.report.sections.parts import para, row, section, table
from sim.report.traced import minus, number, picked
from sim.report.words import percent
from sim.results.card import Card, VerdictRow

TITLE = "Does the model agree with its sources?"
CSV = "claims.csv"


def claims(card: Card) -> Markup:
    """Return the section. Contrary verdicts bear a class besides their word, for a colour."""
    header = ("claim", "verdict", "how likely the model agrees", "effect and what it rests on")
    return section(
        "claims",
        TITLE,
        para(f"In all: {counts(card)}."),
        para(how(card)),
        table(header, map(_row, card.verdicts), f"Claims ({CSV})", CSV),
    )


def _row(told: VerdictRow) -> Markup:
    contrary = told.probability < 0.5
    return row(
        told.title,
        (
            element("strong", told.verdict, class_="contrary") if contrary else told.verdict,
            number(percent(told.probability), told.probability, "probability"),
            minus("; ".join(details(told))),
        ),
        picked(test=told.test),
    )
