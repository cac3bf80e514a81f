"""The pages of a room: a few files that travel in the package, and what is drawn from the room."""

import asyncio
import hmac
import io
import json
import secrets
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from importlib.resources import files

import segno
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, RedirectResponse, Response
from starlette.routing import Route, WebSocketRoute
from starlette.websockets import WebSocket

from sim.report.html.asset import asset
from sim.room.core.events import read_event
from sim.room.core.game import Game
from sim.room.debrief.page import page
from sim.room.debrief.results import results
from sim.room.web.guard import Guard, Log
from sim.room.web.hub import Hub
from sim.room.web.sockets import host_socket, key_of, phone_socket, stage_socket

KINDS = {
    "css": "text/css",
    "html": "text/html",
    "js": "text/javascript",
    "json": "application/json",
    "svg": "image/svg+xml",
}
PAGES = {"/": "phone", "/stage": "stage", "/host": "host", "/host/check": "check"}
SCRIPTS = ("common.js", "show.js", "stage.js", "answer.js", "phone.js", "host.js", "check.js")
ASSETS = (
    *SCRIPTS,
    *(f"{name}.html" for name in PAGES.values()),
    "room.css",
    "map.json",
    "icon.svg",
)
ONCE = "once"
ITSELF = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'"
NOT_YOURS = "Open the address that `sim room` printed: it works once, for one browser."


def shipped(name: str) -> bytes:
    """A file of the room's pages."""
    return files("sim.room.web").joinpath("assets", name).read_bytes()


class Pages:
    """What is served; ``once`` is the token that makes a browser the host's, for one time."""

    def __init__(self, hub: Hub, once: str, port: int) -> None:
        self.hub = hub
        self._once: str | None = once
        self.cookie = f"sim_host_{port}"
        self.files = {name: shipped(name) for name in ASSETS}
        self.files["palette.css"] = asset("palette.css").encode()

    def app(self, log: Log) -> Guard:
        """Everything, behind the door."""
        routes = [
            *(Route(path, self._page(f"{name}.html")) for path, name in PAGES.items()),
            Route("/assets/{name}", self._asset),
            Route("/qr.svg", self._qr),
            Route("/host/wifi.svg", self._wifi),
            Route("/host/debrief.html", self._debrief),
            Route("/host/results.csv", self._results),
            WebSocketRoute("/ws", self._phone),
            WebSocketRoute("/stage/ws", self._stage),
            WebSocketRoute("/host/ws", self._host),
        ]

        @asynccontextmanager
        async def life(_app: Starlette) -> AsyncIterator[None]:
            work = asyncio.create_task(self.hub.run())
            yield
            work.cancel()
            self.hub.programs.kill()

        return Guard(Starlette(routes=routes, lifespan=life), log)

    def _page(self, name: str) -> Callable[[Request], Response]:
        def page(request: Request) -> Response:
            if request.url.path.startswith("/host"):
                return self._for_host(request, name)
            return _file(name, self.files[name])

        return page

    def _for_host(self, request: Request, name: str) -> Response:
        given = request.query_params.get(ONCE)
        if given is not None and self._once is not None and _same(given, self._once):
            self._once = None
            return self._welcome(request)
        if not self._is_host(request):
            return PlainTextResponse(NOT_YOURS, 403)
        return _file(name, self.files[name])

    def _welcome(self, request: Request) -> Response:
        """Make this browser the host's, and none other."""
        token = secrets.token_urlsafe(24)
        self.hub.enter(key_of(token))
        found = RedirectResponse(request.url.path, 303)
        found.set_cookie(self.cookie, token, httponly=True, samesite="strict", path="/host")
        return found

    def _is_host(self, asked: Request | WebSocket) -> bool:
        token = asked.cookies.get(self.cookie, "")
        return hmac.compare_digest(key_of(token), self.hub.header.host)

    def _asset(self, request: Request) -> Response:
        name = request.path_params["name"]
        if name not in self.files or name.endswith(".html"):
            return PlainTextResponse("There is no such file.", 404)
        return _file(name, self.files[name])

    def _qr(self, _request: Request) -> Response:
        return _drawn(f"{self.hub.facts['address']}/#{self.hub.header.code}")

    def _wifi(self, request: Request) -> Response:
        """A code by which phones enter a network; nothing of it is kept."""
        if not self._is_host(request):
            return PlainTextResponse(NOT_YOURS, 403)
        name = request.query_params.get("name", "")[:32]
        password = request.query_params.get("password", "")[:63]
        return _drawn(wifi(name, password))

    async def _debrief(self, request: Request) -> Response:
        """The debrief as it stands; its own policy is in the page, for when it is a file."""
        if not self._is_host(request):
            return PlainTextResponse(NOT_YOURS, 403)
        setup, room, header = self.hub.game.setup, self.hub.room, self.hub.header
        found = await asyncio.to_thread(lambda: page(Game(setup), room, header))
        return HTMLResponse(found, headers={"content-security-policy": ITSELF})

    async def _results(self, request: Request) -> Response:
        if not self._is_host(request):
            return PlainTextResponse(NOT_YOURS, 403)
        setup, room = self.hub.game.setup, self.hub.room
        events = [read_event(json.loads(one)) for one in self.hub.events]
        found = await asyncio.to_thread(lambda: results(Game(setup), room, events))
        return Response(found, media_type="text/csv")

    async def _phone(self, socket: WebSocket) -> None:
        await phone_socket(self.hub, socket)

    async def _stage(self, socket: WebSocket) -> None:
        await stage_socket(self.hub, socket)

    async def _host(self, socket: WebSocket) -> None:
        if self._is_host(socket):
            await host_socket(self.hub, socket)
        else:
            await socket.close(4403, "not the host's browser")


def _same(given: str, known: str) -> bool:
    return hmac.compare_digest(given.encode(errors="replace"), known.encode())


def wifi(name: str, password: str) -> str:
    """The text of a QR code that lets a phone into a network."""
    safe = [
        part.translate({ord(char): f"\\{char}" for char in '\\;,:"'}) for part in (name, password)
    ]
    kind = "WPA" if password else "nopass"
    return f"WIFI:T:{kind};S:{safe[0]};P:{safe[1]};;"


def _drawn(text: str) -> Response:
    out = io.BytesIO()
    segno.make(text, error="m").save(
        out, kind="svg", scale=8, border=2, dark="#1c2024", light="#fff"
    )
    return _file("qr.svg", out.getvalue())


def _file(name: str, content: bytes) -> Response:
    kind = KINDS[name.rpartition(".")[2]]
    return Response(content, media_type=f"{kind}; charset=utf-8")
