"""``sim play`` and ``sim audit`` at the terminal."""

import json
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from sim.world import World
from tests.app.cli import Sim
from tests.app.test_again import HISTORY
from tests.single.bots import STILL, alive, bot

SHORT = ("--steps", 3)
SEAT = Path(__file__).parents[2] / "docs" / "seat.py"
ANSWERING = f"{sys.executable} -S {SEAT}"


def seated(desk: Path, command: str) -> Path:
    """A scenario that leaves Russia to a program."""
    (desk / "scenarios").mkdir()
    path = desk / "scenarios" / "seated.yaml"
    path.write_text(
        "title: A seat\nwhy: A program plays Russia.\nextends: lethal_aid\n"
        f"seats:\n  RUS: {{program: {json.dumps(command)}}}\n"
    )
    return path


def test_a_game_is_shown_saved_and_replayed(sim: Sim, desk: Path) -> None:
    played = sim("play", "lethal_aid", "--seat", f"RUS={ANSWERING}", *SHORT, "--save", "game.json")
    assert played.code == 0
    assert "Where it stands after 3 months" in played.out
    assert "Russia signs a mutual-defence treaty with North Korea (scripted)." in played.out
    assert "Russia answers: " in played.out
    assert "“nobody has harmed it”" in played.out
    assert "than without the choices made: " in played.out
    again = sim("play", "--replay", "game.json")
    assert (again.code, again.out) == (0, played.out)


@pytest.mark.slow
def test_a_game_as_json(sim: Sim, desk: Path) -> None:
    seat = f"RUS={ANSWERING}"
    assert sim("play", "lethal_aid", "--seat", seat, *SHORT, "--save", "game.json").code == 0
    told = json.loads(sim("play", "--replay", "game.json", "--json").out)
    assert [month["month"] for month in told["months"]] == [
        "2024-06",
        "2024-07",
        "2024-08",
    ]
    assert all(month["said"][0]["fault"] is None for month in told["months"])
    refused = sim("play", "lethal_aid", "--save", "game.json")
    assert (refused.code, refused.err) == (
        2,
        "error: game.json is there already and stays as it is\n",
    )


def test_a_scenario_with_a_seat_is_for_play_alone(sim: Sim, desk: Path) -> None:
    path = seated(desk, STILL)
    assert sim("check", path).code == 0
    found = sim("run", path)
    assert found.code == 2
    assert "`seated` gives the seat of RUS to a program" in found.err
    assert "Only `sim play` and `sim room` run programs" in found.err
    played = sim("play", path, "--steps", 2)
    assert "Russia answers: nothing in " in played.out


@pytest.mark.slow
def test_no_other_command_runs_a_program(sim: Sim, desk: Path) -> None:
    path = seated(desk, STILL)
    for command in ("diagnose", "explain", "sensitivity"):
        found = sim(command, path)
        assert found.code == 2
        assert "gives the seat of RUS to a program" in found.err
    by_model = sim("play", path, "--steps", 2, "--seat", "RUS=model")
    assert "Russia answers" not in by_model.out


def test_a_program_that_fails_is_told_and_the_game_goes_on(sim: Sim) -> None:
    hostile = bot(
        "print(json.dumps({'because': '\\x1b[2J\\nfake', 'choose': {'x': None}}), flush=True)"
    )
    found = sim("play", "lethal_aid", "--seat", f"RUS={hostile}", "--steps", 2)
    assert found.code == 0
    assert "Russia passes (`x`: no instrument of Russia." in found.out
    assert "\x1b[2J" not in found.out


