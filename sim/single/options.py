"""What an actor may decide in a step, and what a decision function looks like."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from sim.single.outlook import Outlook
from sim.single.setting import Setting

if TYPE_CHECKING:
    from sim.single.actor import StateActor


@dataclass(frozen=True)
class Option:
    """An action whose preconditions hold.

    ``reasons`` maps each motive to the log odds it adds to the base rate, which is the chance of
    the action in a normal step, as drawn in this run.
    """

    action: str
    title: str
    probability: float
    base_rate: float
    reasons: Mapping[str, float]


@dataclass(frozen=True)
class Line:
    """A free instrument: at most one of its actions is taken. ``nothing``: chance of none."""

    instrument: str
    title: str
    options: tuple[Option, ...]
    nothing: float

    def option(self, action: str) -> Option | None:
        """The option of an action; None if it is not open."""
        return next((option for option in self.options if option.action == action), None)


Options = Mapping[str, Line]
"""Instrument -> what may be done in it, for every free instrument with something to do."""

Decision = Callable[["StateActor", Options], Mapping[str, str | None]]
"""Returns instrument -> action, or None for nothing; instruments left out are left to the draw."""


def options_of(setting: Setting, ahead: Outlook, actor: str) -> Options:
    """The free instruments of an actor, in canonical order."""
    names, world = setting.case.names, setting.world
    lines: dict[str, Line] = {}
    for index in np.flatnonzero(ahead.free):
        instrument = names.instruments[index]
        if world.instruments[instrument].owner != actor:
            continue
        if options := _open(setting, ahead, int(index)):
            lines[instrument] = Line(
                instrument=instrument,
                title=world.instruments[instrument].title,
                options=options,
                nothing=max(0.0, 1.0 - sum(option.probability for option in options)),
            )
    return lines


def _open(setting: Setting, ahead: Outlook, instrument: int) -> tuple[Option, ...]:
    names, world, line = setting.case.names, setting.world, setting.case.line
    rates = setting.batch.value("base_rate")[0]
    possible = ahead.odds.possible[0] > 0.0
    return tuple(
        Option(
            action=names.actions[k],
            title=world.actions[names.actions[k]].title,
            probability=float(ahead.odds.probability[0, k]),
            base_rate=float(rates[k]),
            reasons=ahead.why(int(k)),
        )
        for k in np.flatnonzero((line == instrument) & possible)
    )
