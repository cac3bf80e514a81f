"""The running room: takes events, saves them, and tells everybody how it stands.

Nothing is acknowledged, and nothing shown, before it is on the disk.
"""

import asyncio
import json
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from sim.room.core.accept import accept
from sim.room.core.desk import desk
from sim.room.core.events import Advance, Event, RefusedError
from sim.room.core.phone import phone
from sim.room.core.record import Header, Kept, line, put, written
from sim.room.core.scene import scene
from sim.room.core.state import Room
from sim.room.core.telling import Scene
from sim.room.web import limits
from sim.room.web.limits import Bucket, Buckets
from sim.room.web.programs import Programs


@dataclass(eq=False)
class Line:
    """A way to one page: only the newest message to it counts, so nobody falls behind."""

    kind: str  # phone, stage or host
    address: str
    seat: str | None = None
    greeted: bool = True  # a phone is told nothing before it has said who it is
    gone: asyncio.Event = field(default_factory=asyncio.Event)
    _next: str | None = None
    _ready: asyncio.Event = field(default_factory=asyncio.Event)

    def show(self, message: str) -> None:
        """Have this sent as soon as there is time, in place of what has not been sent yet."""
        self._next = message
        self._ready.set()

    async def next(self) -> str:
        """The next message to send."""
        while self._next is None:
            self._ready.clear()
            await self._ready.wait()
        message, self._next = self._next, None
        return message


