"""What ``sim backtest --learn-until`` and ``--rolling`` say: a screen, and one JSON object."""

import json
from collections.abc import Iterator
from dataclasses import asdict

from rich.console import Console, RenderableType
from rich.text import Text

from sim.report import words
from sim.report.backtest.text import caption
from sim.report.screen import grid, heading, paragraph, print_blocks
from sim.results.backtest import OPEN, Panel, Skill
from sim.results.learnt import WITH, ActionLearnt, Learnt

SCORES = ("forecaster", "Brier", "skill of the last", "log", "skill of the last")
EACH = ("action", "months with", "base", "updated", "without", "with it")
SHOWN = 12  # actions
MEANT = (
    "Scored are months in which the history tells whether an action was done, where it was "
    "possible by what is known. Base rates are the world's as stated, updated rates these with "
    "each month known. The model without the history runs from the world's date and knows nothing "
    "of what came; in that with it the known deeds are done in every run, and the rest is drawn. "
    "Lower is better; skill above 0: better than that one. In brackets 95 of 100 draws of whole "
    "actions; a verdict is given where they leave out 0."
)
HINDSIGHT = (
    "The list was drawn up by people who knew what came, and the world was written after most of "
    "it: no test of foresight, but of whether knowing the months before helps to tell the next."
)

Row = tuple[str, ...]


def show(found: Learnt, console: Console) -> None:
    """Print the screen."""
    print_blocks(_blocks(found), console)


def as_json(found: Learnt) -> str:
    """Return everything as JSON text."""
    return json.dumps(asdict(found), ensure_ascii=False, allow_nan=False)


def score_rows(panel: Panel) -> list[Row]:
    """Return the forecasters of a panel with both scores, and the skill of the last of them."""
    brier = {one.rival: _skill(one) for one in panel.brier}
    log = {one.rival: _skill(one) for one in panel.log}
    return [
        (
            one.name,
            f"{one.brier:.4f}",
            brier.get(one.name, ""),
            f"{one.log:.4f}",
            log.get(one.name, ""),
        )
        for one in panel.scores
    ]


def each_rows(found: Learnt) -> list[Row]:
    """Return the actions on which the model with the history and the updated rates differ most."""
    most = sorted(found.each, key=lambda one: -abs(_between(one)))[:SHOWN]
    return [
        (one.action, f"{one.with_} of {one.months}", *(f"{p:.3f}" for p in one.said))
        for one in most
    ]


def verdicts(panel: Panel) -> list[str]:
    """Return how the last forecaster of a panel compares with each other, by either score."""
    ours = panel.scores[-1].name
    return [
        f"{_called(ours).capitalize()} by the {name} score: {'; '.join(map(_verdict, skills))}."
        for name, skills in (("Brier", panel.brier), ("log", panel.log))
    ]


def _verdict(skill: Skill) -> str:
    other = _called(skill.rival)
    return (
        f"not told apart from {other}"
        if skill.verdict == OPEN
        else f"{skill.verdict}, against {other}"
    )


def _called(name: str) -> str:
    return {WITH: "the model with the history", "model without": "the model without"}.get(
        name, f"the {name}"
    )


def _skill(skill: Skill) -> str:
    return f"{words.signed(skill.value)} ({words.span(skill.low, skill.high)})"


def _between(one: ActionLearnt) -> float:
    """How much Brier score the model with the history adds, over all months."""
    return one.months * (one.brier[-1] - one.brier[1])


def _blocks(found: Learnt) -> Iterator[list[RenderableType]]:
    title = Text(words.printable(found.title), style="bold")
    title.append(f"  {found.history}, beside {found.scenario}", style="dim not bold")
    first, last = found.origins[0], found.origins[-1]
    when = f"Known up to {first}, all months after it scored"
    if found.rolling:
        when = f"Scored one month after each of {first} to {last}"
    runs = f"{when}; {words.count(found.runs, 'run')}, seed {found.seed}."
    yield [title, paragraph(runs)]
    for panel in (found.model, found.rates):
        table = grid(SCORES, score_rows(panel), right=(1, 2, 3, 4))
        yield [heading(panel.title.capitalize(), caption(panel)), table]
        yield [paragraph(text) for text in verdicts(panel)]
    explained = "mean chance said; largest differences in score first"
    table = grid(EACH, each_rows(found), right=(1, 2, 3, 4, 5))
    yield [heading("Action by action", explained), table]
    yield [paragraph(MEANT), paragraph(HINDSIGHT)]
