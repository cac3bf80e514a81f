"""What ``sim backtest --timeline`` says: a screen, and one JSON object."""

from collections.abc import Iterator

from rich.console import Console, RenderableType
from rich.text import Text

from sim.report import words
from sim.report.backtest.text import RANGES
from sim.report.screen import grid, heading, paragraph, print_blocks
from sim.results.timeline import FEWEST_ITEMS, TimelineItem, TimelineScore

ITEMS = ("what was looked for", "happened", "scenario", "baseline", "closer")
SCORES = ("score", "scenario", "baseline", "skill", *RANGES)

Row = tuple[str, ...]


def show(found: TimelineScore, console: Console) -> None:
    """Print the screen."""
    print_blocks(_blocks(found), console)


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
        ranges = words.span(skill.low80, skill.high80), words.span(skill.low, skill.high)
        told = (words.signed(skill.value), *ranges, skill.verdict)
        rows.append((name, f"{pair[0]:.3f}", f"{pair[1]:.3f}", *told))
    ours, theirs = found.by_month
    monthly = (f"{ours:.3f}", f"{theirs:.3f}", words.signed(1.0 - ours / theirs), "", "", "")
    return [*rows, ("Brier, month by month", *monthly)]


def caveats(found: TimelineScore) -> list[str]:
    """Return what a reader must know to judge the scores."""
    number = len(found.scored)
    few = f": too few to tell, at least {FEWEST_ITEMS} are wanted" if number < FEWEST_ITEMS else ""
    hangs = ""
    if found.least is not None:
        hangs = f" Without `{found.least[0]}` alone the skill in Brier is "
        hangs += f"{words.signed(found.least[1])}."
    return [
        *(text for arm in (found.scenario, found.baseline) for text in _refuted(found, arm)),
        f"{words.count(number, 'thing')} scored, chosen in hindsight{few}.{hangs}",
        "The ranges hold 8 of 10 and 95 of 100 draws of other items from this list and of other "
        "runs; a verdict is given where the wide one leaves out 0.",
        *_never(found),
        "The world was written after its date, when what happened was known: no test of foresight, "
        "but of whether the scenario tells what came from what did not.",
    ]


def _refuted(found: TimelineScore, arm: str) -> Iterator[str]:
    """Yield where the record contradicts the script of an arm; of the baseline only if it does."""
    items = found.contradicting(arm)
    if items:
        titles = "; ".join(words.printable(item.title) for item in items)
        yield (
            f"The script of {arm} contradicts the record in {words.count(len(items), 'item')}: "
            f"{titles}. What it supposes did not come about, so it is not called better, "
            "however the rest scores."
        )
    elif arm == found.scenario:
        yield f"The script of {arm} contradicts nothing on the list."


def _never(found: TimelineScore) -> Iterator[str]:
    """Yield what a log score rests on where something came about that no run of an arm had."""
    none = 1.0 / (found.runs + 1.0)
    missed = [item for item in found.scored if item.happened]
    names = [item.outcome.name for item in missed if min(item.scenario, item.baseline) < none]
    if names:
        yield (
            f"No run of one arm had {', '.join(f'`{name}`' for name in names)}, which came about: "
            f"it counts as half a run in {found.runs + 1:,}, and the log score hangs on that."
        )


def _closer(item: TimelineItem) -> str:
    if item.settled:
        return "scripted, not scored" if not item.contradicts else "contradicts the script"
    if not item.apart:
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
    explained = "probability by the end; closer: beyond the runs' own error"
    yield [heading("What happened, what did not", explained), _table(found)]
    table = grid(SCORES, score_rows(found), right=(1, 2, 3, 4, 5))
    yield [heading("Scores", "lower is better; skill above 0: better than the baseline"), table]
    yield [paragraph(text) for text in caveats(found)]


def _table(found: TimelineScore) -> RenderableType:
    return grid(ITEMS, item_rows(found), right=(1, 2, 3))
