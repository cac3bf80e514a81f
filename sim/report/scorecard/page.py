"""The page of the scorecard, as Markdown."""

from collections.abc import Iterator, Sequence

from sim.report.markdown import filled, table
from sim.report.origin import origin
from sim.report.scorecard.answers import answers
from sim.report.scorecard.carried import carried
from sim.report.scorecard.null import could_fail, could_hardly, lead, said, shuffles
from sim.report.scorecard.text import how, likely, size
from sim.report.scorecard.worth import WORDS, counts, leans_on, stated_by, turned_round
from sim.report.words import UNKNOWN, percent
from sim.results.card import Card, VerdictRow
from sim.world import World

_INTRO = """\
# Claims: does the model agree with its sources?

Written by `sim claims --anticipating --docs docs/claims.md`. Do not edit it: run the command again.
"""

_WHAT = """
Every claim of the articles that says what leads to what is restated as a test of direction on
the model, in `seeds/scorecard.yaml`: a scenario, what it is compared with, what is looked at, when,
and which way it should go. Windows and thresholds are the same for all tests of a kind and stand at
the head of that file; margins stand with each test. That they were chosen before any result was
seen is nothing a reader can verify. A test that the model fails stays on the list.

The claims also served to set values of the model, so agreement is weak evidence: a claim that was
put in comes out again. A test is *stated by an input* where a value that cites the same claims
stands between what the scenario does and what is looked at: a value of the deeds scripted or looked
at, of whoever decides on them, of a threat from the one to the other, of a mechanism. A test of the
record is so where values were set with that record in view. What tells something is disagreement,
an effect next to nothing, a verdict that one value turns round, and what agrees without an input
that says so.
"""

_READING = """\
- **verdict**: *too weak* is the right direction, far too weak: 95% of the draws of the model lie
  below the interval of 95% of the record.
- **likely**: share of draws in which the model agrees, and its standard error from the number of
  draws. Luck that is left in a draw's estimate is taken out of the spread between draws.
- **shuffled**: share of the models with the signs of impacts shuffled that agree.
- **effect**: the change, with the range of eight draws in ten; for acts the ratio to what they are
  compared with. *Next to nothing* marks effects below the thresholds in the file.
- **luck**: how much of the variance between draws was luck before it was taken out. Near 100%,
  the likelihood rests on the mean effect more than on the spread over draws.
- **given**: how many values cite the same claims.
- **stated by an input**: the first of those that say themselves what is expected.
- **rests on**: the effect that is left, and how likely, without the mechanism or motive that counts
  most, and without two of the three that count most. Told where the verdict is another one then, or
  half of the effect or more is gone.
- **rival forms**: the least and the most likely over forms of the model in which one mechanism
  alone moves alignments{ahead}.
- **turned round by**: values at the end of their range (the three that the verdict leans on most by
  rank correlation, one by one, then together) that bring the probability to the other side of an
  even chance; failing that, one of them twice as far out, *outside its range*; failing that, what
  must be left out for the verdict to be another one, or undecided, or the rival form in which it
  is; failing that, what must be left out for next to nothing to be left of the effect.
"""
_AHEAD = ", and that in which actors look one step ahead"


def page(card: Card, world: World) -> str:
    """The whole page. It ends with a newline."""
    return "\n".join(_blocks(card, world)) + "\n"


def _blocks(card: Card, world: World) -> Iterator[str]:
    yield _INTRO
    yield filled(lead(card)) + "\n"
    yield origin(world)
    yield _WHAT
    yield filled(f"In all: {counts(card)}. {how(card)}")
    yield from _worth(card)
    contrary = [row for row in card.verdicts if row.probability < 0.5]
    if contrary:
        yield "\n## Where the model does not agree\n"
        yield from (f"- {_against(row)}" for row in contrary)
    if shuffles(card):
        yield "\n## What such a list can tell\n"
        yield filled(said(card))
    yield from _carried(card)
    yield "\n## Every test\n"
    yield _READING.format(ahead=_AHEAD if card.anticipating else "")
    for title, rows in (
        ("could fail", could_fail(card)),
        ("could hardly fail", could_hardly(card)),
    ):
        if rows:
            yield f"\n### Tests that {title}\n"
            yield from table(_HEAD, map(_cells, rows))
    yield "\n" + filled(_details(card))
    yield "\n## How each was put\n"
    put = ("test", "scenario", "against", "looked at", "steps", "expected")
    yield from table(put, map(_put, card.verdicts))
    yield from _not_tested(card, world)
    yield from answers(card, world)


