"""What the host does: goes on, takes back, stops, adds, switches."""

from dataclasses import replace

from sim.room.core import events as ev
from sim.room.core.events import RefusedError
from sim.room.core.plan import following
from sim.room.core.rules import LATE, NO_LAW, NOT_PLAYED, Rules
from sim.room.core.state import Room
from sim.room.core.table import Table
from sim.room.core.tally import decided


def advance(rules: Rules, room: Room, event: ev.Advance, table: Table | None) -> Room:
    """Go on to what comes next; the month that is being chosen is decided by that."""
    if event.at != room.question:
        raise RefusedError(LATE)
    if room.phase == "over":
        raise RefusedError("The lesson is over.")
    if room.phase == "choose":
        room = replace(room, months=(*room.months, decided(rules, room, table)))
    if room.phase == "turn":
        return _turned(room)
    phase, month = following(rules.lesson, room)
    what_if = rules.lesson.off if phase == "whatif" else room.whatif
    return _entered(replace(room, phase=phase, month=month, whatif=what_if, values={}))


def _entered(room: Room) -> Room:
    """A phase that has just begun: no time runs, and a month that begins has no votes yet."""
    room = replace(room, timer=None, paused=False)
    return replace(room, votes={}, spoken={}, injected=()) if room.phase == "brief" else room


def _turned(room: Room) -> Room:
    """Back to the month that most seats named, the earliest of these; to the first if none did."""
    named = [room.answers[key] for key in room.answers if key[0] == "turn"]
    option = min(set(named), key=lambda n: (-named.count(n), n)) if named else 0
    kept = room.months[:option]
    off = kept[-1].off if kept else frozenset()
    return _entered(
        replace(
            room,
            phase="brief",
            course=2,
            month=option + 1,
            earlier=room.months,
            shared=option,
            months=kept,
            off=off,
        )
    )


def undo(_rules: Rules, room: Room, event: ev.Undo, _table: Table | None) -> Room:
    """Take the last month of this course back. Bets of later months are gone, its own stay."""
    if event.at != room.question:
        raise RefusedError(LATE)
    if len(room.months) <= room.shared or room.phase in ("over", "turn"):
        raise RefusedError("There is no month to take back.")
    last = room.months[-1]
    gone = {key for key in room.bets if key[0] == room.course and key[1] >= last.month + 1}
    return replace(
        room,
        phase="choose",
        month=last.month,
        months=room.months[:-1],
        off=last.off,
        votes={},
        spoken={},
        injected=(),
        bets={key: said for key, said in room.bets.items() if key not in gone},
        timer=None,
        whatif=None,
        values={},
    )


def end(_rules: Rules, room: Room, _event: ev.End, _table: Table | None) -> Room:
    """End the lesson, wherever it is."""
    return replace(room, phase="over", timer=None, paused=False, hidden=False)


def pause(_rules: Rules, room: Room, event: ev.Pause, _table: Table | None) -> Room:
    """Take no more answers for a while, or go on."""
    return replace(room, paused=event.on)


def hide(_rules: Rules, room: Room, event: ev.Hide, _table: Table | None) -> Room:
    """Hide what the stage shows, or show it again."""
    return replace(room, hidden=event.on)


def lock(_rules: Rules, room: Room, event: ev.Lock, _table: Table | None) -> Room:
    """Let nobody else in, or open the door again."""
    return replace(room, locked=event.on)


def timer(_rules: Rules, room: Room, event: ev.Timer, _table: Table | None) -> Room:
    """Give a time, or none."""
    return replace(room, timer=event.ends)


def inject(_rules: Rules, room: Room, event: ev.Inject, table: Table | None) -> Room:
    """Have an act done this month, or not; the later one counts in a line of policy."""
    if event.at != room.question or room.phase not in ("brief", "bet", "choose"):
        raise RefusedError("An act can be added until the vote of a month is closed.")
    acts = {} if table is None else table.acts
    if event.action not in acts:
        raise RefusedError("Nobody can do that this month.")
    line = acts[event.action].line
    kept = tuple(name for name in room.injected if acts[name].line != line)
    return replace(room, injected=(*kept, event.action) if event.on else kept)


def delegate(rules: Rules, room: Room, event: ev.Delegate, _table: Table | None) -> Room:
    """Let the model play a state, or give it back."""
    if event.team not in rules.lesson.played:
        raise RefusedError(NOT_PLAYED)
    teams = room.delegated | {event.team} if event.on else room.delegated - {event.team}
    return replace(room, delegated=teams)


def switch(rules: Rules, room: Room, event: ev.Switch, _table: Table | None) -> Room:
    """Leave a mechanism or motive out from the coming month on, or put it back."""
    if event.name not in rules.laws:
        raise RefusedError(NO_LAW)
    return replace(room, off=room.off | {event.name} if event.off else room.off - {event.name})


def whatif(rules: Rules, room: Room, event: ev.WhatIf, _table: Table | None) -> Room:
    """Ask how it would have gone without a mechanism or motive, or with other values."""
    if room.phase != "whatif":
        raise RefusedError("That is asked once the months are played.")
    if event.off is not None and event.off not in rules.laws:
        raise RefusedError(NO_LAW)
    if said := rules.wrong(event.values):
        raise RefusedError(said)
    return replace(room, whatif=event.off, values=event.values)
