"""The part of the claims page on answers of a known size: the arithmetic, then the comparison."""

from collections.abc import Iterable, Iterator

from sim.report.markdown import filled, table
from sim.report.scorecard.text import answered, recorded
from sim.report.words import UNKNOWN
from sim.results.card import MONTH, AnswerRow, Card
from sim.world import World
from sim.world.provenance import Fact

_COMPARED = """
The intervals take events as independent (Poisson); coded events come in bunches, so the true ones
are wider. Where the record gives no base, it says only by how much the daily count changed. Its
events are mostly words; the model's acts are deeds and formal words.

The model's intervals hold 95% of the draws of its values: what is not known of them. The record's
hold what chance leaves open in a rate. Both are of 95%, so that one can be laid on the other.

The model is asked twice. *Quiet*: against a month in which the thing does not happen, which is what
the record does. *Usual*: against an ordinary month, in which it may happen anyhow, and what all
expect moves nobody. Its answer comes in the step after, since all acts of a month are decided
together; the record's comes within days.
"""


def answers(card: Card, world: World) -> Iterator[str]:
    """Yield the lines of the section; none where no record gives a size."""
    if not card.answers or world.scorecard is None:
        return
    yield "\n## Answers of a known size\n"
    asked = world.scorecard.answers
    for record in dict.fromkeys(one.record for one in asked):
        after = {one.scenario for one in asked if one.record == record}
        rows = {row.source: row for row in card.answers if row.scenario in after}
        yield from _record(world, record, rows.values())
    yield _COMPARED
    head = ("after", "by", "record", "95%", "model, quiet", "95%", "model, usual", "95%")
    yield from table(
        head, ((row.scenario, row.source, *recorded(row), *answered(row)) for row in card.answers)
    )
    yield "\n" + filled(_said(card))


def _record(world: World, record: str, rows: Iterable[AnswerRow]) -> Iterator[str]:
    """What one record holds, and how it becomes the ratio of a month."""
    cases, days, base = (world.facts[f"{record}_{key}"] for key in ("cases", "days", "base_days"))
    yield filled(
        f"The record ({cases.source}) holds {_in_words(cases)}. It counts hostile events a day "
        f"over {_in_words(days)}, and over {_in_words(base)}. The model counts acts in a month. To "
        "set them side by side, the extra events of those days are put on top of a month of "
        "ordinary ones:"
    )
    yield f"\n    ratio = 1 + {float(days.value):g} x (answer - base) / ({MONTH:g} x base)\n"
    head = ("by", "base a day", "answer a day", "extra in the days", "base a month", "ratio")
    yield from table(head, (_arithmetic(world, record, row) for row in rows))


def _in_words(fact: Fact) -> str:
    return f"{float(fact.value):g} {fact.unit} ({fact.cell})"


def _arithmetic(world: World, record: str, row: AnswerRow) -> tuple[str, ...]:
    source = row.source
    answer = world.facts[f"{record}_{source}"]
    rate = float(answer.value)
    if row.record is None:
        change = f"{rate:+.2f} ({answer.cell.partition(', ')[2]})"
        return source, UNKNOWN, change, UNKNOWN, UNKNOWN, UNKNOWN
    base, days = (float(world.facts[f"{record}_{key}"].value) for key in (f"{source}_base", "days"))
    return (
        source,
        f"{base:.2f}",
        f"{rate:.2f}",
        f"{days * (rate - base):.2f}",
        f"{MONTH * base:.1f}",
        f"x {row.record:.2f} ({row.record_low:.2f} to {row.record_high:.2f})",
    )


def _said(card: Card) -> str:
    """Whether the model's answers reach the record's intervals, in a sentence."""
    known = [row for row in card.answers if row.record is not None]
    weak = sum(row.weak for row in known)
    return (
        f"Of {len(known)} answers that the record gives a number for, {weak} go the right way and "
        "are far too weak: the whole interval of the model lies below that of the record."
    )
