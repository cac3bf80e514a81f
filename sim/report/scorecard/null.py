"""What a scorecard can tell: how it comes out for a model with the signs of impacts shuffled."""

from collections.abc import Iterator, Sequence

from sim.report.markdown import filled
from sim.report.words import percent
from sim.results.card import Card, FormRow, VerdictRow


def null(card: Card) -> Iterator[str]:
    """Yield the lines of the section; none where no signs were shuffled."""
    if not shuffles(card):
        return
    yield "\n## What such a list can tell\n"
    yield filled(said(card))


def shuffles(card: Card) -> int:
    """How often signs were shuffled."""
    return len({row.form for row in card.forms if row.kind == "signs shuffled"})


def said(card: Card) -> str:
    """The share of tests that agree by luck, beside the share that does, in a paragraph."""
    rows = [row for row in card.forms if row.kind == "signs shuffled"]
    return (
        "As a null the signs of all impacts were dealt out anew among all actions, so that whom a "
        f"deed helps and whom it harms is luck and all else is as it was: {shuffles(card)} times, "
        f"{card.form_draws} draws each. On average {percent(_agreeing(rows))} of the tests agree "
        f"even so, {percent(_clearly(rows))} by more than next to nothing; with the signs as they "
        f"are, {percent(_agreeing(card.verdicts))} and {percent(_clearly(card.verdicts))}. Only "
        "what the model has beyond that speaks for it."
    )


def _agreeing(rows: Sequence[FormRow | VerdictRow]) -> float:
    return sum(row.verdict == "agrees" for row in rows) / len(rows)


def _clearly(rows: Sequence[FormRow | VerdictRow]) -> float:
    return sum(row.verdict == "agrees" and not row.slight for row in rows) / len(rows)
