"""A seat: a state of a scenario that a program plays. `sim play` and `sim room` alone run it."""

import shlex
from collections.abc import Mapping
from typing import TYPE_CHECKING

from pydantic import Field

from sim.world.page import Page
from sim.world.problems import Problem, WorldError
from sim.world.strict import Strict, Text

if TYPE_CHECKING:
    from sim.world.scenario import Scenario
    from sim.world.world import World


class SeatText(Strict):
    """A seat as it stands in a scenario's file."""

    program: Text = Field(description="its command line; no shell reads it")


def check_seats(world: "World", seats: Mapping[str, SeatText], page: Page) -> None:
    """Each is of a state that decides, and its program can be read as words."""
    for code, seat in seats.items():
        page.known_actor(("seats", code), code, world.parties)
        if fault := unreadable(seat.program):
            page.mark(("seats", code, "program"), *fault)


def unreadable(command: str) -> tuple[str, str] | None:
    """What is wrong with a command line, and what would be right; None if it can be read."""
    try:
        words = shlex.split(command)
    except ValueError as error:
        said = str(error).lower()
        return f"`{command}` cannot be read as a command: {said}", "Close the quotation mark"
    if "\0" in command:
        return "the command holds a zero byte", "Take it out"
    return (
        None
        if words and words[0]
        else ("the command is empty", 'Write for instance "python my_seat.py"')
    )


def refuse_seats(scenario: "Scenario") -> None:
    """Refuse a scenario that leaves a state to a program, where the model plays all of them."""
    if not scenario.seats:
        return
    code = next(iter(scenario.seats))
    said = f"`{scenario.id}` gives the seat of {', '.join(scenario.seats)} to a program"
    hint = (
        f"Only `sim play` and `sim room` run programs; for all else take `seats: {{{code}: …}}` out"
    )
    raise WorldError([Problem("", 0, said, hint)])
