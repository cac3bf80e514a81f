"""Programs in a seat: what they see, what counts as an answer, how they fail, and their end."""

import json
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from sim.binding import build_case
from sim.kernel.engine.keep import Path as KeptPath
from sim.single import EscalationModel, StateActor
from sim.single.game import Game
from sim.single.program import GIVEN_UP, Program
from sim.single.record import frozen
from sim.single.seat import MAX_LINE, PassError, hello, read_answer, sees
from sim.world import World, WorldError, load_scenario
from sim.world.document import Document
from sim.world.history import since
from sim.world.read_history import load_history
from tests.single.bots import LEAVES, STILL, alive, bot

STEPS = 4


def game(world: World, command: str, limit: float = 5.0, seat: str = "RUS") -> Game:
    """A game of a few months that a program has played."""
    found = Game(EscalationModel(world, "lethal_aid", seed=3, run=5, steps=STEPS))
    with Program(command, limit) as program:
        found.seat_program(seat, program)
        found.model.run()
    return found


@pytest.fixture(scope="module")
def row(world: World) -> Any:
    """(step, pair) the latent alignments of the ensemble's run."""
    case = build_case(world, load_scenario("lethal_aid", world))
    kept = case.keep(case.luck(3, 0, 8, STEPS), {"z": KeptPath(case.slots("z"))})
    return kept["z"][:, :, 5]


def is_the_row(found: Game, row: Any) -> bool:
    latent = [month.moment.after.latent[0] for month in found.model.months]
    return np.array_equal(latent, row)


@pytest.fixture(scope="module")
def left(world: World) -> Game:
    return game(world, LEAVES)


def test_a_seat_left_to_the_model_is_the_ensembles_row(left: Game, row: Any) -> None:
    assert [one.fault for one in left.said] == [None] * STEPS
    assert is_the_row(left, row)


def slow(*values: object) -> Any:
    return pytest.param(*values, marks=pytest.mark.slow)


FAILING = [
    (bot("raise SystemExit('out of ideas')"), 5.0, "crash", "exit code 1: out of ideas"),
    slow(bot(before="import os; os.kill(os.getpid(), 9)\n"), 5.0, "crash", "ended by signal 9"),
    slow(bot(before="import os; os.close(1)\n"), 5.0, "crash", "closed its output"),
    (bot(), 0.15, "silence", "no answer within 0.15 s"),
    slow("sleep 60", 0.1, "silence", "no answer within 0.1 s"),
    (bot("print('Hello!', flush=True)"), 5.0, "nonsense", "no JSON: Expecting value"),
    slow(bot("print('[1]', flush=True)"), 5.0, "nonsense", "no JSON object: [1]"),
    slow(bot("print('[' * 60000, flush=True)"), 5.0, "nonsense", "no JSON: maximum recursion"),
    slow("yes Hello", 5.0, "nonsense", "no JSON"),
    ("cat", 5.0, "nonsense", "unknown key `type`"),
    (bot("print(' ' * 70000 + '{}', flush=True)"), 5.0, "oversized", "more than 65,536 bytes"),
]


@pytest.mark.parametrize(("command", "limit", "fault", "words"), FAILING)
def test_a_program_that_fails_passes_and_the_model_decides(
    world: World, row: Any, command: str, limit: float, fault: str, words: str
) -> None:
    found = game(world, command, limit)
    assert [one.fault for one in found.said] == [fault] * STEPS
    assert words in found.said[0].wrong
    assert is_the_row(found, row)


def test_after_some_months_of_silence_none_is_waited_for(world: World) -> None:
    found = game(world, "sleep 60", 0.1)
    assert "given up after 3 months" in found.said[GIVEN_UP].wrong


def test_a_late_answer_is_none_of_a_later_month(world: World) -> None:
    late = bot(
        "time.sleep(1.1 * (told['step'] == 2))\n"
        "print(json.dumps({'because': str(told['step'])}), flush=True)"
    )
    found = game(world, late, 0.8)
    first = [(one.fault, one.because) for one in found.said]
    assert first == [(None, "1"), ("silence", ""), (None, "3"), (None, "4")]


