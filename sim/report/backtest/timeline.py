"""What ``sim backtest --timeline`` says: a screen, and one JSON object."""

import json
from collections.abc import Iterator
from dataclasses import asdict

from rich.console import Console, RenderableType
from rich.text import Text

from sim.report import words
from sim.report.screen import grid, heading, paragraph
from sim.study.backtest.timeline import Item, TimelineScore

ITEMS = ("what was looked for", "happened", "scenario", "baseline", "closer")
SCORES = ("score", "scenario", "baseline", "skill", "8 of 10", "verdict")

Row = tuple[str, ...]


def show(found: TimelineScore, console: Console) -> None:
    """Print the screen."""
    for number, block in enumerate(_blocks(found)):
        if number:
            console.print()
        for piece in block:
            console.print(piece)


def as_json(found: TimelineScore) -> str:
    """Return everything as JSON text."""
    fields = asdict(found)
    fields["timeline"]["sources"] = {
        name: source.model_dump() for name, source in found.timeline.sources.items()
    }
    return json.dumps(fields, ensure_ascii=False, allow_nan=False)


def item_rows(found: TimelineScore) -> list[Row]:
    """Return what was looked for with the probabilities, and who came closer."""
    return [
        (
            words.printable(item.title),
            item.outcome.date or "no",
            words.percent(item.scenario),
            words.percent(item.baseline),
            _closer(item),
        )
        for item in found.items
    ]


def score_rows(found: TimelineScore) -> list[Row]:
    """Return the scores of the scenario beside those of its baseline."""
    rows = []
    for name, pair, skill in (
        ("Brier, by the end", found.brier, found.skill),
        ("log, by the end", found.log, found.log_skill),
    ):
        told = (words.signed(skill.value), words.span(skill.low, skill.high), skill.verdict)
        rows.append((name, f"{pair[0]:.3f}", f"{pair[1]:.3f}", *told))
    ours, theirs = found.by_month
    monthly = (f"{ours:.3f}", f"{theirs:.3f}", words.signed(1.0 - ours / theirs), "", "")
    return [*rows, ("Brier, month by month", *monthly)]


def caveats(found: TimelineScore) -> list[str]:
    """Return what a reader must know to judge the scores."""
    name, value = found.least
    return [
        f"{len(found.scored)} things scored: few, and chosen in hindsight. The range is over other "
        "lists that might have been drawn up from these.",
        f"Without `{name}` alone the skill in Brier is {words.signed(value)}.",
        "The world was written after its date, when what happened was known: no test of foresight, "
        "but of whether the scenario tells what came from what did not.",
    ]


def _closer(item: Item) -> str:
    if item.settled:
        return "scripted, not scored"
    if words.percent(item.scenario) == words.percent(item.baseline):
        return "neither"
    return "scenario" if (item.scenario > item.baseline) == item.happened else "baseline"


def _blocks(found: TimelineScore) -> Iterator[list[RenderableType]]:
    line = found.timeline
    title = Text(words.printable(line.title), style="bold")
    against = f"  {found.scenario}, beside {found.baseline} as base rates"
    title.append(against, style="dim not bold")
    how = (
        f"{line.start} to {line.end}; {words.count(found.runs, 'run')} of each, seed {found.seed}."
    )
    yield [title, paragraph(how)]
    explained = "probability that it comes about by the end"
    yield [heading("What happened, what did not", explained), _table(found)]
    table = grid(SCORES, score_rows(found), right=(1, 2, 3, 4))
    yield [heading("Scores", "lower is better; skill above 0: better than the baseline"), table]
    yield [paragraph(text) for text in caveats(found)]


def _table(found: TimelineScore) -> Text:
    return grid(ITEMS, item_rows(found), right=(1, 2, 3))
