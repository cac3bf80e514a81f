"""What should not get in does not, nothing is lost by it, and the log says so in a line."""

import json
import socket
import time
from collections.abc import Iterator
from contextlib import suppress
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from typing import Any

import pytest
from websockets.exceptions import ConnectionClosed, InvalidStatus

from sim.room.core.names import MOST
from sim.room.core.record import take_up
from sim.room.web import limits
from sim.room.web.pages import wifi
from sim.world import World, WorldError
from tests.room.web.bots import Phone, Running, cookie_of, fresh, host_of, lesson, running, until

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def room(world: World, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    with running(fresh(world, lesson(world)), tmp_path_factory.mktemp("rooms") / "test") as found:
        yield found


@pytest.fixture(scope="module")
def host(room: Running) -> Phone:
    return host_of(room)


def get(room: Running, path: str, method: str = "GET", **headers: str) -> tuple[int, str, Any]:
    asked = HTTPConnection("127.0.0.1", room.port, timeout=20)
    asked.putrequest(method, path, skip_host=True)
    for name, value in {"host": f"127.0.0.1:{room.port}", **headers}.items():
        asked.putheader(name.replace("_", "-"), value)
    asked.endheaders()
    answer = asked.getresponse()
    text = answer.read().decode()
    asked.close()
    return answer.status, text, answer.headers


@pytest.mark.parametrize("path", ["/", "/stage", "/host", "/assets/common.js", "/qr.svg"])
@pytest.mark.parametrize("name", ["evil.example", "127.0.0.1", "127.0.0.1.evil.example:{port}", ""])
def test_a_wrong_name_gets_nothing(room: Running, path: str, name: str) -> None:
    status, _, _ = get(room, path, host=name.format(port=room.port))
    assert status in (400, 403)


def test_the_log_names_who_was_refused(room: Running) -> None:
    get(room, "/", host="evil.example\x7f:1")
    until(lambda: any("wrong name" in line and "127.0.0.1" in line for line in room.said))
    assert all(line.isprintable() for line in room.said)


@pytest.mark.parametrize("origin", ["http://evil.example", "null", "https://127.0.0.1:{port}"])
def test_a_foreign_page_gets_nothing(room: Running, origin: str) -> None:
    where = origin.format(port=room.port)
    assert get(room, "/", origin=where)[0] == 403
    for path in ("/ws", "/stage/ws", "/host/ws"):
        with pytest.raises(InvalidStatus):
            Phone(room.port, path=path, origin=where)


def test_a_socket_says_where_it_comes_from(room: Running) -> None:
    with pytest.raises(InvalidStatus):
        Phone(room.port, origin=None)


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "OPTIONS", "TRACE"])
def test_nothing_can_be_posted(room: Running, method: str) -> None:
    assert get(room, "/", method)[0] == 405


def test_a_hundred_megabytes_are_not_read(room: Running) -> None:
    """The answer comes before the body is sent, and the line is closed."""
    with socket.create_connection(("127.0.0.1", room.port), timeout=20) as line:
        head = f"GET / HTTP/1.1\r\nHost: 127.0.0.1:{room.port}\r\nContent-Length: 100000000\r\n\r\n"
        line.sendall(head.encode())
        assert b" 413 " in line.recv(4096)
        sent = 0
        try:
            while sent < 100_000_000:
                sent += line.send(b"x" * 65536)
        except OSError:
            pass
        assert sent < 20_000_000


def test_the_hosts_pages_are_the_hosts(room: Running, host: Phone) -> None:
    """Whoever has no cookie is sent away, and the address that was printed works once."""
    for path in ("/host", "/host/check", "/host/debrief.html", "/host/results.csv"):
        assert get(room, path)[0] == 403
    assert get(room, room.opened.host.partition(str(room.port))[2])[0] == 403
    assert get(room, "/host?once=")[0] == 403
    assert get(room, "/host", cookie=f"sim_host_{room.port}=guess")[0] == 403
    with pytest.raises(InvalidStatus):
        Phone(room.port, path="/host/ws")


def test_the_host_cannot_be_reached_by_the_machines_own_address(room: Running) -> None:
    """As from another machine: by an address that is not this machine's inner one."""
    if not room.opened.addresses:
        pytest.xfail("this machine is in no network")
    name = room.opened.addresses[0].removeprefix("http://")
    with socket.create_connection((name.partition(":")[0], room.port), timeout=20) as line:
        line.sendall(f"GET /host HTTP/1.1\r\nHost: {name}\r\n\r\n".encode())
        answer = line.makefile("rb").read()
    assert b" 403 " in answer
    assert b"from another machine" in answer


