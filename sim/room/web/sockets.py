"""The sockets of phones, stage and host: JSON in, JSON out."""

import asyncio
import contextlib
import hmac
import json
import secrets
from collections.abc import Awaitable, Callable
from hashlib import sha256
from typing import Any

from starlette.websockets import WebSocket, WebSocketDisconnect

from sim.room.core.events import (
    OF_STUDENTS,
    Event,
    Join,
    Program,
    RefusedError,
    read_event,
)
from sim.room.web import limits
from sim.room.web.guard import address
from sim.room.web.hub import Hub, Line, messages

SLOWER = 0.1  # seconds that an address waits that says too much
REPLACED, TOO_MANY, NO_HELLO = 4001, 4002, 4003
Said = dict[str, Any]
Answer = Callable[[Line, Said], Awaitable[Said | None]]
NOT_UNDERSTOOD = "That was not understood."


def key_of(token: str) -> str:
    """What is kept of a device's token."""
    return sha256(token.encode()).hexdigest()


async def phone_socket(hub: Hub, socket: WebSocket) -> None:
    """A phone: says hello with its token, joins by the code, then bets, votes and answers."""
    one = Line("phone", address(socket.scope), greeted=False)
    if one.address not in hub.arrived and len(hub.arrived) < limits.ADDRESSES:
        hub.arrived.add(one.address)
        hub.news()

    async def answer(line: Line, said: Said) -> Said | None:
        if "hello" in said:
            _know(hub, line, said["hello"])
            line.greeted = True
            hub.show(line)
            return None
        if "join" in said:
            return await _join(hub, line, said["join"])
        if line.seat is None:
            raise RefusedError("Take a seat first.")
        event = read_event({**_event(said), "seat": line.seat})
        if not isinstance(event, OF_STUDENTS):
            raise RefusedError(NOT_UNDERSTOOD)
        if not hub.answers.of(line.seat).take():
            raise RefusedError("Too many answers at once. Wait a little.")
        await hub.submit(event)
        return {}

    await _serve(hub, socket, one, answer)


async def stage_socket(hub: Hub, socket: WebSocket) -> None:
    """A stage: listens, and says nothing."""

    async def answer(_line: Line, _said: Said) -> Said | None:
        return None

    await _serve(hub, socket, Line("stage", address(socket.scope)), answer)


async def host_socket(hub: Hub, socket: WebSocket) -> None:
    """The host: everything but other seats' answers. Who is no host is sent away."""

    async def answer(_line: Line, said: Said) -> Said | None:
        event = read_event(_event(said))
        if isinstance(event, Join | Program) or (
            isinstance(event, OF_STUDENTS) and not _by_hands(hub, event)
        ):
            raise RefusedError("That is for the seat itself to say.")
        await hub.submit(event)
        return {}

    await _serve(hub, socket, Line("host", address(socket.scope)), answer)


def _by_hands(hub: Hub, event: Event) -> bool:
    seat = hub.room.seats.get(getattr(event, "seat", ""))
    return seat is not None and seat.hands


def _event(said: Said) -> Said:
    event = said.get("event")
    if not isinstance(event, dict):
        raise RefusedError(NOT_UNDERSTOOD)
    return event


def _know(hub: Hub, line: Line, token: object) -> None:
    if isinstance(token, str):
        seat = hub.room.by_key(key_of(token))
        if seat is not None:
            hub.seat(line, seat.id)
            hub.news()


async def _join(hub: Hub, line: Line, asked: object) -> Said:
    if not isinstance(asked, dict) or not isinstance(asked.get("code"), str):
        raise RefusedError(NOT_UNDERSTOOD)
    if line.seat is not None:
        raise RefusedError("You have a seat.")
    wrong = hub.wrong.of(line.address)
    if not wrong.left() or not hub.joins.of(line.address).take():
        raise RefusedError("Too many tries from here. Wait a little.")
    code = asked["code"].strip().upper()
    if not hmac.compare_digest(code.encode(), hub.header.code.encode()):
        wrong.take()
        hub.log(f"a wrong code from {line.address}")
        raise RefusedError("That is not the code of this room.")
    if hub.seated[line.address] >= limits.SEATS_OF_ONE:
        hub.log(f"refused: too many seats, from {line.address}")
        raise RefusedError("Too many seats were taken from here. Ask your instructor.")
    token = secrets.token_urlsafe(24)
    event = read_event({"do": "join", "key": key_of(token), "team": asked.get("team")})
    await hub.submit(event)
    hub.seated[line.address] += 1
    seat = hub.room.by_key(key_of(token))
    assert seat is not None
    hub.seat(line, seat.id)
    hub.news()
    return {"token": token}


async def _serve(hub: Hub, socket: WebSocket, one: Line, answer: Answer) -> None:
    if not hub.open(one):
        await socket.close(TOO_MANY, "too many pages are open")
        hub.log(f"refused: too many pages, from {one.address}")
        return
    await socket.accept()
    if one.kind != "phone":
        hub.show(one)
    work = [
        asyncio.create_task(_send(socket, one)),
        asyncio.create_task(_hear(hub, socket, one, answer)),
        asyncio.create_task(_replaced(socket, one)),
    ]
    try:
        await asyncio.wait(work, return_when=asyncio.FIRST_COMPLETED)
    finally:
        for task in work:
            task.cancel()
        for found in await asyncio.gather(*work, return_exceptions=True):
            if isinstance(found, Exception) and not isinstance(found, _LEFT):
                hub.log(f"a page was lost: {type(found).__name__}: {found}")
        hub.close(one)
        hub.news()


_LEFT = (WebSocketDisconnect, asyncio.CancelledError, OSError)


async def _send(socket: WebSocket, one: Line) -> None:
    while True:
        await socket.send_text(await one.next())


async def _replaced(socket: WebSocket, one: Line) -> None:
    await one.gone.wait()
    with contextlib.suppress(RuntimeError):
        await socket.close(REPLACED, "opened elsewhere")


async def _hear(hub: Hub, socket: WebSocket, one: Line, answer: Answer) -> None:
    rate, first = messages(), True
    while True:
        silent = limits.HELLO if first and one.kind == "phone" else None
        try:
            text = await asyncio.wait_for(socket.receive_text(), silent)
        except TimeoutError:
            await socket.close(NO_HELLO, "nothing was said")
            return
        except KeyError:  # bytes, where text is meant
            await socket.close(1003)
            return
        first = False
        while not hub.spoken.of(one.address).take():
            await asyncio.sleep(SLOWER)
        if not rate.take():
            await socket.close(TOO_MANY, "too much at once")
            hub.log(f"refused: too many messages, from {one.address}")
            return
        await socket.send_text(await _answered(one, text, answer))


async def _answered(one: Line, text: str, answer: Answer) -> str:
    """What comes back at once: whether it was accepted, by the number of the message."""
    number: object = None
    try:
        said = json.loads(text)
        if not isinstance(said, dict):
            raise RefusedError(NOT_UNDERSTOOD)
        number = said.get("n") if isinstance(said.get("n"), int) else None
        found = {} if "alive" in said else await answer(one, said)
        reply = {"type": "ack", "n": number, "said": "", **(found or {})}
    except RefusedError as refused:
        reply = {"type": "ack", "n": number, "said": str(refused)}
    except (ValueError, RecursionError):
        reply = {"type": "ack", "n": number, "said": NOT_UNDERSTOOD}
    return json.dumps(reply)
