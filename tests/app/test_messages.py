"""What a file holds never steers the terminal, and a file's name is judged before any work."""

import os
from pathlib import Path

import pytest

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
    "name", ["-x", ".x", "a:b", "a ", " a", "a\x1bb", "a\u00a0b", "a.", "한" * 67]
)
def test_a_name_that_no_folder_can_have_is_refused_first(sim: Sim, desk: Path, name: str) -> None:
    Path(f"{name}.yaml").write_text(HEAD, encoding="utf-8")
    for command in ("check", "run"):
        found = sim(command, f"./{name}.yaml")
        assert found.code == 2
        assert "cannot name a scenario: it" in found.err
        assert "\x1b" not in found.err
    assert not Path("results").exists()


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="a pipe in a folder is of POSIX")
def test_what_is_no_regular_file_is_refused(sim: Sim, desk: Path) -> None:
    os.mkfifo("pipe.yaml")
    Path("zero.yaml").symlink_to("/dev/zero")
    for name in ("pipe.yaml", "zero.yaml"):
        for asked in (("check", name), ("run", name), ("run", "pact", "--values", name)):
            found = sim(*asked)
            assert found.code == 2
            assert f"{name}: it is no regular file. Name a file on a disk" in found.err.replace(
                "/dev/zero", name
            )
