"""Opens a room to the network, or to this machine alone, until it is interrupted."""

import contextlib
import io
import secrets
import socket
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import segno
import uvicorn

from sim.room.core import events as ev
from sim.room.core.accept import accept
from sim.room.core.game import Game
from sim.room.core.record import Kept, header, take_up
from sim.room.core.setup import Setup
from sim.room.core.state import Room
from sim.room.web import limits
from sim.room.web.hub import Hub
from sim.room.web.hurried import Hurried
from sim.room.web.lan import addresses
from sim.room.web.pages import ONCE, Pages
from sim.room.web.programs import Programs
from sim.room.web.sockets import key_of
from sim.single.program import LIMIT
from sim.world import World, WorldError

BACKLOG = 256
LETTERS = "BCDFGHJKLMNPQRSTVWXZ"  # no vowels, so no words


class BusyError(OSError):
    """The port is taken."""


@dataclass(frozen=True)
class Opening:
    """How a room is opened. ``phones``: whether others than this machine can reach it; ``limit``:
    the seconds that a program has for an answer."""

    folder: Path
    port: int
    phones: bool
    log: Callable[[str], None]
    limit: float = LIMIT


def new_room(setup: Setup, room_id: str, hands: bool) -> Kept:
    """A room that nobody is in yet; with ``hands``, one seat a team, for which the host types."""
    code = "".join(secrets.choice(LETTERS) for _ in range(4))
    game = Game(setup)
    room, events = Room(), []
    for team in setup.lesson.text.played if hands else ():
        event = ev.Join(key=key_of(secrets.token_urlsafe(24)), team=team, hands=True)
        room = accept(setup.rules, room, event, None)
        events.append(event)
    top = header(setup, room_id, code, key_of(secrets.token_urlsafe(24)))
    return Kept(top, setup, room, game, tuple(events))


def old_room(folder: Path, world: World) -> Kept:
    """A room that was played before, as it was left. WorldError if it cannot be taken up."""
    return take_up(folder, world)


class Opened:
    """A room that listens. ``run`` returns when it is closed. WorldError if a program of it cannot
    be started."""

    def __init__(self, kept: Kept, how: Opening) -> None:
        self.socket = _listening("0.0.0.0" if how.phones else "127.0.0.1", how.port)
        self.port: int = self.socket.getsockname()[1]
        self.addresses = [f"http://{one}:{self.port}" for one in addresses()] if how.phones else []
        self.local = f"http://127.0.0.1:{self.port}"
        once = secrets.token_urlsafe(24)
        self.host = f"{self.local}/host?{ONCE}={once}"
        self.stage = f"{self.local}/stage"
        self.address = self.addresses[0] if self.addresses else self.local
        self.code = kept.header.code
        facts = {"address": self.address, "addresses": self.addresses, "phones": how.phones}
        try:
            self.programs = Programs(kept.setup.lesson.programs, how.limit)
        except WorldError:
            self.socket.close()
            raise
        self.hub = Hub(kept, how.folder, facts, how.log, self.programs)
        pages = Pages(self.hub, once, self.port)
        self._server = uvicorn.Server(
            uvicorn.Config(
                pages.app(how.log),
                http=Hurried,
                ws="websockets-sansio",
                ws_max_size=limits.MESSAGE,
                ws_ping_interval=20.0,
                ws_per_message_deflate=False,
                log_level="warning",
                access_log=False,
                server_header=False,
                date_header=False,
                h11_max_incomplete_event_size=limits.MESSAGE,
                timeout_graceful_shutdown=1,
            )
        )

    def run(self) -> None:
        """Serve until interrupted, which is how a room is closed."""
        _more_files()
        try:
            self.hub.game.warm()
            with contextlib.suppress(KeyboardInterrupt):
                self._server.run(sockets=[self.socket])
        finally:
            self.programs.close()

    def stop(self) -> None:
        """Have it closed, from wherever."""
        self._server.should_exit = True

    def qr(self) -> str:
        """The way in, as a code that a phone reads off the terminal."""
        out = io.StringIO()
        segno.make(f"{self.address}/#{self.code}", error="l").terminal(out, compact=True, border=2)
        return out.getvalue()


def _more_files() -> None:
    """A class may open more connections than some systems allow a process at first."""
    with contextlib.suppress(ImportError, OSError, ValueError):
        import resource

        soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
        wanted = limits.FILES if hard == resource.RLIM_INFINITY else min(hard, limits.FILES)
        if soft != resource.RLIM_INFINITY and soft < wanted:
            resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, hard))


def _listening(host: str, port: int) -> socket.socket:
    opened = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    opened.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        opened.bind((host, port))
        opened.listen(BACKLOG)  # who comes before the pages are there waits, and is not refused
    except OSError as error:
        opened.close()
        raise BusyError(f"port {port} cannot be opened: {(error.strerror or '').lower()}") from None
    return opened