def test_pages_carry_their_policy(room: Running) -> None:
    for path in ("/", "/stage", "/assets/room.css", "/qr.svg", "/nothing"):
        _, text, headers = get(room, path)
        policy = headers["content-security-policy"]
        assert "default-src 'none'" in policy
        assert "script-src 'self';" in policy
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["referrer-policy"] == "same-origin"
        assert "<script>" not in text
        assert "onclick=" not in text


@pytest.mark.parametrize(
    "path",
    [
        "/assets/../serve.py",
        "/assets/%2e%2e/serve.py",
        "/assets/phone.html",
        "/assets/",
        "//etc",
        "/rooms",
    ],
)
def test_no_other_file_is_served(room: Running, path: str) -> None:
    assert get(room, path)[0] == 404


def test_codes_are_not_guessed(room: Running) -> None:
    """Thirty wrong ones from an address, then it has to wait; who has a seat keeps it."""
    code, before = room.opened.code, len(room.opened.hub.room.seats)
    seated = Phone(room.port)
    seated.join(code)
    guessing = [Phone(room.port) for _ in range(2)]
    answers = []
    for n in range(int(limits.WRONG_CODES) + 2):
        found = guessing[n % 2].say({"join": {"code": "AAAA"}})
        answers.append(found["said"])
    assert answers[0] == "That is not the code of this room."
    assert answers[-1].startswith("Too many tries")
    assert guessing[0].say({"join": {"code": code}})["said"].startswith("Too many tries")
    assert len(room.opened.hub.room.seats) == before + 1
    assert any("a wrong code from" in line for line in room.said)
    room.opened.hub.wrong._of.clear()
    for phone in (seated, *guessing):
        phone.close()


HOSTILE: list[Any] = [
    {"join": {"code": "<script>alert(1)</script>"}},
    {"join": {"code": "\x1b[2J"}},
    {"join": {"code": ["B"]}},
    {"join": {"code": "é" * 4}},
    {"join": []},
    {"event": {"do": "vote", "at": "1.1.choose", "action": "<img src=x onerror=alert(1)>"}},
    {"event": {"do": "vote", "at": "1.1.choose\n", "action": None}},
    {"event": {"do": "advance", "at": "1.0.lobby"}},
    {"event": {"do": "join", "key": "0" * 64}},
    {"event": {"do": "remove", "seat": "s1"}},
    {"event": {"do": "program", "team": "RUS", "at": "1.0.lobby"}},
    {"event": {"do": "whatif", "off": None, "values": {"actors.KOR.precision": 9.0}}},
    {"event": {"do": "bet", "at": "1.1.bet", "action": "x", "percent": "50"}},
    {"event": "vote"},
    {},
]


@pytest.mark.parametrize("message", HOSTILE)
def test_nonsense_is_refused_in_words(room: Running, message: Any) -> None:
    phone = Phone(room.port)
    phone.join(room.opened.code)
    before = room.opened.hub.room
    said = phone.say(message)["said"]
    assert said
    assert said.isprintable()
    assert room.opened.hub.room == before
    phone.close()


def test_a_seat_is_its_own_and_no_others(room: Running) -> None:
    """Whatever seat a message names, it speaks for the one that its phone has."""
    one, other = Phone(room.port), Phone(room.port)
    one.join(room.opened.code)
    other.join(room.opened.code)
    found = one.event(do="vote", at="1.0.lobby", action=None, seat="s1")
    assert found["said"] == "That question is closed."
    host = Phone(room.port, token=other.token)  # the same device in a second window
    seat = host.view(lambda found: found["type"] == "seat")["view"]["seat"]
    other.drained()  # the newest counts
    assert seat.startswith("s")
    for phone in (one, host):
        phone.close()


def test_not_even_the_host_speaks_for_a_seat_or_a_program(room: Running, host: Phone) -> None:
    phone = Phone(room.port)
    phone.join(room.opened.code)
    seat = list(room.opened.hub.room.seats)[-1]
    for event in (
        {"do": "vote", "seat": seat, "at": "1.1.choose", "action": None},
        {"do": "program", "team": "RUS", "at": "1.1.choose"},
        {"do": "join", "key": "0" * 64},
    ):
        assert host.event(**event)["said"] == "That is for the seat itself to say."
    phone.close()


