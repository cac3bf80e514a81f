"""``sim room``, ``sim rooms``, ``sim lesson``: what they refuse, and what they leave behind."""

import socket
from hashlib import sha256
from pathlib import Path

import pytest

from sim.room.core import events as ev
from sim.room.core.accept import accept
from sim.room.core.game import Game
from sim.room.core.record import header, line, put, take_up, written
from sim.room.core.setup import Setup
from sim.room.core.state import Room
from sim.world import World, load_scenario
from sim.world.lesson import load_lesson
from tests.app.cli import Sim

CHOICES = {"kor_reviews_lethal_ban": 1, "kor_lethal_aid": 2}


def play(world: World, home: Path, months: int = 2) -> None:
    """Seoul reviews its ban, then sends lethal aid, which could not be done before."""
    setup = Setup(world, load_lesson("fifteen_minutes", world), 0, 405)
    game, room, done = Game(setup), Room(), []

    def do(event: ev.Event) -> None:
        nonlocal room
        room = accept(setup.rules, room, event, game.table(room))
        done.append(event)

    do(ev.Join(key=sha256(b"0").hexdigest()))
    chosen = iter(CHOICES)
    while len(room.months) < months:
        if room.phase == "bet":
            do(ev.Bet(seat="s1", at=room.question, action="rus_warns_seoul", percent=70))
        if room.phase == "choose":
            do(ev.Vote(seat="s1", at=room.question, action=next(chosen)))
        do(ev.Advance(at=room.question))
    game.follow(room)
    top = header(setup, home.name, "BCDF", "0" * 64)
    put(home, written(top, [line(event) for event in done], game))


@pytest.fixture
def rooms(desk: Path, world: World) -> Path:
    play(world, desk / "rooms" / "mine")
    return desk / "rooms"


def test_lessons_are_listed_checked_and_written(sim: Sim, desk: Path) -> None:
    assert "fifteen_minutes  (15 minutes; pact; KOR)" in sim("lesson", "list").out
    assert sim("lesson", "new", "ours").code == 0
    assert "stays as it is" in sim("lesson", "new", "ours").err
    found = sim("lesson", "check")
    assert (found.code, found.err) == (0, "")
    assert "ours: 4 months of pact, 2 played: ok" in found.out
    (desk / "lessons" / "bad.yaml").write_text("title: A\n")
    found = sim("lesson", "check", "bad")
    assert found.code == 2
    assert found.err.startswith("error: lessons/bad.yaml:1: the key")


def test_role_sheets_are_printed(sim: Sim, desk: Path) -> None:
    assert sim("lesson", "sheets", "the_umbrella").out == "the_umbrella-sheets.html\n"
    page = (desk / "the_umbrella-sheets.html").read_text(encoding="utf-8")
    assert page.count("What it can do, at most one thing a month") == 2
    assert "South Korea (KOR)" in page
    assert "http" not in page.replace("http-equiv", "")


def test_what_cannot_be_opened_is_refused(sim: Sim, desk: Path) -> None:
    found = sim("room", "fiften_minutes", "--no-open")
    assert (found.code, found.out) == (2, "")
    assert "Did you mean `fifteen_minutes`?" in found.err
    assert "no state that decides" in sim("room", "--solo", "UKR", "--no-open").err
    assert "there is no room '../x'" in sim("room", "--resume", "../x", "--no-open").err
    with socket.socket() as taken:
        taken.bind(("0.0.0.0", 0))
        taken.listen()
        found = sim("room", "--no-open", "--port", taken.getsockname()[1])
    assert found.code == 2
    assert "cannot be opened" in found.err
    assert not (desk / "rooms").exists()


def test_without_its_libraries_it_says_what_to_install(
    sim: Sim, desk: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sim.ask.extras.find_spec", lambda _name: None)
    found = sim("room", "--no-open")
    assert found.code == 2
    assert "pip install 'alliance-sim[room]'" in found.err


@pytest.mark.slow
def test_a_room_is_talked_over(sim: Sim, rooms: Path) -> None:
    assert "mine  Three months in Seoul" in sim("rooms", "list").out
    assert sim("rooms", "debrief", "mine").code == 0
    page = (rooms / "mine" / "debrief.html").read_text(encoding="utf-8")
    assert "South Korea sends lethal aid directly to Ukraine" in page
    assert "Luck or choice?" in page
    assert "http://" not in page
    rows = (rooms / "mine" / "results.csv").read_text().splitlines()
    assert rows[0].startswith("seat,name,state,removed,votes,bets")
    assert rows[1].startswith("s1,")
    assert ",KOR,no,2,1,1,0.0900," in rows[1]


@pytest.mark.slow
def test_a_room_becomes_a_scenario(sim: Sim, rooms: Path, world: World) -> None:
    """What was chosen is scripted, and everything that it needed to be possible."""
    assert sim("rooms", "export", "mine", "what_they_did").code == 0
    found = load_scenario(Path("scenarios/what_they_did.yaml"), world)
    own = {event.action: event.step for event in found.events if event.action != "rus_prk_pact"}
    assert own == CHOICES
    again = sim("rooms", "export", "mine", "what_they_did")
    assert again.code != 0
    assert "stays as it is" in again.err
    assert sim("check", "scenarios/what_they_did.yaml").code == 0


@pytest.mark.slow
def test_a_room_branches_and_is_removed(sim: Sim, rooms: Path, world: World) -> None:
    assert sim("rooms", "branch", "mine", 1).code == 0
    kept = take_up(rooms / "mine-from-1", world)
    assert [taken.action for taken in kept.room.months[0].taken] == ["kor_reviews_lethal_ban"]
    assert len(kept.room.months) == 1
    assert "is there already" in sim("rooms", "branch", "mine", 1).err
    assert "never stood after month 3" in sim("rooms", "branch", "mine", 3).err
    assert sim("rooms", "remove", "mine").code == 0
    assert not (rooms / "mine").exists()
    assert sim("rooms", "remove", "..").code == 2


@pytest.mark.slow
def test_what_was_changed_by_hand_is_refused(sim: Sim, rooms: Path) -> None:
    path = rooms / "mine" / "room.json"
    path.write_text(path.read_text().replace("kor_lethal_aid", "kor_courts_beijing"))
    found = sim("rooms", "debrief", "mine")
    assert found.code == 2
    assert found.err.startswith("error: rooms/mine/room.json: its months come to another end")
    assert not (rooms / "mine" / "debrief.html").exists()
