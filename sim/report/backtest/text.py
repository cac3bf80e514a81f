"""What ``sim backtest`` says: a screen, and one JSON object."""

import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import asdict

from rich.console import Console, RenderableType
from rich.text import Text

from sim.report import words
from sim.report.screen import grid, heading, paragraph, print_blocks
from sim.study.backtest import Backtest
from sim.study.backtest.hindcast import RUN_UP
from sim.study.backtest.panels import CountPanel, Panel
from sim.study.backtest.rivals import WINDOW
from sim.study.backtest.scores import FEWEST_BLOCKS, VERDICTS, Bin, Skill

RANGES = ("8 of 10", "95 of 100", "verdict")
SCORES = ("forecaster", "Brier", "log", "skill", *RANGES)
COUNTS = ("forecaster", "ranked score", "skill", *RANGES)
BINS = ("said", "events", "said on average", "happened")
MEANT = (
    "Scores: lower is better. Skill: how much of the rival's Brier or ranked score the model takes "
    "away, above 0 better than it. Its ranges hold 8 of 10 and 95 of 100 bootstraps of blocks of "
    "twelve months, and for deeds of runs as well, widened for how few blocks there are. A verdict "
    f"is given where the wide range leaves out 0, and none below {FEWEST_BLOCKS} blocks."
)
FROZEN = (
    f"Known at each origin: deeds and tone before it; base rates of the recorded actions from the "
    f"{WINDOW} months to it; the deeds of its last {RUN_UP} months are scripted. All other values "
    "are the world's own, of its date, and were not known earlier: the model is helped by them."
)

Row = tuple[str, ...]


def show(found: Backtest, console: Console) -> None:
    """Print the screen."""
    print_blocks(_blocks(found), console)


def as_json(found: Backtest) -> str:
    """Return everything as JSON text."""
    return json.dumps(asdict(found), ensure_ascii=False, allow_nan=False)


def score_rows(panel: Panel) -> list[Row]:
    """Return the forecasters of a panel with their scores, and the model's skill against each."""
    skills = {skill.rival: skill for skill in panel.brier}
    return [
        (score.name, f"{score.brier:.4f}", f"{score.log:.4f}", *skill_cells(skills.get(score.name)))
        for score in panel.scores
    ]


def count_rows(panel: CountPanel) -> list[Row]:
    """Return the forecasters of a count likewise."""
    skills = {skill.rival: skill for skill in panel.skills}
    return [
        (name, f"{value:.4f}", *skill_cells(skills.get(name)))
        for name, value in panel.scores.items()
    ]


def bin_rows(bins: tuple[Bin, ...]) -> list[Row]:
    """Return what the model said and what happened, by bins of probability."""
    return [
        (
            f"{one.low:.1f} to {one.high:.1f}",
            str(one.events),
            f"{one.said:.2f}",
            f"{one.happened:.2f}",
        )
        for one in bins
    ]


def skill_cells(skill: Skill | None) -> Row:
    """Return a skill, its range and the verdict on the model; nothing beside the model itself."""
    if skill is None:
        return "", "", "", ""
    narrow = words.span(skill.low80, skill.high80, 3)
    wide = words.span(skill.low, skill.high, 3)
    return words.signed(skill.value, 3), narrow, wide, skill.verdict


def tallied(found: Backtest) -> list[str]:
    """Return how the comparisons with each rival fell out, and how many chance alone decides."""
    skills = [skill for panel in (*found.deeds, *found.tone) for skill in panel.brier]
    skills += found.counts.skills
    told = []
    for rival in dict.fromkeys(skill.rival for skill in skills):
        fell = Counter(skill.verdict for skill in skills if skill.rival == rival)
        each = ", ".join(f"{fell[word]} {word}" for word in VERDICTS if fell[word])
        told.append(f"Against {rival}: {each}.")
    many = f"{len(skills)} comparisons: chance alone would decide about one in twenty."
    return [*told, many]


def caption(panel: Panel) -> str:
    """Return what a panel is about: how many events, when, and the share that happened."""
    span = f"{panel.first} to {panel.last}"
    return f"{panel.events:,} events, {span}; {words.percent(panel.happened)} happened"


def _blocks(found: Backtest) -> Iterator[list[RenderableType]]:
    title = Text("Backtest on the record", style="bold")
    title.append(f"  {found.world}", style="dim not bold")
    span = f"{found.origins} origins from {found.first}, nothing after {found.cut} used; "
    how = f"{words.count(found.runs, 'run')} at each, seed {found.seed}."
    yield [title, paragraph(span + how), paragraph(FROZEN), paragraph(MEANT)]
    yield [paragraph(", ".join(found.actions), "recorded deeds")]
    for panel in (*found.deeds, *found.tone):
        table = grid(SCORES, score_rows(panel), right=(1, 2, 3, 4, 5))
        yield [heading(panel.title, caption(panel)), table]
    counts = grid(COUNTS, count_rows(found.counts), right=(1, 2, 3, 4))
    yield [heading(found.counts.title, f"{found.counts.events:,} origins"), counts]
    yield [heading("How the model did"), *(paragraph(text) for text in tallied(found))]
    for panel in (found.deeds[0], *found.tone[:1]):
        explained = "a calibrated forecaster's columns agree"
        table = grid(BINS, bin_rows(panel.said), right=(1, 2, 3))
        yield [heading(f"Calibration of the model: {panel.title}", explained), table]
