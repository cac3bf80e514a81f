"""Recorded actions month by month: the rule and the model against what is to be beaten.

An event is an action and a month of which it is known whether it happened, with at least so many
known months before the origin as the rule's half-life was chosen with. Actions are pooled; which
actions the record happens to cover is the luck that the ranges tell, so whole actions are drawn.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from sim.kernel.arrays import Floats
from sim.results.backtest import ActionScore, Panel
from sim.results.rates import FEWEST
from sim.study.backtest import panels
from sim.study.backtest.hindcast import Hindcast, Recorded
from sim.study.backtest.panels import by_month, panel
from sim.study.backtest.rivals import FORECASTERS, RULE
from sim.study.backtest.scores import brier
from sim.study.backtest.tone import MODEL
from sim.study.rates.series import Series, numbers

LEADS = (1, 3)  # months


@dataclass(frozen=True)
class _Events:
    """The months of one action that are scored, and what was said of them."""

    action: str
    origins: tuple[str, ...]
    months: tuple[str, ...]
    happened: Floats
    said: Mapping[str, Floats]  # forecaster -> (month,)


def rule_panel(series: Iterable[Series], first: str, lead: int, seed: int) -> Panel:
    """The rule on all actions together, from the origin before the month ``first`` on."""
    return _pooled(_title(lead), list(_scored(series, first, lead)), RULE, seed)


def model_panel(
    known: Recorded, found: Mapping[str, Hindcast], first: str, cut: str, lead: int, seed: int
) -> Panel:
    """The model likewise, where it holds the action possible."""
    series = [one.until(cut) for one in known.series.values()]
    events = [
        one
        for each in _scored(series, first, lead)
        if (one := _with_model(each, known.actions.index(each.action), found, lead)).months
    ]
    return _pooled(f"{_title(lead)}, where possible in the model", events, MODEL, seed)


def by_action(series: Iterable[Series], first: str, seed: int) -> tuple[ActionScore, ...]:
    """The rule on every action by itself, at each lead."""
    series = list(series)
    return tuple(_alone(one, lead, seed) for lead in LEADS for one in _scored(series, first, lead))


def _scored(series: Iterable[Series], first: str, lead: int) -> Iterator[_Events]:
    for one in series:
        origin, target = one.ahead(lead)
        kept = (origin >= FEWEST - 1) & (one.at[origin] >= numbers([first])[0] - 1)
        if kept.any():
            yield _Events(
                action=one.action,
                origins=tuple(one.months[n] for n in origin[kept]),
                months=tuple(one.months[n] for n in target[kept]),
                happened=one.happened[target[kept]],
                said={name: say(one, lead)[origin[kept]] for name, say in FORECASTERS.items()},
            )


def _with_model(one: _Events, action: int, found: Mapping[str, Hindcast], lead: int) -> _Events:
    chance = np.array([found[origin].chance[action, lead - 1] for origin in one.origins])
    at = chance > 0.0
    return _Events(
        action=one.action,
        origins=tuple(month for month, kept in zip(one.origins, at, strict=True) if kept),
        months=tuple(month for month, kept in zip(one.months, at, strict=True) if kept),
        happened=one.happened[at],
        said={name: said[at] for name, said in one.said.items()} | {MODEL: chance[at]},
    )


def _pooled(title: str, events: Sequence[_Events], ours: str, seed: int) -> Panel:
    action = np.repeat(np.arange(len(events)), [len(one.months) for one in events])
    said = {name: np.concatenate([one.said[name] for one in events]) for name in events[0].said}
    return panel(
        title,
        said,
        np.concatenate([one.happened for one in events]),
        [month for one in events for month in one.months],
        ours,
        panels.by_action(action),
        seed,
    )


def _alone(one: _Events, lead: int, seed: int) -> ActionScore:
    losses = {name: brier(p, one.happened) for name, p in one.said.items()}
    return ActionScore(
        action=one.action,
        lead=lead,
        months=len(one.months),
        with_=int(one.happened.sum()),
        brier=float(losses[RULE].mean()),
        skills=panels.skills(losses, RULE, by_month(one.months), seed),
    )


def _title(lead: int) -> str:
    return f"recorded actions, {'one month' if lead == 1 else f'{lead} months'} ahead"