def test_what_is_said_unasked_is_thrown_away(tmp_path: Path) -> None:
    ready = tmp_path / "ready"
    before = f"print('Hello?', flush=True); open({str(ready)!r}, 'w')\n"
    with Program(bot("print('{}', flush=True)", before), 5.0) as program:
        while not ready.exists():
            time.sleep(0.02)
        assert program.ask({"type": "month"}) == b"{}"


def test_one_that_does_not_read_is_not_waited_for_when_it_is_told(world: World) -> None:
    blocked = bot(before="time.sleep(60)\n")
    with Program(blocked, 0.1) as program:
        for _ in range(GIVEN_UP + 2):
            with pytest.raises(PassError):
                program.ask({"type": "month", "much": "x" * 200_000})


@pytest.mark.parametrize("error", [None, KeyboardInterrupt])
def test_nothing_of_it_is_left(tmp_path: Path, error: type[BaseException] | None) -> None:
    told = tmp_path / "pids"
    parent = (
        "import os, subprocess, signal\n"
        "signal.signal(signal.SIGTERM, signal.SIG_IGN)\n"
        "child = subprocess.Popen(['sleep', '60'])\n"
        f"open({str(told)!r}, 'w').write(f'{{os.getpid()}} {{child.pid}}')\n"
    )
    with suppress(KeyboardInterrupt), Program(bot("time.sleep(60)", parent), 5.0) as program:
        program.limit = 0.05
        while not (told.exists() and told.read_text().count(" ")):
            with suppress(PassError):
                program.ask({"type": "hello"})
        if error is not None:
            raise error
    assert not [pid for pid in told.read_text().split() if alive(int(pid))]


@pytest.mark.parametrize(
    ("command", "words"),
    [
        ("no_such_program --fast", "cannot be started: no such file"),
        ("/", "cannot be started"),
        ("'open", "cannot be read as a command: no closing quotation"),
        ("", "the command is empty"),
    ],
)
def test_what_cannot_be_started(command: str, words: str) -> None:
    with pytest.raises(WorldError, match=words):
        Program(command)


# What it sees


def test_it_sees_what_its_state_sees(world: World) -> None:
    model = EscalationModel(world, "lethal_aid", seed=3, run=2)
    model.choose("CHN", "chn_unease_to_washington")
    model.step()
    told = {code: sees(*asked(model, code), odds=False) for code in ("USA", "KOR")}
    for code, message in told.items():
        done = {deed["action"] for deed in message["deeds"]}
        seen = {deed.action for deed in model.history[0]} - (
            {"chn_unease_to_washington"} if code == "KOR" else set()
        )
        assert done == seen
        assert {pair for pair in message["alignment"] if code not in pair.split(">")} == set()
        assert message["alignment"][f"{code}>RUS"] == model.alignment(code, "RUS")
        assert message["tension"] == model.tension
        assert message["postures"] == model.postures
    assert (told["KOR"]["step"], told["KOR"]["month"]) == (2, "2024-07")
    for deed in told["KOR"]["deeds"]:
        impact = world.actions[deed["action"]].impacts.get("KOR")
        assert deed["to_you"] == (impact.value if impact else 0.0)
    assert any(deed["to_you"] < 0.0 for deed in told["KOR"]["deeds"])


def asked(model: EscalationModel, code: str) -> tuple[Any, Any]:
    actor = model.actor(code)
    return actor, actor.options()


def test_it_is_offered_what_is_open_and_odds_only_if_asked_for(world: World) -> None:
    model = EscalationModel(world, "lethal_aid", seed=3, run=2)
    actor, options = asked(model, "RUS")
    plain, full = (sees(actor, options, odds=odds)["options"] for odds in (False, True))
    assert list(plain) == list(full) == list(options)
    for name, line in options.items():
        assert [one["action"] for one in plain[name]["options"]] == [
            one.action for one in line.options
        ]
        assert "probability" not in plain[name]["options"][0]
        assert "nothing" not in plain[name]
        chances = [one["probability"] for one in full[name]["options"]]
        assert full[name]["nothing"] + sum(chances) == pytest.approx(1.0)
    first = hello(model, "RUS", 7.0, odds=True)
    assert first["limits"] == {"seconds": 7.0, "bytes": MAX_LINE}
    assert (first["protocol"], first["seat"], first["months"]) == (1, "RUS", 18)
    assert first["world"]["actions"].keys() == world.actions.keys()
    assert json.loads(json.dumps(first)) == first


