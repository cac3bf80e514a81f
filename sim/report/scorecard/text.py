"""The scorecard on a screen, and the words in which each verdict is told."""

import textwrap
from collections.abc import Iterator
from pathlib import Path

from rich.console import Console, RenderableType
from rich.text import Text

from sim.report import words
from sim.report.scorecard.carried import carried
from sim.report.scorecard.null import could_fail, could_hardly, lead, said, shuffles
from sim.report.scorecard.worth import WORDS, counts, leans_on, sized, stated_by, turned_round
from sim.report.screen import WIDTH, grid, heading, paragraph, print_blocks
from sim.results.card import (
    AGREES,
    ASKED,
    CONTRADICTS,
    LEANS,
    LEANS_AGAINST,
    AnswerRow,
    Card,
    Standing,
    VerdictRow,
)
from sim.results.findings import as_json as json_of
from sim.results.findings import by_file, records

STYLES: dict[Standing, str] = {
    "clear": "green",
    "stated by an input": "green",
    "next to nothing": "green",
    "far too weak": "yellow",
    "leans to": "green",
    "undecided": "yellow",
    "leans against": "red",
    "contradicts": "bold red",
}
_WORD = max(map(len, WORDS.values()))
_TITLE = 2 + _WORD + 2 + 8 + 2  # column in which a test's title begins


def show(card: Card, place: Path | None, console: Console) -> None:
    """Print the scorecard; ``place`` is the folder of its tables, where one was written."""
    print_blocks(_blocks(card, place), console)


def as_json(card: Card, place: Path | None) -> str:
    """The scorecard as JSON text; rows bear the columns of the CSV files."""
    asked = {name: getattr(card, name) for name in ASKED}
    rest = {"carried": carried(card), "untested": card.untested, "results_dir": place}
    return json_of(asked, records(by_file(card)), rest)


def _blocks(card: Card, place: Path | None) -> Iterator[list[RenderableType]]:
    explained = "what the sources say leads to what; how likely the model agrees"
    yield [heading("Claims", explained), paragraph(lead(card))]
    for title, rows in (
        ("Could fail", could_fail(card)),
        ("Could hardly fail", could_hardly(card)),
    ):
        if rows:
            told = "the share of models with shuffled signs that agree stands with each"
            yield [heading(title, told), *map(_told, rows)]
    yield [heading("In all", counts(card)), paragraph(how(card), style="dim")]
    if shuffles(card):
        yield [paragraph(said(card), "What such a list can tell", style="dim")]
    if carried(card):
        yield _carried(card)
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
    word = WORDS[row.standing]
    text.append(f"{word:<{_WORD}}  {likely(row):<8}  ", STYLES[row.standing])
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
    if row.weak and row.record is not None:
        yield f"right direction, far too weak: x {row.record:.2f} in the record"
    if row.claims:
        yield row.claims
    if row.inputs:
        yield f"stated by {stated_by(row)}"
    yield from leans_on(row)
    yield f"{words.percent(row.shuffled)} with shuffled signs"
    yield turned_round(row)


def size(row: VerdictRow) -> str:
    """The effect in its own unit, with the range of eight draws in ten."""
    if row.expect.startswith("seldom"):
        return f"{words.percent(row.with_)} in the scenario, {words.percent(row.without)} without"
    if row.measure == "ratio":
        return f"{sized(row, row.effect)} (x {row.p10:.3f} to {row.p90:.3f})"
    return f"{sized(row, row.effect)} ({words.span(row.p10, row.p90, 3)})"


def how(card: Card) -> str:
    """How the numbers were found, in plain words."""
    return (
        f"Each test was put to {card.draws:,} draws of all values from their ranges, "
        f"{card.inner} pairs of runs in each, on the same luck with and without. The percentage is "
        "the share of draws in which the model agrees, the luck that is left taken out; the ranges "
        f"are those of eight draws in ten. agrees: {AGREES:.0%} or more; leans to: {LEANS:.0%} or "
        f"more; undecided; leans against: {LEANS_AGAINST:.0%} or less; contradicts: "
        f"{CONTRADICTS:.0%} or less. To turn a verdict round the {card.tried} values that it leans "
        "on most were held at the ends of their ranges, one by one, then all together; then one of "
        f"them beyond its range; then mechanisms and motives were left out. Seed {card.seed}."
    )


def _carried(card: Card) -> list[RenderableType]:
    explained = "tests that agree only with it, and tests that would agree without it"
    cells = (
        (one.cause, str(len(one.carries)), str(len(one.costs)), ", ".join(one.costs))
        for one in carried(card)
    )
    header = ("law", "carries", "costs", "which")
    return [
        heading("What each law carries and costs", explained),
        grid(header, cells, right=(1, 2)),
    ]


def _answers(card: Card) -> list[RenderableType]:
    explained = "hostile acts the month after; over a quiet month, over a usual one"
    header = (
        "after",
        "by",
        "record",
        "95 %",
        "model, quiet",
        "95 %",
        "model, usual",
        "95 %",
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
        f"{row.quiet_low:.2f} to {row.quiet_high:.2f}",
        f"x {row.usual:.2f}",
        f"{row.usual_low:.2f} to {row.usual_high:.2f}",
    )
