"""Phones that are programs: each takes a seat over a socket of its own, and answers at once."""

import json
import socket
import threading
import time
from collections.abc import Callable
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from websockets.exceptions import ConnectionClosed
from websockets.sync.client import ClientConnection, connect

from sim.room.core.record import Kept
from sim.room.core.setup import Setup
from sim.room.web.serve import Opened, Opening, new_room
from sim.world import World
from sim.world.lesson import Lesson, load_lesson


def lesson(world: World, name: str = "fifteen_minutes", **changed: Any) -> Lesson:
    from dataclasses import replace

    found = load_lesson(name, world)
    return replace(found, text=found.text.model_copy(update=changed))


@dataclass
class Running:
    """A room that is open, and what its log has said."""

    opened: Opened
    folder: Path
    said: list[str] = field(default_factory=list)

    @property
    def port(self) -> int:
        return self.opened.port

    @property
    def origin(self) -> str:
        return f"http://127.0.0.1:{self.port}"


@contextmanager
def running(kept: Kept, folder: Path, phones: bool = True, port: int = 0) -> Any:
    """Open a room in a thread of its own."""
    said: list[str] = []
    opened = Opened(kept, Opening(folder, port, phones, said.append))
    thread = threading.Thread(target=opened.run, daemon=True)
    thread.start()
    try:
        until(lambda: (folder / "room.json").is_file())
        yield Running(opened, folder, said)
    finally:
        opened.stop()
        thread.join(20)
        opened.socket.close()


def fresh(world: World, found: Lesson, hands: bool = False) -> Kept:
    return new_room(Setup(world, found, found.text.seed, found.text.run), "test", hands)


def until(true: Callable[[], Any], seconds: float = 20.0) -> None:
    end = time.monotonic() + seconds
    while not true():
        if time.monotonic() > end:
            raise AssertionError("it never came true")
        time.sleep(0.01)


Ready = Callable[[dict[str, Any]], bool]


class Phone:
    """One seat. ``heard`` is the last view; ``say`` waits for the answer."""

    def __init__(self, port: int, token: str | None = None, path: str = "/ws", **how: Any) -> None:
        origin = f"http://127.0.0.1:{port}"
        self._open = ExitStack()
        self.socket: ClientConnection = self._open.enter_context(
            connect(
                f"ws://127.0.0.1:{port}{path}", origin=how.pop("origin", origin), proxy=None, **how
            )
        )
        self.token = token
        self.number = 0
        self.heard: list[dict[str, Any]] = []
        if path == "/ws":
            self.say({"hello": token}, wait=False)

    def say(self, message: dict[str, Any], wait: bool = True) -> dict[str, Any]:
        self.number += 1
        self.socket.send(json.dumps({"n": self.number, **message}))
        return self.answer(self.number) if wait else {}

    def answer(self, number: int, seconds: float = 20.0) -> dict[str, Any]:
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            found: dict[str, Any] = json.loads(self.socket.recv(seconds))
            if found["type"] != "ack":
                self.heard.append(found)
            elif found["n"] == number:
                return found
        raise AssertionError("no answer")

    def event(self, **event: Any) -> dict[str, Any]:
        return self.say({"event": event})

    def join(self, code: str, team: str | None = None) -> str:
        found = self.say({"join": {"code": code, "team": team}})
        assert not found["said"], found
        self.token = found["token"]
        return str(self.token)

    def view(
        self, ready: Callable[[dict[str, Any]], bool], seconds: float = 20.0
    ) -> dict[str, Any]:
        """The next view that is as wanted."""
        for found in self.heard[-1:]:
            if ready(found):
                return found
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            found = json.loads(self.socket.recv(seconds))
            if found["type"] != "ack":
                self.heard.append(found)
                if ready(found):
                    return found
        raise AssertionError("the view never came")

    def close(self) -> None:
        self._open.close()

    def drained(self) -> None:
        """Hear until the line is closed by the other side. AssertionError if it never is."""
        with suppress(ConnectionClosed):
            while True:
                self.socket.recv(20)


def host_of(room: Running) -> Phone:
    """The host's socket, by the address that was printed."""
    return Phone(room.port, path="/host/ws", additional_headers={"Cookie": cookie_of(room)})


def cookie_of(room: Running) -> str:
    """What the host's browser is known by."""
    from http.client import HTTPConnection

    asked = HTTPConnection("127.0.0.1", room.port)
    asked.request("GET", room.opened.host.partition(str(room.port))[2])
    answer = asked.getresponse()
    assert answer.status == 303, answer.read()
    cookie = (answer.getheader("set-cookie") or "").partition(";")[0]
    asked.close()
    return cookie


class Network:
    """A way to a room that can fall silent: nothing comes, nothing goes, and nobody is told.

    What was open when it fell silent stays so for ever, as where an access point has forgotten a
    phone; what is opened afterwards goes through.
    """

    def __init__(self, port: int) -> None:
        self._to = port
        self._through = threading.Event()
        self._through.set()
        self._ours: list[socket.socket] = []
        self._door = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._door.getsockname()[1]
        threading.Thread(target=self._accept, daemon=True).start()

    def silent(self) -> None:
        self._through.clear()

    def back(self) -> None:
        self._through.set()

    def close(self) -> None:
        for one in (self._door, *self._ours):
            one.close()

    def _accept(self) -> None:
        with suppress(OSError):
            while True:
                near, _ = self._door.accept()
                far = socket.create_connection(("127.0.0.1", self._to))
                self._ours += [near, far]
                dead = threading.Event()
                if not self._through.is_set():
                    dead.set()
                for one, other in ((near, far), (far, near)):
                    args = (one, other, dead)
                    threading.Thread(target=self._pump, args=args, daemon=True).start()

    def _pump(self, one: socket.socket, other: socket.socket, dead: threading.Event) -> None:
        with suppress(OSError):
            while data := one.recv(65536):
                if not self._through.is_set():
                    dead.set()
                if not dead.is_set():
                    other.sendall(data)
            if not dead.is_set():
                other.shutdown(socket.SHUT_WR)