@pytest.fixture(scope="module")
def russia(world: World) -> StateActor:
    return EscalationModel(world, "lethal_aid", seed=3, run=2).actor("RUS")


@pytest.mark.parametrize(
    ("line", "words"),
    [
        (b'{"choose": {"rus_visits": 3}}', "must be text"),
        (b'{"choose": ["rus_visits"]}', "`choose` must be a mapping"),
        (b'{"choices": {}}', "unknown key `choices`"),
        (b'{"choose": {"rus_visit": null}}', "Did you mean `rus_visits`"),
        (b'{"choose": {"kor_neighbours": null}}', "no instrument of Russia"),
        (b'{"choose": {"rus_visits": "rus_warns_seoul"}}', "belongs to `rus_words_to_seoul`"),
        (b'{"choose": {"rus_pact_with_dprk": null}}', "The scenario decides"),
        (b"\xff{}", "no JSON"),
        (b"", "no JSON"),
        (b'{"because": "' + b"x" * 3000 + b'"}', "because"),
    ],
)
def test_what_is_no_answer(russia: StateActor, line: bytes, words: str) -> None:
    with pytest.raises(PassError) as error:
        read_answer(line, russia)
    assert error.value.fault == "nonsense"
    assert words in str(error.value)


# A game as a file


def kept(found: Game) -> dict[str, Any]:
    record: dict[str, Any] = json.loads(json.dumps(found.to_record()))
    return record


def replayed(world: World, record: dict[str, Any]) -> Game:
    return Game.from_record(Document("game.json", frozen(record), {}), world, "lethal_aid")


def test_a_game_replays_to_the_bit(world: World) -> None:
    found = game(world, STILL)
    assert any(d.by == "function" for month in found.model.months for d in month.deeds) is False
    again = replayed(world, kept(found))
    assert again.said == found.said
    assert again.seats == {"RUS": STILL}
    assert again.model.history == found.model.history
    assert np.array_equal(again.model.state.latent, found.model.state.latent)
    assert kept(again) == kept(found)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (lambda r: r.update(game=2), "`game` cannot be 2"),
        (lambda r: r.pop("said"), "the key `said` is missing"),
        (lambda r: r["said"][0].update(fault="dog"), "`fault` cannot be 'dog'"),
        (lambda r: r["run"].update(seed=4), "game.json: record: "),
        (lambda r: r["run"].pop("months"), "`months` is missing"),
    ],
)
def test_what_is_no_game(
    world: World, left: Game, change: Callable[[dict[str, Any]], object], words: str
) -> None:
    record = kept(left)
    change(record)
    with pytest.raises(WorldError) as error:
        replayed(world, record)
    assert words in str(error.value)
    assert "game.json" in str(error.value)


def test_a_seat_that_begins_after_a_history_knows_it_and_is_the_row(world: World) -> None:
    """A seat that leaves all to the model is the run of the ensemble after that history; what its
    state did not see is not told."""
    history = load_history(world.folder / "history" / "year_after_the_pact.yaml", world)
    later = since(world, history, "2025-02")
    case = build_case(later, load_scenario("lethal_aid", later))
    kept = case.keep(case.luck(3, 0, 8, STEPS), {"z": KeptPath(case.slots("z"))})
    found = game(later, LEAVES)
    assert is_the_row(found, kept["z"][:, :, 5])
    fresh = EscalationModel(later, "lethal_aid", seed=3, run=5, steps=STEPS)
    known = hello(fresh, "RUS", 1.0, odds=False)["known"]
    done = {(deed.date, deed.action) for deed in later.history.deeds}  # type: ignore[union-attr]
    assert {(one["date"], one["action"]) for one in known} <= done
    assert "rus_prk_pact" in {one["action"] for one in known}
    russia = fresh.actor("RUS")
    assert sees(russia, russia.options(), odds=False)["month"] == "2025-02"
    assert hello(EscalationModel(world), "RUS", 1.0, odds=False)["known"] == []
