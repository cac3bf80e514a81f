"""The page of the scorecard, as Markdown."""

from collections.abc import Iterator

from sim.report.markdown import filled, table
from sim.report.scorecard.answers import answers
from sim.report.scorecard.text import counts, how, leans_on_cause, likely, size
from sim.report.words import UNKNOWN, percent
from sim.results.card import Card, VerdictRow
from sim.world import World

_INTRO = """\
# Claims: does the model agree with its sources?

Written by `sim claims --docs docs/claims.md`. Do not edit it: run the command again.

Every claim of the articles that says what leads to what is restated as a test of direction on
the model, in `seeds/scorecard.yaml`: a scenario, what it is compared with, what is looked at, when,
and which way it should go. The tests were written before any result was looked at, with the same
windows for all. A test that the model fails stays on the list.

The claims also served to set values of the model, so agreement is weak evidence: a claim that was
put in comes out again. The column "given" counts the values that cite the same claims. What tells
something is disagreement, an effect next to nothing, and a verdict that one value turns round.
"""

_READING = """\
- **likely**: share of draws in which the model agrees, and its standard error from the number of
  draws. Luck that is left in a draw's estimate is taken out of the spread between draws.
- **effect**: the change, with the range of eight draws in ten; for acts the ratio to what they are
  compared with. *Next to nothing* marks effects below the thresholds in the file.
- **luck**: how much of the variance between draws was luck before it was taken out. Near 100%,
  the likelihood rests on the mean effect more than on the spread over draws.
- **rests on**: the mechanism or motive without which the verdict is another one.
- **turned round by**: the value that, held at the end of its range, brings the probability to the
  other side of an even chance. The three values that the verdict leans on most by rank correlation
  were tried, one at a time; two that act only together are not seen.
"""


def page(card: Card, world: World) -> str:
    """The whole page. It ends with a newline."""
    return "\n".join(_blocks(card, world)) + "\n"


def _blocks(card: Card, world: World) -> Iterator[str]:
    yield _INTRO
    yield filled(f"In all: {counts(card)}. {how(card)}")
    contrary = [row for row in card.verdicts if row.probability < 0.5]
    if contrary:
        yield "\n## Where the model does not agree\n"
        yield from (f"- {_against(row)}" for row in contrary)
    yield "\n## Every test\n"
    yield _READING
    head = (
        "test",
        "claims",
        "verdict",
        "likely",
        "effect",
        "luck",
        "given",
        "rests on (likely without it)",
        "turned round by",
    )
    yield from table(head, (_cells(row, card) for row in card.verdicts))
    yield "\n" + filled(_details(card))
    yield "\n## How each was put\n"
    put = ("test", "scenario", "against", "looked at", "steps", "expected")
    yield from table(put, map(_put, card.verdicts))
    yield from _not_tested(card, world)
    yield from answers(card, world)


def _against(row: VerdictRow) -> str:
    cause = (
        f" Without {row.cause} it is {percent(row.cause_probability)}."
        if leans_on_cause(row)
        else ""
    )
    turned = f" Turned round by `{row.flip}`." if row.flip else " No value tried turns it round."
    slight = ", next to nothing" if row.slight else ""
    return (
        f"**{row.verdict}** ({percent(row.probability)}): {row.title} ({_claims(row)})."
        f" Effect {size(row)}{slight}.{cause}{turned}"
    )


def _claims(row: VerdictRow) -> str:
    return ", ".join(row.claims.split()) or "record"


def _cells(row: VerdictRow, card: Card) -> tuple[str, ...]:
    contrary = row.probability < 0.5
    return (
        row.title,
        _claims(row),
        f"**{row.verdict}**" if contrary else row.verdict,
        likely(row),
        size(row) + (", *next to nothing*" if row.slight else ""),
        percent(row.luck),
        str(row.given),
        f"{row.cause} ({percent(row.cause_probability)})" if leans_on_cause(row) else UNKNOWN,
        f"`{row.flip}`" if row.flip else f"none of {card.tried}",
    )


def _put(row: VerdictRow) -> tuple[str, ...]:
    steps = f"{row.start} to {row.end}" if row.end > row.start else str(row.start)
    return row.test, row.scenario, row.against, row.observed, steps, row.expect


def _details(card: Card) -> str:
    return (
        f"Without one cause: {card.form_draws} draws for each mechanism and motive. Values held at "
        f"an end of their range: {card.flip_draws} draws each. The tables claims.csv, forms.csv, "
        "flips.csv and answers.csv in the folder that `sim claims` writes hold every number."
    )


def _not_tested(card: Card, world: World) -> Iterator[str]:
    yield "\n## What was not tested\n"
    if card.untested:
        yield "Claims of cause and effect that no test restates:\n"
        for name in card.untested:
            yield f"- {name}: {world.claims[name].says}"
    else:
        yield "Every claim of cause and effect has a test."
    yield "\n" + filled(
        "Sizes are not tested, only directions: no article gives a number. Nor are forms of the "
        "model whose actors look ahead: each of their steps costs a trial step for every action."
    )
