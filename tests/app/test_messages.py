"""What a file holds never steers the terminal, and a file's name is judged before any work."""

import os
import shutil
import time
from pathlib import Path

import pytest

from sim.world import World
from tests.app.cli import Sim

HEAD = "title: Made up\nwhy: To test\nextends: pact\nclaims: [bi-33]\n"
STEERING = ("\x1b", "\x07", "\x9b", "\u202e")


@pytest.mark.parametrize(
    "more",
    [
        'set:\n  "actors.\\e]0;own\\aX": 1\n',
        'set:\n  "actors.\\x9b\\u202eX": 1\n',
        'off: ["\\e[2Jx"]\n',
        '"\\e[2Jx": 1\n',
        'events:\n  - {step: 1, action: "\\e[2Jx", source: "claim:bi-29"}\n',
        'steps: "\\e[2J\\a"\n',
        'against: "\\ex"\n',
        'claims: ["a\\nerror: b"]\n',
    ],
)
@pytest.mark.parametrize("command", ["check", "run"])
def test_a_message_obeys_no_file(sim: Sim, desk: Path, command: str, more: str) -> None:
    head = HEAD.replace("claims: [bi-33]\n", "") if "claims" in more else HEAD
    (desk / "one.yaml").write_text(head + more, encoding="utf-8")
    found = sim(command, "one.yaml")
    assert found.code == 2
    assert not [char for char in STEERING if char in found.out + found.err]
    assert len(found.err.splitlines()) == 1


def test_a_title_obeys_no_file(sim: Sim, desk: Path) -> None:
    (desk / "one.yaml").write_text(
        HEAD.replace("Made up", '"a\\e]0;own\\a\\x9bX"'), encoding="utf-8"
    )
    for more in ((), ("--json",)):
        found = sim("run", "one.yaml", "--runs", 1, *more)
        assert found.code == 0
        assert not [char for char in STEERING if char in found.out + found.err]


@pytest.mark.parametrize("name", ["my scenario", "한국", "प्रश्न", "a+b (2)"])
def test_a_name_in_any_script_works(sim: Sim, desk: Path, name: str) -> None:
    (desk / "scenarios").mkdir()
    (desk / "scenarios" / f"{name}.yaml").write_text(HEAD + "off: [reward]\n", encoding="utf-8")
    assert sim("check", f"scenarios/{name}.yaml").code == 0
    assert sim("run", name, "--runs", 1).code == 0
    (place,) = Path("results", name).iterdir()
    assert sim("report", place).code == 0


@pytest.mark.parametrize(
    "name", ["-x", ".x", "a:b", "a ", " a", "a\x1bb", "a\u00a0b", "a.", "nul", "com1.x", "한" * 67]
)
def test_a_name_that_no_folder_can_have_is_refused_first(sim: Sim, desk: Path, name: str) -> None:
    Path(f"{name}.yaml").write_text(HEAD, encoding="utf-8")
    for command in ("check", "run"):
        found = sim(command, f"./{name}.yaml")
        assert found.code == 2
        assert "cannot name a scenario: it" in found.err
        assert "\x1b" not in found.err
    assert not Path("results").exists()


NO_FILES = (
    ("check", "{}"),
    ("run", "{}"),
    ("run", "pact", "--against", "{}"),
    ("run", "pact", "--values", "{}"),
    ("show", "{}"),
    ("backtest", "--timeline", "{}"),
    ("backtest", "--shocks", "--docs", "{}"),
    ("calibrate", "{}"),
    ("calibrate", "events.csv", "--marks", "{}"),
    ("faults", "--before", "{}"),
    ("laws", "{}"),
)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="a pipe in a folder is of POSIX")
@pytest.mark.parametrize("asked", NO_FILES, ids=" ".join)
def test_what_is_no_regular_file_is_refused(
    sim: Sim, desk: Path, monkeypatch: pytest.MonkeyPatch, asked: tuple[str, ...]
) -> None:
    monkeypatch.setattr("sim.study.backtest.shocks.replay_shocks", lambda *_args, **_how: None)
    monkeypatch.setattr("sim.report.backtest.shocks.tables", lambda *_args: {})
    os.mkfifo("pipe.yaml")
    Path("events.csv").write_text("date,source,target,code\n2022-01-05,PRK,KOR,150\n")
    found = sim(*(part.format("pipe.yaml") for part in asked))
    assert found.code == 2
    assert "it is a pipe or a device, no regular file. Write what it gives" in found.err
    assert len(found.err.splitlines()) == 1


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="a pipe in a folder is of POSIX")
@pytest.mark.parametrize(
    "file",
    ["world.yaml", "scales.yaml", "actors/RUS.yaml", "record/tone.csv", "record/shocks.yaml"],
)
def test_no_file_of_a_world_is_a_pipe(sim: Sim, desk: Path, world: World, file: str) -> None:
    shutil.copytree(world.folder, "mine")
    (desk / "mine" / file).unlink()
    os.mkfifo(desk / "mine" / file)
    found = sim("check", "--world", "mine")
    assert found.code == 2
    assert f"mine/{file}: the file cannot be read: it is a pipe or a device" in found.err


