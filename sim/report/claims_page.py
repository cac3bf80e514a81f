"""The page of the scorecard, as Markdown."""

import textwrap
from collections.abc import Iterable, Iterator, Sequence

from sim.report.claims import answered, counts, how, leans_on_cause, likely, recorded, size
from sim.report.words import UNKNOWN, percent
from sim.results.card import Card, VerdictRow
from sim.study.scorecard.launches import MONTH, in_the_record
from sim.world import World

_INTRO = """\
# Claims: does the model agree with its sources?

Written by `sim claims --docs docs/claims.md`. Do not edit it: run the command again.

Every claim of the two articles that says what leads to what is restated as a test of direction on
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

_LAUNCHES = """\
## Answers to a North Korean launch

The coded record (22 launches, 2021 to 2023, each the first of a cluster) counts hostile events a
day toward North Korea, on days 0 to 2 after a launch and in the 14 days before. The model counts
acts in a month. To set them side by side, the extra events of the three days are put on top of a
month of ordinary ones:
"""


_COMPARED = """
The intervals take events as independent (Poisson); coded events come in bunches, so the true ones
are wider. For China and Russia the record gives no base, only that the change cannot be told from
chance. Its events are mostly words; the model's acts are deeds and formal words.

The model is asked twice. *Quiet*: against a month in which nothing is launched, which is what the
record does. *Usual*: against an ordinary month, in which a launch is likely anyhow, and what all
expect moves nobody. Its answer comes in the step after, since all acts of a month are decided
together; the record's is over in three days.
"""


def page(card: Card, world: World) -> str:
    """The whole page. It ends with a newline."""
    return "\n".join(_blocks(card, world)) + "\n"


def _blocks(card: Card, world: World) -> Iterator[str]:
    yield _INTRO
    yield _filled(f"In all: {counts(card)}. {how(card)}")
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
    yield from _table(head, (_cells(row, card) for row in card.verdicts))
    yield "\n" + _filled(_details(card))
    yield "\n## How each was put\n"
    put = ("test", "scenario", "against", "looked at", "steps", "expected")
    yield from _table(put, map(_put, card.verdicts))
    yield from _not_tested(card, world)
    if card.launches:
        yield from _launches(card, world)


def _filled(text: str) -> str:
    return textwrap.fill(text, 100, break_long_words=False, break_on_hyphens=False)


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
        "flips.csv and launches.csv in the folder that `sim claims` writes hold every number."
    )


def _not_tested(card: Card, world: World) -> Iterator[str]:
    yield "\n## What was not tested\n"
    if card.untested:
        yield "Claims of cause and effect that no test restates:\n"
        for name in card.untested:
            yield f"- {name}: {world.claims[name].says}"
    else:
        yield "Every claim of cause and effect has a test."
    yield "\n" + _filled(
        "Sizes are not tested, only directions: no article gives a number. Nor are forms of the "
        "model whose actors look ahead, which take some hundred times as long."
    )


def _launches(card: Card, world: World) -> Iterator[str]:
    yield "\n" + _LAUNCHES
    days = float(world.facts["launch_response_days"].value)
    yield f"    ratio = 1 + {days:g} x (answer - base) / ({MONTH:g} x base)\n"
    head = ("by", "base a day", "answer a day", "extra in the days", "base a month", "ratio")
    rows = dict.fromkeys(row.source for row in card.launches)
    yield from _table(head, (_arithmetic(world, source) for source in rows))
    yield _COMPARED
    wide = ("launch", "by", "record", "95%", "model, quiet", "8 in 10", "model, usual", "8 in 10")
    yield from _table(
        wide, ((row.scenario, row.source, *recorded(row), *answered(row)) for row in card.launches)
    )
    yield "\n" + _filled(_said(card))


def _arithmetic(world: World, source: str) -> tuple[str, ...]:
    found = in_the_record(world, source)
    if found is None:
        change = world.facts[f"launch_response_{source}"]
        return source, UNKNOWN, f"{change.value:+.2f} (change)", UNKNOWN, UNKNOWN, UNKNOWN
    base, answer, days = (
        float(world.facts[f"launch_response_{key}"].value)
        for key in (f"{source}_base", source, "days")
    )
    return (
        source,
        f"{base:.2f}",
        f"{answer:.2f}",
        f"{days * (answer - base):.2f}",
        f"{MONTH * base:.1f}",
        f"x {found.value:.2f} ({found.low:.2f} to {found.high:.2f})",
    )


def _said(card: Card) -> str:
    """Whether the model's answers reach the record's intervals, in a sentence."""
    known = [row for row in card.launches if row.record_low is not None]
    weak = [row for row in known if row.quiet_p90 < (row.record_low or 0.0)]
    return (
        f"Of {len(known)} answers that the record gives a number for, {len(weak)} are too weak in "
        "the model: eight draws in ten stay below the record's interval."
    )


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[str]:
    yield f"| {' | '.join(head)} |"
    yield f"|{'|'.join(' --- ' for _ in head)}|"
    for row in rows:
        yield f"| {' | '.join(cell.replace('|', '/') for cell in row)} |"
