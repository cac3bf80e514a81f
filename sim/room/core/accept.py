"""The one rule of a room: a state and an event make the next state, or the event is refused."""

from collections.abc import Callable

from sim.room.core import answering, hosting, seating
from sim.room.core import events as ev
from sim.room.core.events import Event
from sim.room.core.rules import Rules
from sim.room.core.state import Room
from sim.room.core.table import Table


def accept(rules: Rules, room: Room, event: Event, table: Table | None) -> Room:
    """The next state. ``table`` is the coming month's, None once the last is played.

    Raises RefusedError with the reason; then nothing has changed.
    """
    return _RULES[type(event)](rules, room, event, table)


_RULES: dict[type, Callable[..., Room]] = {
    ev.Join: seating.join,
    ev.Bet: answering.bet,
    ev.Vote: answering.vote,
    ev.Answer: answering.answer,
    ev.Program: answering.program,
    ev.Advance: hosting.advance,
    ev.Undo: hosting.undo,
    ev.End: hosting.end,
    ev.Pause: hosting.pause,
    ev.Hide: hosting.hide,
    ev.Lock: hosting.lock,
    ev.Timer: hosting.timer,
    ev.Inject: hosting.inject,
    ev.Delegate: hosting.delegate,
    ev.Move: seating.move,
    ev.Remove: seating.remove,
    ev.Readmit: seating.readmit,
    ev.Switch: hosting.switch,
    ev.WhatIf: hosting.whatif,
}
