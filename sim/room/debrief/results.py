"""What each seat has done: how often it took part, how it bet, what it answered."""

import csv
import io
from collections.abc import Iterable

from sim.room.core.events import Bet, Event, Vote
from sim.room.core.game import Game
from sim.room.core.score import score, settled
from sim.room.core.state import Room
from sim.room.core.telling import done_in
from sim.world.lesson import LessonFile

HEADER = (
    "seat",
    "name",
    "state",
    "removed",
    "votes",
    "bets",
    "settled",
    "mean_error",
    "model_error",
    "usual_error",
    "answer_before",
    "answer_after",
)


def results(game: Game, room: Room, events: Iterable[Event]) -> str:
    """A table of all seats as CSV. Errors are mean quadratic scores: 0 best, .25 a coin, 1 worst.

    ``votes`` and ``bets`` are the months in which it voted, and what it bet on. Names are those
    that were dealt: who sat there is not known.
    """
    game.follow(room)
    out = io.StringIO()
    table = csv.writer(out, lineterminator="\n")
    table.writerow(HEADER)
    acted = _acted(events)
    for seat in room.seats.values():
        bets = settled(room, done_in(game, room), seat.id)
        found = score(bets)
        errors = ("", "", "") if found is None else (found.said, found.model, found.usual)
        table.writerow(
            [
                seat.id,
                seat.name,
                seat.team,
                "yes" if seat.removed else "no",
                len({at for kind, at in acted.get(seat.id, ()) if kind == "vote"}),
                len({at for kind, at in acted.get(seat.id, ()) if kind == "bet"}),
                len(bets),
                *(f"{one:.4f}" if isinstance(one, float) else one for one in errors),
                *(_answer(game.setup.lesson.text, room, which, seat.id) for which in _POLLS),
            ]
        )
    return out.getvalue()


_POLLS = ("poll", "again")


def _acted(events: Iterable[Event]) -> dict[str, set[tuple[str, str]]]:
    found: dict[str, set[tuple[str, str]]] = {}
    for event in events:
        if isinstance(event, Vote):
            found.setdefault(event.seat, set()).add(("vote", event.at))
        elif isinstance(event, Bet):
            found.setdefault(event.seat, set()).add(("bet", f"{event.at} {event.action}"))
    return found


def _answer(lesson: LessonFile, room: Room, which: str, seat: str) -> str:
    given = room.answers.get((which, seat))
    return "" if given is None or lesson.poll is None else lesson.poll.options[given]
