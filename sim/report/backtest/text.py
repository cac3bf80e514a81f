"""What ``sim backtest`` says: a screen, and one JSON object."""

from collections import Counter
from collections.abc import Iterator, Sequence

from rich.console import Console, RenderableType
from rich.text import Text

from sim.report import words
from sim.report.screen import grid, heading, paragraph, print_blocks
from sim.results.backtest import (
    FEWEST_BLOCKS,
    RUN_UP,
    VERDICTS,
    ActionScore,
    Backtest,
    Bin,
    Panel,
    Skill,
)

RANGES = ("8 of 10", "95 of 100", "verdict")
SCORES = ("forecaster", "Brier", "log", "skill", *RANGES)
BAR = ("base rate", "slow level")  # what the rule is to beat, action by action
EACH = ("action", "ahead", "months with", *BAR)
LEAST = 24  # months scored below which the skill on a single action tells nothing
BINS = ("said", "events", "said on average", "happened")
MEANT = (
    "Scores: lower is better. Skill: how much of a rival's Brier score the last of a table takes "
    "away, above 0 better than it. Its ranges hold 8 of 10 and 95 of 100 bootstraps, of whole "
    "actions where these are pooled, else of blocks of twelve months, widened for how few there "
    "are. A verdict is given where the wide range leaves out 0, and none below "
    f"{FEWEST_BLOCKS} actions or blocks."
)
FROZEN = (
    "Known at each origin: deeds and tone before it. The rule gives each action the base rate that "
    "`sim rates` would have given then; its half-life was chosen on the months before the first "
    "that is scored. The model begins from these rates, with the deeds of the last "
    f"{RUN_UP} months scripted; all its other values are the world's own, of its date, and were "
    "not known earlier: it is helped by them."
)

Row = tuple[str, ...]


def show(found: Backtest, console: Console) -> None:
    """Print the screen."""
    print_blocks(_blocks(found), console)


def score_rows(panel: Panel) -> list[Row]:
    """Return the forecasters of a panel with their scores, and the model's skill against each."""
    skills = {skill.rival: skill for skill in panel.brier}
    return [
        (score.name, f"{score.brier:.4f}", f"{score.log:.4f}", *skill_cells(skills.get(score.name)))
        for score in panel.scores
    ]


def each_rows(scores: Sequence[ActionScore]) -> list[Row]:
    """Return the skill of the rule on each action that happened: a row for each lead."""
    rows = []
    for one in sorted(_told(scores), key=lambda one: (one.action, one.lead)):
        cells = (_in_short(one, rival) for rival in BAR)
        rows.append((one.action, str(one.lead), f"{one.with_} of {one.months}", *cells))
    return rows


def each_said(scores: Sequence[ActionScore]) -> str:
    """Return what the rows of single actions leave out, and what they can tell."""
    left = {one.action for one in scores} - {one.action for one in _told(scores)}
    return (
        f"Months ahead, and the skill of the rule against {' and '.join(BAR)} with 95 of 100 in "
        f"brackets. No action has enough months for a verdict of its own. Left out here: "
        f"{words.count(len(left), 'action')} that did not happen in the months scored or have "
        f"fewer than {LEAST} of them."
    )


def _told(scores: Sequence[ActionScore]) -> list[ActionScore]:
    return [one for one in scores if one.with_ and one.months >= LEAST]


def _in_short(one: ActionScore, rival: str) -> str:
    skill = next(skill for skill in one.skills if skill.rival == rival)
    return f"{words.signed(skill.value)} ({words.span(skill.low, skill.high)})"


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
    panels = (*found.rule, *found.deeds, *found.tone)
    skills = [skill for panel in panels for skill in panel.brier]
    told = []
    for ours in dict.fromkeys(panel.scores[-1].name for panel in panels):
        own = [one for p in panels if p.scores[-1].name == ours for one in p.brier]
        for rival in dict.fromkeys(skill.rival for skill in own):
            fell = Counter(skill.verdict for skill in own if skill.rival == rival)
            each = ", ".join(f"{fell[word]} {word}" for word in VERDICTS if fell[word])
            told.append(f"{ours.capitalize()} against {rival}: {each}.")
    many = f"{len(skills)} comparisons: chance alone would decide about one in twenty."
    return [*told, many]


def scored(found: Backtest) -> str:
    """Return which months are scored, and how."""
    return (
        f"{words.count(len(found.actions), 'recorded action')}, scored from {found.held_out} to "
        f"{found.cut}; tone from {found.first} on. {words.count(found.origins, 'origin')}; "
        f"{words.count(found.runs, 'run')} at each, seed {found.seed}."
    )


def caption(panel: Panel) -> str:
    """Return what a panel is about: how many events, when, and the share that happened."""
    span = f"{panel.first} to {panel.last}"
    return f"{panel.events:,} events, {span}; {words.percent(panel.happened)} happened"


def _blocks(found: Backtest) -> Iterator[list[RenderableType]]:
    title = Text("Backtest on the record", style="bold")
    title.append(f"  {found.world}", style="dim not bold")
    yield [title, paragraph(scored(found))]
    yield [heading("How they did"), *(paragraph(text) for text in tallied(found))]
    yield [heading("How it was scored"), paragraph(FROZEN), paragraph(MEANT)]
    for panel in (*found.rule, *found.deeds, *found.tone):
        table = grid(SCORES, score_rows(panel), right=(1, 2, 3, 4, 5))
        yield [heading(panel.title, caption(panel)), table]
    for panel in (found.rule[0], found.deeds[0], *found.tone[:1]):
        explained = "a calibrated forecaster's columns agree"
        table = grid(BINS, bin_rows(panel.said), right=(1, 2, 3))
        yield [heading(f"Calibration of {panel.scores[-1].name}: {panel.title}", explained), table]
    table = grid(EACH, each_rows(found.each), right=(1, 2))
    yield [heading("Action by action"), table, paragraph(each_said(found.each))]
