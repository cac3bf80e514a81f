"""What can happen in a room. Each is checked as strictly as a file: no unknown key, no wrong kind.

``at`` is the question that was on the screen (:attr:`Room.question`): what answers another one
comes too late and is refused.
"""

from typing import Annotated, Any, Literal

from pydantic import Field, TypeAdapter, ValidationError

from sim.room.core.sandbox import MOST
from sim.single.seat import Fault
from sim.world.strict import Id, PartyId, Strict

Key = Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]
SeatId = Annotated[str, Field(pattern=r"^s[0-9]{1,3}$")]
At = Annotated[str, Field(pattern=r"^[0-9]{1,2}\.[0-9]{1,3}\.[a-z]{2,10}$")]
Path = Annotated[str, Field(pattern=r"^[A-Za-z0-9_>*.-]{1,120}$")]
Value = Annotated[float, Field(ge=-1000, le=1000, allow_inf_nan=False)]
Percent = Annotated[int, Field(ge=0, le=100)]


class Join(Strict):
    """Somebody takes a seat; ``key`` is the SHA-256 of what their device remembers.

    ``hands`` is a seat for which the host types what a show of hands has said.
    """

    do: Literal["join"] = "join"
    key: Key
    team: PartyId | None = None
    hands: bool = False


class Bet(Strict):
    """A seat says how likely an action is, in percent."""

    do: Literal["bet"] = "bet"
    seat: SeatId
    at: At
    action: Id
    percent: Percent


class Vote(Strict):
    """A minister votes for an action of the own state, or for ``hold``: nothing in any line of
    policy. None leaves it to the model."""

    do: Literal["vote"] = "vote"
    seat: SeatId
    at: At
    action: Id | None


class Program(Strict):
    """The program of a state answers for a month, or passes: ``fault`` and ``wrong`` say why.

    ``choose``: instrument -> action, or None for nothing; what is left out is left to the model.
    """

    do: Literal["program"] = "program"
    team: PartyId
    at: At
    choose: dict[Id, Id | None] = Field({}, max_length=100)
    because: str = Field("", max_length=2000)
    fault: Fault | None = None
    wrong: str = Field("", max_length=500)


class Answer(Strict):
    """A seat answers a poll, or names the month to play again from: the number of an option."""

    do: Literal["answer"] = "answer"
    seat: SeatId
    at: At
    option: Annotated[int, Field(ge=0, le=99)]


class Advance(Strict):
    """The host goes on to what comes next."""

    do: Literal["advance"] = "advance"
    at: At


class Undo(Strict):
    """The host takes the last month back: it is chosen anew."""

    do: Literal["undo"] = "undo"
    at: At


class End(Strict):
    """The host ends the lesson, wherever it is."""

    do: Literal["end"] = "end"


class Pause(Strict):
    """The host stops all answers, or lets them go on."""

    do: Literal["pause"] = "pause"
    on: bool


class Hide(Strict):
    """The host hides what the stage shows, or shows it again."""

    do: Literal["hide"] = "hide"
    on: bool


class Lock(Strict):
    """The host lets nobody else in, or opens the door again."""

    do: Literal["lock"] = "lock"
    on: bool


class Timer(Strict):
    """The host gives a time, or none: seconds since 1970 when it is up. Nothing closes by it."""

    do: Literal["timer"] = "timer"
    ends: Annotated[int, Field(ge=0, le=2**53)] | None


class Inject(Strict):
    """The host has an action done in this month, or takes that back."""

    do: Literal["inject"] = "inject"
    at: At
    action: Id
    on: bool


class Delegate(Strict):
    """The host lets the model play a state, or gives it back to its students."""

    do: Literal["delegate"] = "delegate"
    team: PartyId
    on: bool


class Move(Strict):
    """The host moves a seat to another state."""

    do: Literal["move"] = "move"
    seat: SeatId
    team: PartyId


class Remove(Strict):
    """The host takes a seat away; it can do nothing more."""

    do: Literal["remove"] = "remove"
    seat: SeatId


class Readmit(Strict):
    """The host gives a seat back."""

    do: Literal["readmit"] = "readmit"
    seat: SeatId


class Switch(Strict):
    """The host leaves a mechanism or motive out from the coming month on, or puts it back."""

    do: Literal["switch"] = "switch"
    name: Id
    off: bool


class WhatIf(Strict):
    """The host asks: the same choices, without this mechanism or motive, or with other values, how
    would it have gone? ``values`` are by path (``actors.KOR.precision``) or pattern (``actors.*``).
    """

    do: Literal["whatif"] = "whatif"
    off: Id | None
    values: dict[Path, Value] = Field({}, max_length=MOST)


Event = Annotated[
    Join
    | Bet
    | Vote
    | Answer
    | Program
    | Advance
    | Undo
    | End
    | Pause
    | Hide
    | Lock
    | Timer
    | Inject
    | Delegate
    | Move
    | Remove
    | Readmit
    | Switch
    | WhatIf,
    Field(discriminator="do"),
]
OF_STUDENTS = (Bet, Vote, Answer)
_ANY: TypeAdapter[Any] = TypeAdapter(Event)


class RefusedError(ValueError):
    """What was asked cannot be done now; the message says why, for the one who asked."""


def read_event(data: object) -> Event:
    """An event from plain data. RefusedError if it is none."""
    try:
        found: Event = _ANY.validate_python(data)
    except ValidationError:
        raise RefusedError("That was not understood.") from None
    return found


def plain(event: Event) -> dict[str, Any]:
    """An event as JSON knows it."""
    return event.model_dump(mode="json")
