"""Which tests could fail: how they come out for a model with the signs of impacts shuffled."""

from collections.abc import Sequence

from sim.report.words import percent
from sim.results.card import AGREEING, COULD_FAIL, Card, FormRow, VerdictRow


def could_fail(card: Card) -> list[VerdictRow]:
    """The tests with which not nearly every shuffled model agrees."""
    return [row for row in card.verdicts if row.could_fail]


def could_hardly(card: Card) -> list[VerdictRow]:
    """The others. Whether the model itself agrees makes no difference to where a test stands."""
    return [row for row in card.verdicts if not row.could_fail]


def lead(card: Card) -> str:
    """How many tests could fail and how many of these agree, then the same of all."""
    rows, every = could_fail(card), card.verdicts
    if not rows:
        return f"None of {len(every)} tests could fail."
    return (
        f"{len(rows)} of {len(every)} tests could fail. The model agrees with {_share(rows)} of "
        f"these, with {_share(rows, AGREEING[:2])} by more than next to nothing; with shuffled "
        f"signs it would be {percent(_mean(rows))}. Of all tests it agrees with {_share(every)}."
    )


def shuffles(card: Card) -> int:
    """How often signs were shuffled."""
    return len({row.form for row in card.forms if row.kind == "signs shuffled"})


def said(card: Card) -> str:
    """What it means that a test could fail, and what luck alone agrees with, in a paragraph."""
    rows = [row for row in card.forms if row.kind == "signs shuffled"]
    return (
        "As a null the signs of all impacts were dealt out anew among all actions, so that whom a "
        f"deed helps and whom it harms is luck and all else is as it was: {shuffles(card)} times, "
        f"{card.shuffle_draws} draws each. A test could fail where fewer than {COULD_FAIL:.0%} of "
        f"these models agree. On average {percent(_agreeing(rows))} of all tests agree even so, "
        f"{percent(_clearly(rows))} by more than next to nothing; with the signs as they are, "
        f"{percent(_agreeing(card.verdicts))} and {percent(_clearly(card.verdicts))}. Only what "
        "the model has beyond that speaks for it."
    )


def _share(rows: Sequence[VerdictRow], standings: Sequence[str] = AGREEING) -> str:
    """The number of rows of some standings, with their share in brackets."""
    number = sum(row.standing in standings for row in rows)
    return f"{number} ({percent(number / len(rows))})"


def _mean(rows: Sequence[VerdictRow]) -> float:
    return sum(row.shuffled for row in rows) / len(rows)


def _agreeing(rows: Sequence[FormRow | VerdictRow]) -> float:
    return sum(row.verdict == "agrees" for row in rows) / len(rows)


def _clearly(rows: Sequence[FormRow | VerdictRow]) -> float:
    return sum(row.verdict == "agrees" and not row.slight for row in rows) / len(rows)
