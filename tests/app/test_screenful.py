"""A screen stops after sixty lines and says what it leaves out; ``--full`` prints all of it."""

from importlib import import_module
from pathlib import Path

import pytest

from sim.app.screenful import say_page, screenful
from sim.report.screen import LINES, files_at, print_blocks
from tests.app.cli import Sim

LONG = ["show", "list", "explain", "diagnose", "claims", "sensitivity", "backtest", "validation"]
LONG += ["docking", "sources", "rates", "faults"]


def printed(count: int, full: bool = False) -> None:
    with screenful(full) as screen:
        for number in range(count):
            screen.print(f"line {number}")


@pytest.mark.parametrize("name", LONG)
def test_every_long_screen_can_be_had_whole(name: str) -> None:
    command = import_module(f"sim.app.commands.{name}").command
    assert "--full" in [option for item in command.params for option in item.opts]


@pytest.mark.parametrize(("count", "full"), [(0, False), (LINES, False), (LINES + 1, True)])
def test_what_fits_or_is_asked_for_is_whole(
    capsys: pytest.CaptureFixture[str], count: int, full: bool
) -> None:
    printed(count, full)
    found = capsys.readouterr()
    assert found.out.splitlines() == [f"line {number}" for number in range(count)]
    assert found.err == ""


def test_what_does_not_fit_is_counted(capsys: pytest.CaptureFixture[str]) -> None:
    printed(LINES + 1)
    found = capsys.readouterr()
    *shown, last = found.out.splitlines()
    assert len(shown) == LINES - 1
    assert last == "… 2 more lines: add --full"
    assert found.err == f"{last}\n"  # for those who let a filter read the rest


def test_a_screen_that_is_cut_still_says_where_the_files_are(
    capsys: pytest.CaptureFixture[str],
) -> None:
    with screenful(False) as screen:
        for number in range(LINES):
            screen.print(f"line {number}")
        print_blocks([files_at(Path("results/map/1"))], screen)
    found = capsys.readouterr()
    *shown, left, last = found.out.splitlines()
    assert last == "Files: results/map/1"
    assert left == found.err.strip() == "… 2 more lines: add --full"
    assert len(shown) == LINES - 2
    assert shown[-1] == f"line {LINES - 3}"


def test_a_long_line_counts_as_the_rows_it_takes(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    say_page(("x" * 81 + "\n") * 40, full=False)
    *shown, last = capsys.readouterr().out.splitlines()
    assert set(shown) == {"x" * 81}
    assert len(shown) == 29
    assert last == "… 11 more lines: add --full"


def test_a_screen_of_the_program(sim: Sim, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    found, whole = sim("list", "actions"), sim("list", "actions", "--full")
    assert len(found.out.splitlines()) == LINES
    shown = found.out.splitlines()[:-1]
    left = len(whole.out.splitlines()) - len(shown)
    assert whole.out.splitlines()[: len(shown)] == shown
    assert found.out.splitlines()[-1] == f"… {left} more lines: add --full"
    assert max(map(len, whole.out.splitlines())) <= 80
