"""Who sits where."""

from collections.abc import Iterable
from dataclasses import replace

from sim.room.core import events as ev
from sim.room.core.events import RefusedError
from sim.room.core.names import EVER, MOST, dealt
from sim.room.core.rules import NOT_PLAYED, Rules
from sim.room.core.state import Room, Seat
from sim.room.core.table import Table


def join(rules: Rules, room: Room, event: ev.Join, _table: Table | None) -> Room:
    """Take a seat: in the team asked for, or in the smallest. A device has one seat for good."""
    if room.by_key(event.key) is not None:
        return room
    if room.locked and not event.hands:
        raise RefusedError("The room is locked. Ask your instructor.")
    if room.phase == "over":
        raise RefusedError("The lesson is over.")
    here = sum(not seat.removed for seat in room.seats.values())
    if here >= MOST or len(room.seats) >= EVER:
        raise RefusedError("The room is full.")
    teams = rules.lesson.played
    if event.team is not None and event.team not in teams:
        raise RefusedError(NOT_PLAYED)
    team = event.team or min(teams, key=lambda code: (len(room.team(code)), teams.index(code)))
    number = len(room.seats)
    name = "Show of hands" if event.hands else dealt(number, rules.luck)
    seat = Seat(f"s{number + 1}", name, event.key, team, event.hands)
    return replace(room, seats={**room.seats, seat.id: seat})


def seated(room: Room, seat_id: str) -> Seat:
    """The seat of that id. RefusedError if there is none."""
    if seat_id not in room.seats:
        raise RefusedError("There is no such seat.")
    return room.seats[seat_id]


def _put(room: Room, seat: Seat) -> Room:
    return replace(room, seats={**room.seats, seat.id: seat})


def move(rules: Rules, room: Room, event: ev.Move, _table: Table | None) -> Room:
    """Move a seat to another team; what it voted there does not count any more."""
    seat = seated(room, event.seat)
    if event.team not in rules.lesson.played:
        raise RefusedError(NOT_PLAYED)
    moved = _put(room, replace(seat, team=event.team))
    return _without_votes(moved, [seat.id]) if event.team != seat.team else room


def remove(_rules: Rules, room: Room, event: ev.Remove, _table: Table | None) -> Room:
    """Take a seat away."""
    seat = seated(room, event.seat)
    return _without_votes(_put(room, replace(seat, removed=True)), [seat.id])


def readmit(_rules: Rules, room: Room, event: ev.Readmit, _table: Table | None) -> Room:
    """Give a seat back, with its name and bets."""
    seat = seated(room, event.seat)
    if seat.removed and sum(not one.removed for one in room.seats.values()) >= MOST:
        raise RefusedError("The room is full.")
    return _put(room, replace(seat, removed=False))


def _without_votes(room: Room, seats: Iterable[str]) -> Room:
    gone = set(seats)
    return replace(room, votes={s: vote for s, vote in room.votes.items() if s not in gone})