_HEAD = (
    "test",
    "claims",
    "verdict",
    "likely",
    "shuffled",
    "effect",
    "luck",
    "given",
    "stated by an input",
    "rests on",
    "rival forms",
    "turned round by",
)


def _carried(card: Card) -> Iterator[str]:
    """What each mechanism and motive carries, and what it costs."""
    rows = carried(card)
    if not rows:
        return
    yield "\n## What each law carries, and what it costs\n"
    yield filled(
        "Each mechanism and motive was switched off by itself. It carries the tests that agree and "
        "do not even lean to it without. It costs the tests that do not even lean to it, and would "
        "agree without. Tests that hang on two of them together are in the table below."
    )
    yield ""
    head = ("law", "carries", "costs")
    cells = ((one.cause, *(_listed(some) for some in (one.carries, one.costs))) for one in rows)
    yield from table(head, cells)


def _listed(tests: Sequence[str]) -> str:
    return f"{len(tests)}: {', '.join(tests)}" if tests else UNKNOWN


def _worth(card: Card) -> Iterator[str]:
    """The agreements that count for most."""
    clear = [row for row in could_fail(card) if row.standing == "clear"]
    yield "\n## What could fail and agrees, by more than next to nothing, and was not put in\n"
    yield from (f"- {row.title} ({_claims(row)}). Effect {size(row)}." for row in clear)
    if not clear:
        yield "Nothing."


def _against(row: VerdictRow) -> str:
    rests = "".join(f" {left}." for left in leans_on(row))
    slight = ", next to nothing" if row.slight else ""
    turned = turned_round(row)
    return (
        f"**{row.verdict}** ({percent(row.probability)}): {row.title} ({_claims(row)})."
        f" Effect {size(row)}{slight}.{rests} {turned[:1].upper()}{turned[1:]}."
    )


def _claims(row: VerdictRow) -> str:
    return ", ".join(row.claims.split()) or "record"


def _cells(row: VerdictRow) -> tuple[str, ...]:
    word = WORDS[row.standing]
    return (
        row.title,
        _claims(row),
        f"**{word}**" if row.probability < 0.5 or row.weak else word,
        likely(row),
        percent(row.shuffled),
        size(row) + (", *next to nothing*" if row.slight else ""),
        percent(row.luck),
        str(row.given),
        stated_by(row) if row.inputs else UNKNOWN,
        "; ".join(leans_on(row)) or UNKNOWN,
        _over_forms(row),
        turned_round(row).removeprefix("turned round by ").removeprefix("turned round or undone "),
    )


def _over_forms(row: VerdictRow) -> str:
    least, most = percent(row.least), percent(row.most)
    if least == most:
        return f"{least} in all"
    return f"{least} ({row.least_form}) to {most} ({row.most_form})"


def _put(row: VerdictRow) -> tuple[str, ...]:
    steps = f"{row.start} to {row.end}" if row.end > row.start else str(row.start)
    return row.test, row.scenario, row.against, row.observed, steps, row.expect


def _details(card: Card) -> str:
    return (
        f"Without one cause or two, and for each rival form: {card.form_draws} draws. Values held: "
        f"{card.flip_draws} draws. The tables claims.csv, forms.csv, flips.csv and answers.csv in "
        "the folder that `sim claims` writes hold every number."
    )


def _not_tested(card: Card, world: World) -> Iterator[str]:
    yield "\n## What was not tested\n"
    if card.untested:
        yield "Claims of cause and effect that no test restates:\n"
        for name in card.untested:
            yield f"- {name}: {world.claims[name].says}"
    else:
        yield "Every claim of cause and effect has a test."
    yield "\n" + filled("Sizes are not tested, only directions: no article gives a number.")
    if not card.anticipating:
        yield "\n" + filled(
            "Nor was the form whose actors look one step ahead: `sim claims --anticipating` takes "
            "about twice as long."
        )