class Hub:
    """One room. Everything happens in one event loop, so nothing happens at the same time."""

    def __init__(
        self,
        kept: Kept,
        folder: Path,
        facts: dict[str, Any],
        log: Callable[[str], None],
        programs: Programs | None = None,
    ) -> None:
        self.header: Header = kept.header
        self.game = kept.game
        self.room: Room = kept.room
        self.folder = folder
        self.facts = facts  # addresses, and whether there are phones
        self.log = log
        self.lines: set[Line] = set()
        self.arrived: set[str] = set()  # addresses of phones that have come
        self.joins = Buckets(limits.JOINS, limits.JOINS_A_SECOND, time.monotonic)
        self.wrong = Buckets(limits.WRONG_CODES, limits.WRONG_A_SECOND, time.monotonic)
        self.spoken = Buckets(limits.ALL, limits.ALL_A_SECOND, time.monotonic)
        self.answers = Buckets(limits.ANSWERS, limits.ANSWERS_A_SECOND, time.monotonic)
        self.seated: Counter[str] = Counter()  # seats that an address has taken
        self.events = [line(event) for event in kept.events]
        self._saved = 0
        self._unsaved = asyncio.Event()
        self._news = asyncio.Event()
        self._stored = asyncio.Condition()
        self._moved = asyncio.Condition()
        self.programs = Programs({}, 0.0) if programs is None else programs
        self._scene: tuple[Room, Scene] | None = None

    async def submit(self, event: Event) -> None:
        """Take an event. RefusedError if it cannot be; returns once it is on the disk."""
        if isinstance(event, Advance) and self.room.phase == "choose":
            await self.until(lambda room: not self.programs.due(room))
        rules = self.game.setup.rules
        room = accept(rules, self.room, event, self.game.table(self.room))
        if room != self.room:
            self.room = room
            self.events.append(line(event))
            self._unsaved.set()
            async with self._moved:
                self._moved.notify_all()
        await self._until_saved(len(self.events))
        self._news.set()

    async def until(self, true: Callable[[Room], bool]) -> None:
        """Wait until the room stands as wanted."""
        async with self._moved:
            await self._moved.wait_for(lambda: true(self.room))

    def enter(self, key: str) -> None:
        """Another browser is the host's from now on; it is known again after a restart."""
        self.header = self.header.model_copy(update={"host": key})
        self._unsaved.set()

    def news(self) -> None:
        """Tell everybody how the room stands, soon."""
        self._news.set()

    async def _until_saved(self, count: int) -> None:
        async with self._stored:
            await self._stored.wait_for(lambda: self._saved >= count or self._saved < 0)
        if self._saved < 0:
            raise RefusedError("It could not be saved. Tell your instructor.")

    async def run(self) -> None:
        """Save, tell, and put months to programs, for as long as the room is open."""
        await asyncio.gather(self._save(), self._tell(), self.programs.run(self))

    async def _save(self) -> None:
        self._unsaved.set()  # a new room is on the disk before anybody comes
        while True:
            await self._unsaved.wait()
            self._unsaved.clear()
            count = len(self.events)
            self.game.follow(self.room)
            content = written(self.header, self.events, self.game)
            try:
                await asyncio.to_thread(put, self.folder, content)
                self._saved = count
            except OSError as error:
                self.log(f"the room could not be saved: {error}")
                self._saved = -1
            async with self._stored:
                self._stored.notify_all()

    async def _tell(self) -> None:
        while True:
            await self._news.wait()
            self._news.clear()
            for one in [one for one in self.lines if one.greeted]:
                try:
                    self.show(one)
                except Exception as error:  # one page that cannot be drawn is not all pages
                    self.log(f"a page could not be drawn: {type(error).__name__}: {error}")
            await asyncio.sleep(PAUSE)  # many answers at once make one message

    def show(self, one: Line) -> None:
        """Tell one page how the room stands."""
        view = self._view(one)
        if view is not None:
            one.show(json.dumps(view, separators=(",", ":"), ensure_ascii=False))

    def scene(self) -> Scene:
        """What the stage shows now."""
        if self._scene is None or self._scene[0] is not self.room:
            self._scene = (self.room, scene(self.game, self.room))
        return self._scene[1]

    def _view(self, one: Line) -> dict[str, Any] | None:
        shown = self.scene()
        if one.kind == "stage":
            seen = {**shown, "told": [], "acts": []} if self.room.hidden else shown
            return {"type": "stage", "now": int(time.time()), **self._door(), "scene": seen}
        if one.kind == "host":
            view = desk(self.game, self.room, shown, self.connected())
            facts = {**self.facts, "arrived": len(self.arrived)}
            return {"type": "host", "now": int(time.time()), **self._door(), **view, "facts": facts}
        seat = self.room.seats.get(one.seat or "")
        if seat is None:
            return {"type": "door", **self.invitation()}
        view = phone(self.game, self.room, seat, shown)
        return {"type": "seat", "now": int(time.time()), "view": view}

    def invitation(self) -> dict[str, Any]:
        """What who has no seat yet is told."""
        parties = self.game.setup.world.parties
        teams = [{"code": c, "name": parties[c].name} for c in self.game.setup.lesson.text.played]
        over = self.room.phase == "over"
        return {"teams": teams, "locked": self.room.locked or over, "title": self.header.card.title}

    def _door(self) -> dict[str, Any]:
        facts = self.facts
        return {"code": self.header.code, "address": facts["address"], "phones": facts["phones"]}

    def connected(self) -> set[str]:
        """The seats whose phones are there."""
        return {one.seat for one in self.lines if one.seat is not None}

    # Pages that come and go

    def open(self, one: Line) -> bool:
        """Take a page in, unless there are too many. Of the host's, the newest counts."""
        of_one = sum(other.address == one.address for other in self.lines)
        if len(self.lines) >= limits.SOCKETS or of_one >= limits.SOCKETS_OF_ONE:
            return False
        self.lines.add(one)
        if one.kind == "host":
            self._replace(one, lambda other: other.kind == "host")
        return True

    def seat(self, one: Line, seat: str) -> None:
        """A page turns out to be that of a seat."""
        one.seat = seat
        self._replace(one, lambda other: other.seat == seat)

    def close(self, one: Line) -> None:
        """A page has gone."""
        self.lines.discard(one)

    def _replace(self, one: Line, same: Callable[[Line], bool]) -> None:
        for other in [other for other in self.lines if other is not one and same(other)]:
            self.lines.discard(other)
            other.gone.set()


PAUSE = 0.04  # seconds between two messages to everybody


def messages() -> Bucket:
    """How much one page may say."""
    return Bucket(limits.MESSAGES, limits.MESSAGES_A_SECOND, time.monotonic)