@pytest.fixture
def typed(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What a person types, line by line; then the terminal is closed."""
    lines: list[str] = []

    def answer(_prompt: str) -> str:
        if not lines:
            raise EOFError
        return lines.pop(0)

    monkeypatch.setattr("builtins.input", answer)
    return lines


def test_a_person_plays(sim: Sim, desk: Path, typed: list[str]) -> None:
    typed += ["arms", "99", "1 2", "", "0", "1 0", "q"]
    found = sim("play", "lethal_aid", "--seat", "KOR=me", "--save", "mine.json")
    assert found.code == 0
    assert found.out.count("Once more:") == 3
    assert "“arms” is no number from 0 to " in found.out
    assert "Two acts of one line of policy in a month" in found.out
    assert "South Korea answers: leaves all to the model." in found.out
    assert "Where it stands after 3 months" in found.out
    assert "The game ends here." in found.out
    said = json.loads(Path("mine.json").read_text())["said"]
    assert said[0]["choose"] == {}
    assert set(said[1]["choose"].values()) == {None}
    assert sum(action is not None for action in said[2]["choose"].values()) == 1
    again = sim("play", "--replay", "mine.json")
    assert "Where it stands after 3 months" in again.out


def test_who_looks_on_does_not_see_what_is_hidden(
    sim: Sim, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    action = world.actions["chn_unease_to_washington"]  # which Washington alone sees
    chosen = f"{{'choose': {{{action.instrument!r}: {action.id!r}}}, 'because': 'a se' + 'cret'}}"
    unease = bot(f"print(json.dumps({chosen}), flush=True)")
    for code, sees in (("USA", True), ("KOR", False)):
        lines = iter(["", "q"])
        monkeypatch.setattr("builtins.input", lambda _prompt, lines=lines: next(lines))
        seats = ("--seat", f"{code}=me", "--seat", f"CHN={unease}")
        shown = sim("play", "lethal_aid", *seats).out
        assert "South Korea" in shown
        assert ("a secret" in shown) is False
        assert (action.title[1:] in shown.replace("\n    ", " ")) is sees


@pytest.mark.parametrize(
    ("args", "words"),
    [
        (("play",), "Name a SCENARIO"),
        (("play", "lethal_aid", "--seat", "RUS"), "write CODE=HOW, such as RUS=me"),
        (("play", "lethal_aid", "--seat", "UKR=me"), "Ukraine does not decide"),
        (("play", "lethal_aid", "--seat", "RSU=me"), "there is no such state. Did you mean `RUS`"),
        (("play", "lethal_aid", "--seat", "RUS=me", "--seat", "RUS=me"), "is given twice"),
        (("play", "lethal_aid", "--seat", "RUS=no_such_thing"), "cannot be started: no such file"),
        (("play", "lethal_aid", "--seat", "RUS=me", "--json"), "do not go with it"),
        (("play", "lethal_aids"), "unknown scenario"),
        (("play", "lethal_aid", "--run", "10000000"), "10000000 is not in the range"),
        (("play", "--replay", "none.json"), "none.json: the file cannot be read"),
        (("play", "--replay", "bad.json"), "bad.json: it is no JSON"),
        (("play", "--replay", "list.json"), "list.json: it holds no game"),
        (("play", "--replay", "path.json"), "path.json: it holds no game"),
        (("play", "--replay", "bad.json", "--seed", "3"), "--seed cannot change it"),
        (("audit", "--seat", "RUS"), "Name a PROGRAM"),
        (("audit", "cat"), "Missing option '--seat'"),
        (("audit", "cat", "--seat", "UKR"), "Ukraine does not decide"),
        (("audit", "false", "--seat", "RUS"), "gave no answer in a whole game"),
        (("audit", "--seat", "RUS", "--replay", "."), "there is no game in it"),
        (("audit", "cat", "--seat", "RUS", "--replay", "."), "leave out PROGRAM"),
    ],
)
def test_what_cannot_be_played(sim: Sim, desk: Path, args: tuple[str, ...], words: str) -> None:
    Path("bad.json").write_text("{")
    Path("list.json").write_text("[1]")
    Path("path.json").write_text('{"run": {"scenario": "../secret"}}')
    found = sim(*args)
    assert found.code == 2
    assert words in found.err
    assert "Traceback" not in found.err
    assert found.out == ""


def test_an_audit_is_printed_kept_and_made_again(sim: Sim, desk: Path) -> None:
    asked = ("audit", ANSWERING, "lethal_aid", "--seat", "RUS", "--games", 2, "--steps", 8)
    found = sim(*asked, "--save", "games")
    assert found.code == 0
    for words in ("2 games of lethal_aid", "It raises tension", "It failed in none of 16 answers"):
        assert words in found.out
    for title in ("What it does", "When it raises", "answers in kind", "keeps its threats"):
        assert title in found.out
    assert len(found.out.splitlines()) <= 60
    assert max(map(len, found.out.splitlines())) <= 100
    assert sorted(path.name for path in Path("games").iterdir()) == [
        f"game-{number:04}.json" for number in range(2)
    ]
    again = sim("audit", "--seat", "RUS", "--replay", "games")
    assert found.out.startswith(again.out)


@pytest.mark.slow
def test_games_of_an_audit_are_games(sim: Sim, desk: Path) -> None:
    asked = ("audit", ANSWERING, "lethal_aid", "--seat", "RUS", "--games", 2, "--steps", 8)
    assert sim(*asked, "--save", "games").code == 0
    one = sim("play", "--replay", "games/game-0001.json")
    assert "the luck of run 1, seed 0" in one.out
    assert "the model played it" in sim("audit", "--seat", "KOR", "--replay", "games").err
    assert "holds games already" in sim(*asked, "--save", "games").err
    told = json.loads(sim("audit", "--seat", "RUS", "--replay", "games", "--json").out)
    assert (told["games"], told["answered"], told["seat"]) == (2, 16, "RUS")


def test_an_audit_tells_how_a_program_failed(sim: Sim) -> None:
    clumsy = bot("print('{}' if told['step'] % 2 else 'well', flush=True)")
    found = sim("audit", clumsy, "--seat", "RUS", "--games", 1, "--steps", 4)
    assert "It failed in 2 of 4 answers: the model decided then." in found.out
    assert "no answer that can be acted on" in found.out
    assert "It decided nothing that could raise tension" in found.out


@pytest.mark.slow
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_no_program_outlives_the_game(tmp_path: Path, number: signal.Signals) -> None:
    pids = tmp_path / "pids"
    hanging = bot(
        before="import os, signal, subprocess\n"
        "for n in (2, 15, 1): signal.signal(n, signal.SIG_IGN)\n"
        "child = subprocess.Popen(['sleep', '120'])\n"
        f"open({str(pids)!r}, 'w').write(f'{{os.getpid()}} {{child.pid}}')\n"
        "time.sleep(120)\n"
    )
    command = [sys.executable, "-m", "sim", "play", "pact", "--seat", f"RUS={hanging}"]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    while not (pids.exists() and " " in pids.read_text()):
        assert process.poll() is None
        time.sleep(0.05)
    process.send_signal(number)
    _, err = process.communicate(timeout=20)
    assert process.returncode == (130 if number == signal.SIGINT else 143)
    assert "Traceback" not in err
    assert not [pid for pid in pids.read_text().split() if alive(int(pid))]


BEGUN = ("--from", "2025-02", "--history", "mine.yaml")


@pytest.fixture
def mine(desk: Path) -> None:
    Path("mine.yaml").write_text(HISTORY, encoding="utf-8")


def test_a_game_begins_after_a_history_and_its_replay_is_told_so(
    sim: Sim, desk: Path, mine: None
) -> None:
    asked = ("play", "lethal_aid", "--seat", f"RUS={ANSWERING}", *SHORT, *BEGUN)
    played = sim(*asked, "--save", "game.json")
    assert played.code == 0, played.err
    assert "from Feb 2025, after: Mine" in played.out
    assert "Feb 2025  month 1" in played.out
    assert "sim play --replay game.json --from 2025-02 --history mine.yaml" in played.out
    again = sim("play", "--replay", "game.json", *BEGUN)
    assert (again.code, again.out) == (0, played.out)
    refused = sim("play", "--replay", "game.json")
    assert refused.code == 2
    assert "it is of another world. It begins in 2025-02: --from 2025-02." in refused.err
    assert sim("play", "lethal_aid", *SHORT, "--save", "plain.json").code == 0
    refused = sim("play", "--replay", "plain.json", *BEGUN)
    assert "It begins at the world's own date." in refused.err


@pytest.mark.slow
def test_an_audit_begins_after_a_history(sim: Sim, desk: Path, mine: None) -> None:
    asked = ("audit", ANSWERING, "lethal_aid", "--seat", "RUS", "--games", 2, *SHORT, *BEGUN)
    found = sim(*asked, "--save", "games")
    assert found.code == 0, found.err
    assert "2 games of lethal_aid from Feb 2025" in found.out
    again = sim("audit", "--seat", "RUS", "--replay", "games", *BEGUN, "--json")
    assert json.loads(again.out)["games"] == 2
    assert sim("audit", "--seat", "RUS", "--replay", "games").code == 2
