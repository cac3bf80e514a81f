"""What a verdict is worth, rests on and is turned round by, in words."""

from collections import Counter
from collections.abc import Iterator

from sim.report import words
from sim.results.card import STANDINGS, Card, Standing, VerdictRow, verdict

WORDS: dict[Standing, str] = {
    "clear": "agrees",
    "stated by an input": "agrees",
    "next to nothing": "agrees",
    "far too weak": "too weak",
    "leans to": "leans to",
    "undecided": "undecided",
    "leans against": "leans against",
    "contradicts": "contradicts",
}
"""What a standing is called where there is room for one word."""

_PLURAL: dict[Standing, str] = {
    **WORDS,
    "leans to": "lean to it",
    "leans against": "lean against it",
    "contradicts": "contradict",
}

LITTLE = 0.5  # share of an effect below which it is said to rest on what was taken out


def counts(card: Card) -> str:
    """How many tests came to each standing, the agreements by what they are worth."""
    found = Counter(row.standing for row in card.verdicts)
    agree = [
        (found["clear"], "clear"),
        (found["stated by an input"], "stated by an input"),
        (found["next to nothing"], "by next to nothing"),
    ]
    said = [f"{number} {word}" for number, word in agree if number]
    whole = sum(number for number, _ in agree)
    told = [f"{whole} agree ({', '.join(said)})"] if whole else []
    told += [f"{found[one]} {_PLURAL[one]}" for one in STANDINGS[len(agree) :] if found[one]]
    return ", ".join(told)


def sized(row: VerdictRow, effect: float) -> str:
    """An effect in the unit of a test."""
    return f"x {effect:.3f}" if row.measure == "ratio" else words.signed(effect, 3)


def leans_on(row: VerdictRow) -> Iterator[str]:
    """What is left without the cause that counts most, and without two of them.

    Either is told if the verdict is another one then, or half of the effect or more is gone.
    """
    alone = _left(row, row.cause_probability, row.cause_effect)
    if alone:
        yield f"{alone} without {row.cause}"
    both = _left(row, row.pair_probability, row.pair_effect)
    if both and not (alone and _share(row, row.pair_effect) > _share(row, row.cause_effect) - 0.1):
        yield f"{both} without {_and(row.pair)}"


def _left(row: VerdictRow, probability: float, effect: float) -> str:
    """What is left, if that is worth telling."""
    if verdict(probability) == row.verdict and _share(row, effect) > LITTLE:
        return ""
    return f"{sized(row, effect)}, {words.percent(probability)}"


def _share(row: VerdictRow, effect: float) -> float:
    """How much of a test's effect another one is; all of it where the effect is not the point."""
    none = 1.0 if row.measure == "ratio" else 0.0
    if row.expect.split()[0] in ("seldom", "stays", "hardly") or row.effect == none:
        return 1.0
    return (effect - none) / (row.effect - none)


def stated_by(row: VerdictRow) -> str:
    """The first of the values that say what is expected, and how many more there are."""
    first, *more = row.inputs.split()
    return f"{first} and {len(more)} more" if more else first


def turned_round(row: VerdictRow) -> str:
    """What turns a verdict round, as one statement."""
    by = row.turned_by
    return {
        "one value": f"turned round by {by}",
        "together": f"turned round by {_listed(by)} together",
        "outside": f"turned round by {by}, outside its range",
        "without": f"turned round or undone without {_and(by)}",
        "rival": f"turned round or undone in the form {by}",
        "shrinks": f"turned round by nothing tried; next to nothing is left without {_and(by)}",
        "nothing": "turned round by nothing tried",
    }[row.turn]


def _and(causes: str) -> str:
    return causes.replace(" + ", " and ")


def _listed(held: str) -> str:
    return ", ".join(held.split())
