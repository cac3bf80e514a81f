"""A history scored by what it taught: what came after a month, by a model that knew it until then.

One file is learnt from up to a month and scored after it. An event is an action and a month in
which the history tells whether it was done, and in which it was possible by what is known. Beside
the model with the history stand the same model without it, the base rates as stated, and these
updated by the months known. Whole actions are drawn for the ranges: which of them a history covers
is its author's choice.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from sim.binding import Case, build_case
from sim.kernel.arrays import Floats
from sim.kernel.asked import check_month
from sim.kernel.engine.keep import Sum
from sim.results.backtest import Panel
from sim.results.learnt import BASE, FORECASTERS, UPDATED, ActionLearnt, Learnt
from sim.study.backtest.panels import by_action, panel
from sim.study.backtest.scores import brier
from sim.study.limits import SCORED, check_asked
from sim.world import Problem, Scenario, World, WorldError
from sim.world.history import History, since
from sim.world.month import month_of, months_between, next_month
from sim.world.standing import unmet

CHUNK = 1000  # runs rolled together


@dataclass(frozen=True)
class _Cell:
    """An action in a month after an origin."""

    action: str
    step: int
    happened: bool


def score_learnt(
    world: World,
    history: History,
    scenario: Scenario,
    *,
    until: str | None = None,
    rolling: bool = False,
    runs: int = 1000,
    seed: int = 0,
) -> Learnt:
    """Score a model by what a history tells after ``until``, which it has learnt up to then.

    ``rolling``: one month ahead, from each month of the history on (from ``until`` on, if given).
    ``scenario`` is one that scripts nothing. Raises ``WorldError`` where it does, and where nothing
    is left to score, ``ValueError`` for numbers and months that cannot be.
    """
    check_month("until", until)
    check_asked(seed=seed)
    SCORED.check(runs)
    if scenario.events or scenario.contingencies or scenario.rules or scenario.branches:
        said_ = f"{scenario.id} says what is done, and here only the history does"
        raise WorldError([Problem("", 0, said_, "Learn beside a scenario such as baseline")])
    origins = _origins(history, until, rolling)
    without = _chances(world, build_case(world, scenario), history.steps, runs, seed)
    stated = [one.base_rate.value for one in world.actions.values()]
    place = {name: n for n, name in enumerate(world.actions)}
    cells: list[_Cell] = []
    said: list[tuple[float, ...]] = []
    for origin in origins:
        known = history.until(origin)
        own = list(_cells(world, history, known.steps, rolling))
        if not own:
            continue
        rates = known.posterior(world)
        ahead = max(cell.step for cell in own) - known.steps
        taught = build_case(since(world, known, next_month(origin)), scenario)
        with_ = _chances(world, taught, ahead, runs, seed)
        for cell in own:
            k, t = place[cell.action], cell.step - 1
            rate = rates.get(f"actions.{cell.action}.base_rate")
            updated = stated[k] if rate is None else rate.value
            model = float(without[t, k]), float(with_[t - known.steps, k])
            cells.append(cell)
            said.append((stated[k], updated, *model))
    if not cells:
        said_ = f"nothing that {history.id} tells after {origins[0]} can be scored"
        raise WorldError([Problem("", 0, said_, "Learn until an earlier month")])
    return Learnt(
        history=history.id,
        title=history.title,
        scenario=scenario.id,
        origins=origins,
        rolling=rolling,
        rates=_panel(
            world, cells, said, (BASE, UPDATED), "base rates after the months known", seed
        ),
        model=_panel(world, cells, said, FORECASTERS, "the model", seed),
        each=tuple(_each(cells, said)),
        runs=runs,
        seed=seed,
    )


def _origins(history: History, until: str | None, rolling: bool) -> tuple[str, ...]:
    if until is not None and not history.start <= until < history.end:
        said = f"{history.id} tells of {history.start} to {history.end}, and nothing of months "
        said += "before it" if until < history.start else f"after {until}"
        hint = f"Learn until a month from {history.start} on, before {history.end}"
        raise WorldError([Problem("", 0, said, hint)])
    first = history.start if until is None else until
    number = months_between(first, history.end)
    if number < 1:
        said = f"{history.id} tells of {history.start} alone: nothing is left to score"
        raise WorldError([Problem("", 0, said, "A history of two months or more is wanted")])
    return tuple(month_of(first, n + 1) for n in range(number if rolling else 1))


def _cells(world: World, history: History, known: int, rolling: bool) -> Iterator[_Cell]:
    levels = history.levels(world)
    last = known + 1 if rolling else history.steps
    done = {(deed.action, deed.step) for deed in history.deeds}
    for name, steps in sorted(history.covered.items()):
        for step in sorted(steps):
            if known < step <= last and not unmet(world, name, levels[step - 1]):
                yield _Cell(name, step, (name, step) in done)


def _chances(world: World, case: Case, steps: int, runs: int, seed: int) -> Floats:
    """(step, action) the mean chance over runs, in the order of the world's actions."""
    place = {name: n for n, name in enumerate(case.names.actions)}
    total = np.zeros((steps, case.frame.actions))
    slots = case.slots("chance")
    for first in range(0, runs, CHUNK):
        luck = case.luck(seed, first, min(CHUNK, runs - first), steps)
        total += case.keep(luck, {"chance": Sum(slots)})["chance"].sum(axis=2)
    return total[:, [place[name] for name in world.actions]] / runs


def _panel(
    world: World,
    cells: Sequence[_Cell],
    said: Sequence[tuple[float, ...]],
    names: Sequence[str],
    title: str,
    seed: int,
) -> Panel:
    table = np.array(said)
    number = {name: n for n, name in enumerate(dict.fromkeys(cell.action for cell in cells))}
    return panel(
        title,
        {name: table[:, FORECASTERS.index(name)] for name in names},
        np.array([float(cell.happened) for cell in cells]),
        [month_of(world.date, cell.step) for cell in cells],
        names[-1],
        by_action(np.array([number[cell.action] for cell in cells])),
        seed,
    )


def _each(cells: Sequence[_Cell], said: Sequence[tuple[float, ...]]) -> Iterator[ActionLearnt]:
    table, names = np.array(said), np.array([cell.action for cell in cells])
    came = np.array([float(cell.happened) for cell in cells])
    for name in sorted(set(names)):
        own = names == name
        losses = [brier(table[own, n], came[own]).mean() for n in range(len(FORECASTERS))]
        yield ActionLearnt(
            action=str(name),
            months=int(own.sum()),
            with_=int(came[own].sum()),
            said=tuple(map(float, table[own].mean(axis=0))),
            brier=tuple(map(float, losses)),
        )