MANY = {
    "misspelt paths": "set:\n" + "".join(f"  actors.RUS.x{n}: 1\n" for n in range(9000)),
    "misspelt actions": "events: [" + "{step: 2, action: kor_lethal_ai}," * 20000 + "]\n",
    "unknown keys": "".join(f"k{n}: 1\n" for n in range(20000)),
    "clashes": "events: [" + "{step: 2, action: kor_lethal_aid}," * 20000 + "]\n",
    "repetitions": "steps: 600\nevents: ["
    + "{step: 2, every: 1, action: kor_lethal_aid}," * 15000
    + "]\n",
    "digits": f"steps: {'9' * 900_000}\n",
    "a long name": f"off: [{'x' * 900_000}]\n",
}


@pytest.mark.parametrize("name", MANY)
def test_however_much_is_wrong_it_is_said_soon_and_shortly(sim: Sim, desk: Path, name: str) -> None:
    (desk / "one.yaml").write_text(HEAD + MANY[name], encoding="utf-8")
    before = time.process_time()
    found = sim("check", "one.yaml")
    assert time.process_time() - before < 20
    assert found.code == 2
    assert found.err.startswith("error: one.yaml:")
    assert len(found.err) < 10_000
    assert len(found.err.splitlines()) <= 21


def test_the_rest_of_the_errors_is_counted(sim: Sim, desk: Path) -> None:
    (desk / "one.yaml").write_text(HEAD + MANY["misspelt paths"], encoding="utf-8")
    last = sim("check", "one.yaml").err.splitlines()[-1]
    assert last == "error: ... and at least 30 more. Mend these first."


@pytest.mark.parametrize("number", ["1_0", "１", "nan", "true", "9" * 50, "1e400", "0x"])
def test_set_reads_numbers_as_a_file_does(sim: Sim, desk: Path, number: str) -> None:
    found = sim("run", "pact", "--set", f"actors.RUS.precision={number}", "--runs", 1)
    assert found.code == 2
    assert found.err.startswith("error: actors.RUS.precision: ")
    assert not Path("results").exists()


@pytest.mark.parametrize("option", ["--runs", "--seed", "--steps", "--workers"])
@pytest.mark.parametrize("number", ["1_0", "１０", "١٠", " 10", "0x10", "1e1", "--10"])
def test_so_does_every_option(sim: Sim, desk: Path, option: str, number: str) -> None:
    found = sim("run", "pact", f"{option}={number}")
    assert found.code == 2
    assert f"Invalid value for '{option}': " in found.err
    assert not Path("results").exists()


@pytest.mark.parametrize(
    "asked",
    [
        ("run",),
        ("check",),
        ("show",),
        ("report",),
        ("results", "open"),
    ],
)
@pytest.mark.parametrize("name", ["a" * 5000, "a/" * 3000 + "b"])
def test_a_name_that_no_file_can_have_is_told(
    sim: Sim, desk: Path, asked: tuple[str, ...], name: str
) -> None:
    found = sim(*asked, name)
    assert found.code == 2
    assert found.err.startswith("error: ")
    assert len(found.err) < 5000


def test_set_twice_on_one_path_is_refused(sim: Sim, desk: Path) -> None:
    both = ("--set", "actors.RUS.precision=1", "--set", "actors.RUS.precision=2")
    for asked in (("run", "pact"), ("compare", "pact", "lethal_aid")):
        found = sim(*asked, *both, "--runs", 1)
        assert found.code == 2
        assert "--set actors.RUS.precision: given twice, the second time as 2." in found.err
