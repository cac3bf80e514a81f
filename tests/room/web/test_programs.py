"""Programs that take a seat: as in ``sim play``, and no fault of theirs stops a class."""

import os
import sys
import time
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from sim.room.core.record import take_up
from sim.room.web import serve
from sim.room.web.serve import Opened, Opening
from sim.single import EscalationModel
from sim.single.game import Game
from sim.single.program import Program
from sim.world import World, WorldError
from sim.world.lesson import Lesson
from sim.world.seat import SeatText
from tests.room.web.bots import Running, fresh, host_of, lesson, running, until

pytestmark = pytest.mark.slow
ROOT = Path(__file__).parents[3]
SEAT = f"{sys.executable} {ROOT / 'docs' / 'seat.py'}"


def with_program(world: World, command: str) -> Lesson:
    return lesson(world, bets="none", bet_on=(), seats={"RUS": SeatText(program=command)})


def program(folder: Path, text: str) -> str:
    path = folder / "seat.py"
    path.write_text(text)
    return f"{sys.executable} {path}"


def advance(room: Running, host: Any, *phases: str) -> None:
    for phase in phases:
        assert host.event(do="advance", at=room.opened.hub.room.question)["said"] == ""
        assert room.opened.hub.room.phase == phase


def programs(host: Any) -> str:
    (one,) = host.heard[-1]["programs"]
    return str(one["said"])


def test_it_plays_as_in_sim_play_and_a_room_taken_up_is_the_room(
    world: World, tmp_path: Path
) -> None:
    found = with_program(world, SEAT)
    with running(fresh(world, found), tmp_path / "test") as room:
        host = host_of(room)
        for _ in range(3):
            advance(room, host, "brief", "choose", "reveal")
        months = room.opened.hub.room.months
        history = room.opened.hub.game.model.history
        shown = room.opened.hub.scene()["text"]
        advance(room, host, "twin", "whatif")
        host.close()
    alone = EscalationModel(world, found.scenario, seed=0, run=405, steps=3, values="stated")
    with Program(SEAT) as seat:
        game = Game(alone)
        game.seat_program("RUS", seat)
        alone.run()
    done = [[(deed.action, deed.step) for deed in month] for month in history]
    assert done == [[(deed.action, deed.step) for deed in month] for month in alone.history]
    assert any(taken.by == "program" and taken.action for month in months for taken in month.taken)
    assert any("by its program" in line for line in shown)
    kept = take_up(tmp_path / "test", world)  # no program runs for that
    assert kept.room.months == months


FAULTY = {
    "crash": ("import sys; sys.exit('out of fuel')", "out of fuel"),
    "silence": ("import sys\nfor line in sys.stdin: pass", "no answer within 0.5 s"),
    "nonsense": (
        'import sys\nfor line in sys.stdin: print(\'{"choose": {"x": null}}\', flush=True)',
        "no instrument of Russia",
    ),
    "oversized": (
        "import sys\nfor line in sys.stdin: print('x' * 70_000, flush=True)",
        "more than 65,536 bytes",
    ),
}


@pytest.mark.parametrize("fault", FAULTY)
def test_a_fault_is_a_pass_and_is_told(
    world: World, tmp_path: Path, fault: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    text, words = FAULTY[fault]
    limited = Opening
    monkeypatch.setattr("tests.room.web.bots.Opening", lambda *how: limited(*how, limit=0.5))
    found = with_program(world, program(tmp_path, text))
    with running(fresh(world, found), tmp_path / "test") as room:
        host = host_of(room)
        advance(room, host, "brief", "choose", "reveal")  # the vote waits for who still thinks
        spoken = room.opened.hub.room.spoken["RUS"]
        assert (spoken.fault, spoken.choose) == (fault, {})
        assert words in spoken.wrong
        assert room.opened.hub.room.months[0].left == ("RUS",)
        told = f"Russia has a program that gave no answer ({fault}), so the model played it"
        assert told in room.opened.hub.scene()["text"]
        until(lambda: any(words in line for line in room.said))
        advance(room, host, "brief", "choose", "reveal")
        host.close()
    own = EscalationModel(world, found.scenario, seed=0, run=405, steps=3, values="stated")
    own.step()
    assert room.opened.hub.game.model.history[0] == own.history[0]  # the model's own month


def test_it_is_asked_anew_when_a_month_is_taken_back_and_when_a_room_is_taken_up(
    world: World, tmp_path: Path
) -> None:
    noting = program(
        tmp_path,
        "import json, sys\n"
        f"out = open({str(tmp_path / 'asked')!r}, 'a')\n"
        "for line in sys.stdin:\n"
        "    told = json.loads(line)\n"
        "    print(told['type'], told.get('step', ''), file=out, flush=True)\n"
        "    if told['type'] == 'month': print('{}', flush=True)\n",
    )
    folder = tmp_path / "test"
    with running(fresh(world, with_program(world, noting)), folder) as room:
        host = host_of(room)
        advance(room, host, "brief", "choose", "reveal")
        assert host.event(do="undo", at="1.1.reveal")["said"] == ""
        advance(room, host, "reveal", "brief")
        until(lambda: "RUS" in room.opened.hub.room.spoken)
        host.close()
    with running(take_up(folder, world), folder) as room:
        host = host_of(room)
        advance(room, host, "choose", "reveal", "brief")
        until(lambda: "RUS" in room.opened.hub.room.spoken)
        assert "Russia has a program" not in str(programs(host))
        host.close()
    asked = (tmp_path / "asked").read_text().split("\n")
    assert asked[:4] == ["hello ", "month 1", "month 1", "month 2"]
    assert asked[4:-1] == ["hello ", "month 3"]  # what was answered is not asked again


def test_no_program_outlives_its_room(world: World, tmp_path: Path) -> None:
    """Even one that says nothing and does not listen; the room is closed at once."""
    pid = tmp_path / "pid"
    deaf = program(
        tmp_path,
        f"import os, time\nopen({str(pid)!r}, 'w').write(str(os.getpid()))\ntime.sleep(600)\n",
    )
    with running(fresh(world, with_program(world, deaf)), tmp_path / "test") as room:
        host = host_of(room)
        advance(room, host, "brief")
        until(lambda: pid.is_file() and pid.read_text())
        number = int(pid.read_text())
        host.close()
        start = time.monotonic()
    assert time.monotonic() - start < 5.0
    with pytest.raises(ProcessLookupError):
        os.kill(number, 0)


def test_one_that_cannot_be_started_is_told_before_anybody_comes(
    world: World, tmp_path: Path
) -> None:
    kept = fresh(world, with_program(world, "no-such-program-here"))
    with pytest.raises(WorldError, match="cannot be started"):
        serve.Opened(kept, Opening(tmp_path / "test", 0, False, print))
    assert not (tmp_path / "test").exists()


def test_a_scenario_brings_its_own(world: World, tmp_path: Path) -> None:
    found = lesson(world)
    found = replace(found, scenario=replace(found.scenario, seats={"RUS": SEAT, "KOR": SEAT}))
    assert found.programs == {"RUS": SEAT}  # Seoul is the class's
    opened = Opened(fresh(world, found), Opening(tmp_path / "test", 0, False, print))
    opened.programs.close()
    opened.socket.close()
