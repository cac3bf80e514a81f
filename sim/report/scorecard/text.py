"""The scorecard on a screen, and the words in which each verdict is told."""

import json
import textwrap
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from rich.console import Console, RenderableType
from rich.text import Text

from sim.report import words
from sim.report.screen import WIDTH, grid, heading, paragraph
from sim.results import record
from sim.results.card import (
    AGREES,
    CONTRADICTS,
    LEANS,
    LEANS_AGAINST,
    TABLES,
    VERDICTS,
    AnswerRow,
    Card,
    Verdict,
    VerdictRow,
    verdict,
)

STYLES: dict[Verdict, str] = {
    "agrees": "green",
    "leans to": "green",
    "undecided": "yellow",
    "leans against": "red",
    "contradicts": "bold red",
}
_WORD = max(map(len, VERDICTS))
_TITLE = 2 + _WORD + 2 + 8 + 2  # column in which a test's title begins


def show(card: Card, place: Path | None, console: Console) -> None:
    """Print the scorecard; ``place`` is the folder of its tables, where one was written."""
    for number, block in enumerate(_blocks(card, place)):
        if number:
            console.print()
        for piece in block:
            console.print(piece)


def as_json(card: Card, place: Path | None) -> str:
    """The scorecard as JSON text; rows bear the columns of the CSV files."""
    fields: dict[str, Any] = {
        name: getattr(card, name) for name in ("draws", "inner", "seed", "form_draws", "flip_draws")
    }
    for name, (rows, _) in TABLES.items():
        fields[name] = [record(row) for row in getattr(card, rows)]
    fields["untested"] = list(card.untested)
    fields["results_dir"] = None if place is None else place.as_posix()
    return json.dumps(fields, ensure_ascii=False, allow_nan=False)


def _blocks(card: Card, place: Path | None) -> Iterator[list[RenderableType]]:
    yield [
        heading("Claims", "what the sources say leads to what; how likely the model agrees"),
        *map(_told, card.verdicts),
    ]
    yield [heading("In all", counts(card)), paragraph(how(card), style="dim")]
    if card.answers:
        yield _answers(card)
    if card.untested:
        yield [paragraph(", ".join(card.untested), "Claims of cause and effect without a test")]
    if place is not None:
        yield [Text(f"Files: {place}")]


def _told(row: VerdictRow) -> Text:
    """Verdict and title, and below it the details."""
    room, below = WIDTH - _TITLE, "\n" + " " * _TITLE
    title = textwrap.wrap(words.printable(row.title), room)
    more = textwrap.wrap(words.printable("; ".join(details(row))), room)
    text = Text("  ")
    text.append(f"{row.verdict:<{_WORD}}  {likely(row):<8}  ", STYLES[row.verdict])
    text.append(below.join(title))
    text.append(below + below.join(more), "dim")
    return text


def likely(row: VerdictRow) -> str:
    """The probability that the model agrees and its error, both in points."""
    error = round(row.mc_error * 100) if row.mc_error == row.mc_error else 0
    return words.percent(row.probability) + (f" ±{error}" if error else "")


def details(row: VerdictRow) -> Iterator[str]:
    """What is to be said of a verdict besides its word and its probability."""
    yield size(row) + (", next to nothing" if row.slight else "")
    if row.claims:
        yield row.claims
    if leans_on_cause(row):
        yield f"{words.percent(row.cause_probability)} without {row.cause}"
    if row.flip:
        yield f"turned round by {row.flip}"
    elif row.probability < LEANS:
        yield "no value tried turns it round"


def size(row: VerdictRow) -> str:
    """The effect in its own unit, with the range of eight draws in ten."""
    if row.expect.startswith("seldom"):
        return f"{words.percent(row.with_)} in the scenario, {words.percent(row.without)} without"
    if row.measure == "ratio":
        return f"x {row.effect:.3f} (x {row.p10:.3f} to {row.p90:.3f})"
    return f"{words.signed(row.effect, 3)} ({words.span(row.p10, row.p90, 3)})"


def leans_on_cause(row: VerdictRow) -> bool:
    """Whether the verdict is another word without one mechanism or motive."""
    return verdict(row.cause_probability) != row.verdict


def counts(card: Card) -> str:
    """How many tests came to each verdict."""
    found = Counter(row.verdict for row in card.verdicts)
    said = [f"{found[word]} {word}" for word in VERDICTS if found[word]]
    slight = sum(row.slight for row in card.verdicts)
    return ", ".join(said) + f"; {slight} by next to nothing"


def how(card: Card) -> str:
    """How the numbers were found, in plain words."""
    return (
        f"Each test was put to {card.draws:,} draws of all values from their ranges, "
        f"{card.inner} pairs of runs in each, on the same luck with and without. The percentage is "
        "the share of draws in which the model agrees, the luck that is left taken out; the ranges "
        f"are those of eight draws in ten. agrees: {AGREES:.0%} or more; leans to: {LEANS:.0%} or "
        f"more; undecided; leans against: {LEANS_AGAINST:.0%} or less; contradicts: "
        f"{CONTRADICTS:.0%} or less. Where no value is named, none of the {card.tried} that the "
        f"verdict leans on most turns it round within its range. Seed {card.seed}."
    )


def _answers(card: Card) -> list[RenderableType]:
    explained = "hostile acts the month after; over a quiet month, over a usual one"
    header = (
        "after",
        "by",
        "record",
        "95 %",
        "model, quiet",
        "8 in 10",
        "model, usual",
        "8 in 10",
    )
    cells = [(row.scenario, row.source, *recorded(row), *answered(row)) for row in card.answers]
    return [heading("Answers of a known size", explained), grid(header, cells, right=range(2, 8))]


def recorded(row: AnswerRow) -> tuple[str, str]:
    """The ratio in the coded record and its interval."""
    if row.record is None or row.record_low is None or row.record_high is None:
        return words.UNKNOWN, words.UNKNOWN
    return f"x {row.record:.2f}", f"{row.record_low:.2f} to {row.record_high:.2f}"


def answered(row: AnswerRow) -> tuple[str, str, str, str]:
    """The model's ratios to a quiet and to an ordinary month, each with its range."""
    return (
        f"x {row.quiet:.2f}",
        f"{row.quiet_p10:.2f} to {row.quiet_p90:.2f}",
        f"x {row.usual:.2f}",
        f"{row.usual_p10:.2f} to {row.usual_p90:.2f}",
    )
