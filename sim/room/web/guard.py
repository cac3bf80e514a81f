"""The door: what comes by a wrong name, from a foreign page, or to the host's pages from elsewhere
is refused before anything of it is read.

A page of another site that points its own name at this machine (DNS rebinding) comes with that
name; one that opens a socket or posts comes with its origin. Neither gets in.
"""

import time
from collections.abc import Callable

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from sim.report.words import visible
from sim.room.web.lan import is_loopback
from sim.room.web.limits import LINES, LINES_A_SECOND, Bucket

Log = Callable[[str], None]
HOST_PAGES = "/host"
LOCAL = ("127.0.0.1", "localhost")
LONGEST = 60


class Guard:
    """Wraps the pages and sockets of a room."""

    def __init__(self, app: ASGIApp, log: Log) -> None:
        self.app = app
        self.log = log
        self._lines = Bucket(LINES, LINES_A_SECOND, time.monotonic)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let through, or answer at once."""
        if scope["type"] == "lifespan":
            await self.app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        refused = self._refusal(scope, headers)
        if refused is None:
            await self.app(scope, receive, _dressed(send, headers.get("host", "")))
            return
        status, said = refused
        self._tell(said, scope)
        if scope["type"] == "websocket":
            await send({"type": "websocket.close", "code": 4403, "reason": said[:100]})
            return
        await _answer(status, said, send)

    def _refusal(self, scope: Scope, headers: Headers) -> tuple[int, str] | None:
        host = headers.get("host", "")
        name, port = host.rpartition(":")[::2] if ":" in host else (host, "80")
        own, own_port = scope["server"]
        if name not in (own, *LOCAL) or port != str(own_port) or len(headers.getlist("host")) != 1:
            return 403, f"wrong name {host!r:.{LONGEST}}"
        origin = headers.get("origin")
        if origin is not None and origin != f"http://{host}":
            return 403, f"foreign origin {origin!r:.{LONGEST}}"
        if scope["type"] == "websocket" and origin is None:
            return 403, "a socket without origin"
        if scope["type"] == "http" and scope["method"] not in ("GET", "HEAD"):
            return 405, f"method {scope['method']!r:.{LONGEST}}"
        if headers.get("content-length", "0") != "0" or "transfer-encoding" in headers:
            return 413, "a body, where none is taken"
        if scope["path"].startswith(HOST_PAGES) and not (name in LOCAL and _near(scope)):
            return 403, "the host's pages, from another machine"
        return None

    def _tell(self, said: str, scope: Scope) -> None:
        if self._lines.take():
            self.log(visible(f"refused: {said}, from {address(scope)}"))


def address(scope: Scope) -> str:
    """Where a request comes from."""
    client = scope.get("client")
    return str(client[0]) if client else ""


def _near(scope: Scope) -> bool:
    return is_loopback(address(scope))


async def _answer(status: int, said: str, send: Send) -> None:
    body = f"Refused: {said}.\n".encode()
    headers = [
        (b"content-type", b"text/plain; charset=utf-8"),
        (b"content-length", str(len(body)).encode()),
        (b"connection", b"close"),
        (b"x-content-type-options", b"nosniff"),
    ]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": body})


def _dressed(send: Send, host: str) -> Send:
    """Whatever is sent carries the page's policy: everything from here, nothing from elsewhere."""
    policy = (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; "
        f"connect-src 'self' ws://{host}; base-uri 'none'; form-action 'none'; "
        "frame-ancestors 'none'"
    )

    async def dressed(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            if "content-security-policy" not in headers:
                headers["content-security-policy"] = policy
            headers["x-content-type-options"] = "nosniff"
            headers["referrer-policy"] = "same-origin"
            headers["cache-control"] = "no-store"
        await send(message)

    return dressed
