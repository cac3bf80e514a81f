"""A room as one file, from which it can be replayed: ``rooms/<id>/room.json``.

It holds what the room was made from, with fingerprints, and every event that was accepted, in
their order. It is written anew after each, beside its place and then put there, so that what is
there is always whole.
"""

import json
import os
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import Field

from sim.results.manifest import fingerprint, world_fingerprint
from sim.room.core.accept import accept
from sim.room.core.events import Event, Key, RefusedError, plain
from sim.room.core.game import Game
from sim.room.core.setup import Setup
from sim.room.core.state import Room
from sim.single.record import digest, frozen
from sim.world import Problem, World, WorldError
from sim.world.document import Document
from sim.world.lesson import LessonFile, lesson_of
from sim.world.strict import Reading, Strict
from sim.world.validate import validate

NAME = "room.json"
MAX_BYTES = 20_000_000
Fingerprint = Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]
RoomId = Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9_-]{0,79}$")]
SAME = "Take it up again with the files that it was played with"


class Header(Strict):
    """What a room was made from. ``code`` lets phones in; ``host`` knows the host's browser."""

    format: Literal[1]
    id: RoomId
    code: Annotated[str, Field(pattern=r"^[A-Z]{4}$")]
    host: Key
    lesson: Annotated[str, Field(min_length=1, max_length=200)]
    card: LessonFile
    seed: Annotated[int, Field(ge=0)]
    run: Annotated[int, Field(ge=0)]
    world: Fingerprint
    scenario: Fingerprint


class RecordFile(Strict):
    """room.json. ``state`` is the SHA-256 of where the played months have led."""

    header: Header
    events: Annotated[tuple[Event, ...], Field(max_length=200_000)]
    state: Fingerprint


@dataclass(frozen=True)
class Kept:
    """A room that was read: what it is made from, how it stands, and how it came there."""

    header: Header
    setup: Setup
    room: Room
    game: Game
    events: tuple[Event, ...]


def header(setup: Setup, room_id: str, code: str, host: str) -> Header:
    """The header of a new room."""
    return Header(
        format=1,
        id=room_id,
        code=code,
        host=host,
        lesson=setup.lesson.id,
        card=setup.lesson.text,
        seed=setup.seed,
        run=setup.run,
        world=world_fingerprint(setup.world),
        scenario=fingerprint(setup.lesson.scenario),
    )


def written(header: Header, events: Sequence[str], game: Game) -> bytes:
    """The file of a room; ``events`` are those accepted, each as JSON."""
    top = json.dumps(header.model_dump(mode="json"), separators=(",", ":"))
    lines = ",\n".join(events)
    state = digest(game.model.state)
    return f'{{"header":{top},\n"state":"{state}",\n"events":[\n{lines}]}}\n'.encode()


def line(event: Event) -> str:
    """An event as it stands in the file."""
    return json.dumps(plain(event), separators=(",", ":"))


def put(folder: Path, content: bytes) -> None:
    """Write the file whole or not at all; once this returns, it is on the disk."""
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    beside = folder / f".{NAME}.new"
    opened = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(opened, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    beside.replace(folder / NAME)
    if hasattr(os, "O_DIRECTORY"):
        at = os.open(folder, os.O_DIRECTORY)
        try:
            os.fsync(at)
        finally:
            os.close(at)


def take_up(folder: Path, world: World) -> Kept:
    """Read a room and replay it. WorldError if it is none, is of another world, or was changed."""
    path = folder / NAME
    found = _read(path)
    refuse = _Refusal(str(path))
    document = Document(
        str(path), frozen(found.header.card.model_dump(mode="json", exclude_unset=True)), {}
    )
    lesson = lesson_of(found.header.lesson, document, world)
    setup = Setup(world, lesson, found.header.seed, found.header.run)
    if found.header.world != world_fingerprint(world):
        raise refuse("it was played in another world", SAME)
    if found.header.scenario != fingerprint(lesson.scenario):
        raise refuse(f"`{lesson.scenario.id}` is not as it was then", SAME)
    game = Game(setup)
    try:
        room = replay(game, found.events)
        game.follow(room)
    except ValueError as error:
        raise refuse(f"its events cannot follow each other: {error}", SAME) from error
    if digest(game.model.state) != found.state:
        said = "its months come to another end than they did"
        raise refuse(said, "It was changed by hand, or the laws have changed since")
    return Kept(found.header, setup, room, game, found.events)


def top(folder: Path) -> tuple[Header, tuple[Event, ...]]:
    """What a room is made from, and its events, not replayed. WorldError if it is none."""
    found = _read(folder / NAME)
    return found.header, found.events


def replay(game: Game, events: Iterable[Event]) -> Room:
    """The room that events lead to. RefusedError if one of them cannot be."""
    room = Room()
    for n, event in enumerate(events, 1):
        try:
            room = accept(game.setup.rules, room, event, game.table(room))
        except RefusedError as error:
            raise RefusedError(f"event {n}: {error}") from None
    return room


@dataclass(frozen=True)
class _Refusal:
    file: str

    def __call__(self, said: str, hint: str = "") -> WorldError:
        return WorldError([Problem(self.file, 0, said, hint)])


def _read(path: Path) -> RecordFile:
    refuse = _Refusal(str(path))
    try:
        if path.stat().st_size > MAX_BYTES:
            raise refuse("the file is too large to be a room")
        data: Any = json.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise refuse(f"the file cannot be read: {(error.strerror or '').lower()}") from None
    except (ValueError, RecursionError):
        raise refuse("the file is no JSON", "A room is written by `sim room`") from None
    problems: list[Problem] = []
    document = Document(str(path), frozen(data), {})
    found = validate(RecordFile, document, Reading(), problems)
    if found is None:
        raise WorldError([replace(one, line=0) for one in problems])
    return found