def test_what_is_too_long_or_too_fast_ends_the_line(room: Running) -> None:
    for flood in ([json.dumps({"n": 1, "join": {"code": "x" * limits.MESSAGE}})], ["[]"] * 200):
        phone = Phone(room.port)
        with suppress(ConnectionClosed):
            for message in flood:
                phone.socket.send(message)
        phone.drained()


def test_no_more_pages_than_a_class_has(room: Running) -> None:
    room_left = limits.SOCKETS_OF_ONE - len(room.opened.hub.lines)
    phones = [Phone(room.port) for _ in range(room_left)]
    with pytest.raises(InvalidStatus):
        Phone(room.port)
    for phone in phones:
        phone.close()
    until(lambda: len(room.opened.hub.lines) <= limits.SOCKETS_OF_ONE - room_left)


def test_stale_and_repeated_messages_change_nothing(room: Running, host: Phone) -> None:
    phone = Phone(room.port)
    phone.join(room.opened.code)
    first = {"do": "advance", "at": "1.0.lobby"}
    assert host.event(**first)["said"] == ""
    assert host.event(**first)["said"] == "That question is closed."
    assert room.opened.hub.room.question == "1.1.brief"
    assert (
        phone.event(do="vote", at="1.1.choose", action=None)["said"] == "That question is closed."
    )
    phone.close()


def test_two_hosts_are_one(world: World, tmp_path: Path) -> None:
    """The newest window is the host's; the older one is told."""
    with running(fresh(world, lesson(world)), tmp_path / "test") as room:
        cookie = {"Cookie": cookie_of(room)}
        old = Phone(room.port, path="/host/ws", additional_headers=cookie)
        new = Phone(room.port, path="/host/ws", additional_headers=cookie)
        old.drained()
        assert new.event(do="pause", on=True)["said"] == ""
        new.close()


def test_without_phones_no_other_machine_can_come(world: World, tmp_path: Path) -> None:
    with running(fresh(world, lesson(world), hands=True), tmp_path / "test", phones=False) as room:
        assert room.opened.socket.getsockname()[0] == "127.0.0.1"
        assert room.opened.addresses == []


@pytest.fixture
def apart(world: World, tmp_path: Path) -> Iterator[Running]:
    """A room of its own, since what is done to it stays."""
    with running(fresh(world, lesson(world)), tmp_path / "test") as found:
        yield found


@pytest.mark.parametrize("once", ["%C3%A9", "%00%ff", "", "%F0%9F%98%80", "x" * 5000])
def test_a_guessed_address_of_the_host_is_no_fault_of_the_server(apart: Running, once: str) -> None:
    assert get(apart, f"/host?once={once}")[0] == 403
    host = host_of(apart)  # the real one still works
    host.close()


def test_who_asks_slowly_is_not_waited_for(apart: Running, monkeypatch: pytest.MonkeyPatch) -> None:
    """A request that trickles in, the first or the second of its line; a phone stays."""
    phone = Phone(apart.port)
    monkeypatch.setattr(limits, "HELLO", 0.3)
    first, second = (socket.create_connection(("127.0.0.1", apart.port), 20) for _ in range(2))
    whole = f"GET /icon HTTP/1.1\r\nHost: 127.0.0.1:{apart.port}\r\n\r\n".encode()
    second.sendall(whole)
    assert b" 404 " in second.recv(4096)
    start = time.monotonic()
    for line in (first, second):
        line.settimeout(0.05)
        gone = False
        while not gone and time.monotonic() - start < 10:
            with suppress(OSError):
                line.sendall(b"G")
            try:
                gone = line.recv(4096) == b""
            except TimeoutError:
                continue
            except OSError:
                gone = True
        assert gone
        line.close()
    assert phone.say({"alive": True})["said"] == ""
    phone.close()


def test_no_address_holds_every_connection(apart: Running, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "CONNECTIONS_OF_ONE", 5)
    held = [socket.create_connection(("127.0.0.1", apart.port), 20) for _ in range(5)]
    assert get_or_none(apart) is None
    for line in held:
        line.close()
    until(lambda: get_or_none(apart) == 200)


def get_or_none(room: Running) -> int | None:
    with suppress(OSError, HTTPException):
        return get(room, "/")[0]
    return None


def test_no_address_takes_every_seat(apart: Running, monkeypatch: pytest.MonkeyPatch) -> None:
    """A student who joins over and over leaves places for the others."""
    assert limits.SEATS_OF_ONE < MOST
    monkeypatch.setattr(limits, "SEATS_OF_ONE", 3)
    said = []
    for _ in range(5):
        phone = Phone(apart.port)
        said.append(phone.say({"join": {"code": apart.opened.code}})["said"])
        phone.close()
    assert said[:3] == ["", "", ""]
    assert all(one.startswith("Too many seats") for one in said[3:])
    assert len(apart.opened.hub.room.seats) == 3
    assert any("too many seats, from 127.0.0.1" in line for line in apart.said)


