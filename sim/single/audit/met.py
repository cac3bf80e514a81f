"""What a player met and decided, month by month, beside what the model would be expected to do."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np

from sim.kernel.arrays import Bools, Floats
from sim.single.audit.rows import Signal
from sim.single.game import Game
from sim.single.model import EscalationModel
from sim.single.month import Month
from sim.world.action import Action


@dataclass(frozen=True)
class Met:
    """One month of one game, as far as the player decided."""

    game: int
    open: int  # lines of policy that it could decide
    decided: int
    tension: float  # of the hottest theatre
    grievance: float  # the largest toward anybody
    signals: Mapping[str, Signal]  # what each other state did to it in the month before
    counts: Floats  # (kind, what) acts, expected of the model, expected at base rates
    toward: Mapping[str, Floats]  # other -> (harm or help, what): done or not, the model's chance

    @property
    def hurt(self) -> bool:
        """Whether anybody was seen to harm it in the month before."""
        return "harm" in self.signals.values()


def months_met(game: Game, seat: str, number: int) -> Iterator[Met]:
    """The months of a game, number so and so, in which a state's player did not fail."""
    failed = {one.step for one in game.said if one.seat == seat and one.fault is not None}
    model, before = game.model, None
    kinds = np.array([_kinds(one) for one in _actions(model)], dtype=np.bool_).T
    for month in model.months:
        if month.moment.step not in failed:
            yield _met(model, month, before, seat, number, kinds)
        before = month


def _met(
    model: EscalationModel,
    month: Month,
    before: Month | None,
    seat: str,
    number: int,
    kinds: Bools,
) -> Met:
    moment, names = month.moment, model.case.names
    own = {name for name, one in model.world.instruments.items() if one.owner == seat}
    free = _open(model, month, own)
    chosen = {name for name in own & free if by_player(month, name)}
    mine = np.array([one.instrument in chosen for one in _actions(model)])
    rates = month.setting.batch.value("base_rate")[0] * moment.odds.possible[0]
    whats = np.array([moment.taken[0], moment.odds.probability[0], rates]) * mine
    others = [code for code in model.world.deciding if code != seat]
    pairs = [model.pair(seat, code) for code in names.parties if code != seat]
    return Met(
        game=number,
        open=len(free),
        decided=len(chosen),
        tension=float(moment.before.tension[0].max()),
        grievance=float(moment.before.grievance[0, pairs].max()),
        signals={} if before is None else {j: _signal(model, before, j, seat) for j in others},
        counts=kinds @ whats.T,
        toward={j: _toward(model, whats, j) for j in others} if chosen else {},
    )


def _open(model: EscalationModel, month: Month, own: set[str]) -> set[str]:
    """The lines of policy that could be decided in a month."""
    script, possible = month.setting.script(month.moment.step), month.moment.odds.possible[0]
    return {
        action.instrument
        for k, action in enumerate(_actions(model))
        if action.instrument in own
        and possible[k] > 0.0
        and (script is None or not script.occupied[model.case.line[k]])
    }


def by_player(month: Month, instrument: str) -> bool:
    """Whether a player decided a line of policy in a month."""
    choice = month.choices.get(instrument)
    return choice is not None and choice.by in ("function", "player")


def _actions(model: EscalationModel) -> list[Action]:
    return [model.world.actions[name] for name in model.case.names.actions]


def _kinds(action: Action) -> tuple[bool, bool, bool]:
    raises = any(one.value > 0.0 for one in action.escalates.values())
    harms = any(one.value < 0.0 for one in action.impacts.values())
    helps = any(one.value > 0.0 for one in action.impacts.values())
    return raises, harms, helps and not harms and not raises


def _signal(model: EscalationModel, month: Month, other: str, seat: str) -> Signal:
    """What another did to the seat in a month, as far as the seat saw it; harm comes first."""
    actions = [model.world.actions[deed.action] for deed in month.deeds if deed.actor == other]
    felt = [action.impact(seat) for action in actions if action.seen(seat)]
    if any(amount < 0.0 for amount in felt):
        return "harm"
    return "help" if any(amount > 0.0 for amount in felt) else "neither"


def _toward(model: EscalationModel, whats: Floats, other: str) -> Floats:
    """(harm or help, done or chance) whether one of its acts harms (helps) another."""
    impact = np.array([action.impact(other) for action in _actions(model)])
    found = np.zeros((2, 2))
    for row, mask in enumerate((impact < 0.0, impact > 0.0)):
        by_line = np.zeros(len(model.case.names.instruments))
        np.add.at(by_line, model.case.line, whats[1] * mask)  # at most one act of a line
        found[row] = (whats[0] * mask).any(), 1.0 - np.prod(1.0 - by_line)
    return found
