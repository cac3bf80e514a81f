"""Another room from an old one: the same seats and months up to one of them, free from there on."""

from pathlib import Path

from sim.room.core.accept import accept
from sim.room.core.events import Advance, Event
from sim.room.core.game import Game
from sim.room.core.record import Kept, line, put, written
from sim.room.core.state import Room
from sim.world import Problem, WorldError


def branched(kept: Kept, home: Path, month: int) -> str:
    """Write the room that stands after a month (0: the start) beside the old one; its id.

    WorldError where the room has not come so far, or the branch is there already.
    """
    events = _until(kept, month)
    name = f"{kept.header.id}-from-{month}"
    beside = home.parent / name
    if beside.exists():
        said = f"{beside} is there already"
        raise WorldError([Problem("", 0, said, f"sim room --resume {name}")])
    game = Game(kept.setup)
    room = Room()
    for event in events:
        room = accept(kept.setup.rules, room, event, game.table(room))
    game.follow(room)
    header = kept.header.model_copy(update={"id": name})
    put(beside, written(header, [line(event) for event in events], game))
    return name


def _until(kept: Kept, month: int) -> list[Event]:
    """The events of a room before it goes on from a month of its first course to the next."""
    game, room = Game(kept.setup), Room()
    taken: list[Event] = []
    for event in kept.events:
        later = accept(kept.setup.rules, room, event, game.table(room))
        if isinstance(event, Advance) and len(room.months) == month and later.phase == "brief":
            return taken
        room = later
        taken.append(event)
    if room.course == 1 and len(room.months) == month:
        return taken
    said = f"the room never stood after month {month}"
    raise WorldError([Problem("", 0, said, "Name a month that was played")])