def test_answers_without_end_do_not_fill_the_disk(apart: Running) -> None:
    """What is accepted is kept for good: so a seat has only so many."""
    phone, host = Phone(apart.port), host_of(apart)
    phone.join(apart.opened.code)
    for at in ("1.0.lobby", "1.1.brief"):
        host.event(do="advance", at=at)
    before = len(apart.opened.hub.events)
    said = [
        phone.event(do="bet", at="1.1.bet", action="rus_warns_seoul", percent=n)["said"]
        for n in range(37)
    ]
    taken = said.count("")
    assert limits.ANSWERS <= taken <= limits.ANSWERS + 5
    assert said[-1] == "Too many answers at once. Wait a little."
    assert len(apart.opened.hub.events) == before + taken
    seats, seconds = MOST, 90 * 60
    assert seats * (limits.ANSWERS + seconds * limits.ANSWERS_A_SECOND) < 200_000  # that are read
    phone.close()
    host.close()


def test_a_page_that_cannot_be_drawn_is_not_every_page(
    apart: Running, monkeypatch: pytest.MonkeyPatch
) -> None:
    phone, host = Phone(apart.port), host_of(apart)
    phone.join(apart.opened.code)
    monkeypatch.setattr("sim.room.web.hub.phone", lambda *_: 1 / 0)
    assert host.event(do="pause", on=True)["said"] == ""
    until(lambda: any("could not be drawn" in line for line in apart.said))
    host.view(lambda found: found["scene"]["paused"])
    phone.close()
    host.close()


# What is on the disk


def test_the_room_is_kept_from_others_and_holds_no_token(room: Running, world: World) -> None:
    phone = Phone(room.port)
    token = phone.join(room.opened.code)
    path = room.folder / "room.json"
    assert path.stat().st_mode & 0o077 == 0
    text = path.read_text()
    assert token not in text
    kept = take_up(room.folder, world)
    assert kept.room == room.opened.hub.room
    phone.close()


CHANGED: list[tuple[str, Any, str]] = [
    ("world", "0" * 64, "another world"),
    ("scenario", "0" * 64, "not as it was then"),
    ("id", "../../etc", "not well formed"),
    ("code", "<b>!", "not well formed"),
    ("run", -1, "too small"),
    ("extra", 1, "unknown key"),
]


@pytest.mark.parametrize(("key", "value", "words"), CHANGED)
def test_a_foreign_room_is_refused(
    room: Running, world: World, tmp_path: Path, key: str, value: Any, words: str
) -> None:
    data = json.loads((room.folder / "room.json").read_text())
    data["header"][key] = value
    (tmp_path / "room.json").write_text(json.dumps(data))
    with pytest.raises(WorldError, match=words):
        take_up(tmp_path, world)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "no JSON"),
        ("{", "no JSON"),
        ("[" * 100_000, "no JSON"),
        ("{}", "is missing"),
        ('{"header": 1, "state": "", "events": []}', "mapping"),
    ],
)
def test_what_is_no_room(world: World, tmp_path: Path, text: str, words: str) -> None:
    (tmp_path / "room.json").write_text(text)
    with pytest.raises(WorldError, match=words):
        take_up(tmp_path, world)


def test_an_event_too_many_is_refused(room: Running, world: World, tmp_path: Path) -> None:
    data = json.loads((room.folder / "room.json").read_text())
    for extra in ({"do": "advance", "at": "1.9.twin"}, {"do": "fly"}):
        changed = {**data, "events": [*data["events"], extra]}
        (tmp_path / "room.json").write_text(json.dumps(changed))
        with pytest.raises(WorldError):
            take_up(tmp_path, world)
    (tmp_path / "room.json").write_text(json.dumps({**data, "state": "1" * 64}))
    with pytest.raises(WorldError, match="another end"):
        take_up(tmp_path, world)


def test_what_a_network_is_called_cannot_change_its_code() -> None:
    assert wifi('a;T:x\\"', "p:,") == 'WIFI:T:WPA;S:a\\;T\\:x\\\\\\";P:p\\:\\,;;'
    assert wifi("open", "") == "WIFI:T:nopass;S:open;P:;;"
