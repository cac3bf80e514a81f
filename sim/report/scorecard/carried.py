"""What each mechanism and motive carries of the scorecard, and what it costs."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from sim.results.card import AGREES, LEANS, Card, FormRow


@dataclass(frozen=True)
class Carried:
    """A mechanism or motive, and the tests that hang on it, by id.

    ``carries`` are those that agree and do not even lean to it without; ``costs`` those that do not
    even lean to it and agree without.
    """

    cause: str
    carries: tuple[str, ...]
    costs: tuple[str, ...]


def carried(card: Card) -> tuple[Carried, ...]:
    """Every mechanism and motive on which a verdict hangs, the one that carries most first."""
    as_is = {row.test: row.probability for row in card.verdicts}
    forms: dict[str, list[FormRow]] = {}
    for row in card.forms:
        if row.kind == "without one":
            forms.setdefault(row.form, []).append(row)
    found = [
        Carried(
            cause,
            _turned(rows, lambda row: (as_is[row.test], row.probability)),
            _turned(rows, lambda row: (row.probability, as_is[row.test])),
        )
        for cause, rows in forms.items()
    ]
    hanging = [one for one in found if one.carries or one.costs]
    return tuple(sorted(hanging, key=lambda one: (-len(one.carries), one.cause)))


def _turned(
    rows: Sequence[FormRow], of: Callable[[FormRow], tuple[float, float]]
) -> tuple[str, ...]:
    """The tests that agree on the first side and do not even lean to it on the second."""
    both = ((row.test, *of(row)) for row in rows)
    return tuple(test for test, one, other in both if one >= AGREES and other < LEANS)
