"""What students say: bets, votes, answers."""

from dataclasses import replace

from sim.room.core import events as ev
from sim.room.core.events import RefusedError
from sim.room.core.plan import ASKED, DECIDING, options
from sim.room.core.rules import LATE, Rules
from sim.room.core.seating import seated
from sim.room.core.state import HOLD, Room, Said, Seat, Spoken
from sim.room.core.table import Table


def _answering(room: Room, event: ev.Bet | ev.Vote | ev.Answer, phase: str) -> Seat:
    """The seat of an answer that comes in time."""
    seat = seated(room, event.seat)
    if seat.removed:
        raise RefusedError("This seat was removed. Ask your instructor.")
    if event.at != room.question or room.phase != phase:
        raise RefusedError(LATE)
    if room.paused:
        raise RefusedError("The room is paused.")
    return seat


def bet(_rules: Rules, room: Room, event: ev.Bet, table: Table | None) -> Room:
    """Say how likely an act of another state is; a later bet replaces an earlier one."""
    seat = _answering(room, event, "bet")
    stakes = {} if table is None else {s.action: s for s in table.stakes_of(seat.team)}
    if event.action not in stakes:
        raise RefusedError("That is not among your bets.")
    said = Said(seat.id, room.course, stakes[event.action], event.percent)
    key = (room.course, room.month, seat.id, event.action)
    return replace(room, bets={**room.bets, key: said})


def vote(_rules: Rules, room: Room, event: ev.Vote, table: Table | None) -> Room:
    """Vote for an act of the own state, for holding still, or for leaving it to the model."""
    seat = _answering(room, event, "choose")
    if seat.id not in {one.id for one in room.ministers(seat.team)}:
        raise RefusedError("You observe: the ministers of your state vote.")
    if seat.team in room.delegated:
        raise RefusedError("The model plays this state for now.")
    menu = () if table is None else table.menus.get(seat.team, ())
    if event.action not in {None, HOLD, *(act.action for act in menu)}:
        raise RefusedError("Your state cannot do that this month.")
    return replace(room, votes={**room.votes, seat.id: event.action})


def program(rules: Rules, room: Room, event: ev.Program, table: Table | None) -> Room:
    """Take what the program of a state says to the month that is on, once."""
    if event.team not in rules.programs:
        raise RefusedError("No program plays that state.")
    month = event.at.rpartition(".")[0]
    late = room.phase not in DECIDING or month != room.question.rpartition(".")[0]
    if late or event.team in room.spoken:
        raise RefusedError(LATE)
    menu = () if table is None else table.menus[event.team]
    possible = {(act.line, act.action) for act in menu} | {(act.line, None) for act in menu}
    if not set(event.choose.items()) <= possible:
        raise RefusedError("That state cannot do that this month.")
    said = Spoken(event.choose, event.because, event.fault, event.wrong)
    return replace(room, spoken={**room.spoken, event.team: said})


def answer(rules: Rules, room: Room, event: ev.Answer, _table: Table | None) -> Room:
    """Answer the question that all are asked."""
    if room.phase not in ASKED:
        raise RefusedError(LATE)
    seat = _answering(room, event, room.phase)
    if event.option >= options(rules.lesson, room):
        raise RefusedError("There is no such answer.")
    return replace(room, answers={**room.answers, (ASKED[room.phase], seat.id): event.option})
