"""The round in which a class plays Seoul: what it understands, how it asks again, how it ends."""

from collections.abc import Iterator
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from types import ModuleType

import pytest

FILE = Path(__file__).parents[2] / "docs" / "seoul.py"
REVIEW = "says it will review its ban on lethal aid"


@pytest.fixture(scope="module")
def seoul() -> ModuleType:
    spec = spec_from_file_location("seoul", FILE)
    assert spec is not None
    assert spec.loader is not None
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def play(
    seoul: ModuleType,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    typed: list[str],
    end: type[BaseException] = EOFError,
) -> str:
    """What a class reads that types these lines and then leaves."""
    lines: Iterator[str] = iter(typed)

    def answer(_prompt: str) -> str:
        for line in lines:
            return line
        raise end

    monkeypatch.setattr("builtins.input", answer)
    assert seoul.main([]) == 0
    found = capsys.readouterr()
    assert found.err == ""
    return found.out


def test_a_choice_is_understood_and_its_effect_shown(
    seoul: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    said = play(seoul, monkeypatch, capsys, ["2", "q"])
    assert f"Understood: South Korea {REVIEW}" in said
    happened = said.split("What happened")[1].split("What moved")[0]
    assert "Russia signs a mutual-defence treaty with North Korea\n        scripted" in happened
    assert f"South Korea {REVIEW}" in happened
    effect = said.split("What your choice did")[1].split("Month 2")[0]
    assert "Russia toward South Korea            -0.0" in effect
    assert "After 1 month: your Seoul beside one that did nothing" in said
    assert "The round ends here" not in said  # it was ended on purpose


def test_what_is_not_understood_is_asked_again(
    seoul: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    said = play(seoul, monkeypatch, capsys, ["arms", "99", "0", "1 2", ""])
    assert said.count("Once more:") == 4
    assert "“arms” is no number from 1 to 10." in said
    assert "Seoul cannot do both in one month" in said
    assert "Understood: South Korea does nothing new." in said
    assert "What your choice did" not in said


@pytest.mark.parametrize("end", [EOFError, KeyboardInterrupt])
def test_it_ends_cleanly(
    seoul: ModuleType,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    end: type[BaseException],
) -> None:
    assert play(seoul, monkeypatch, capsys, [], end).endswith("The round ends here.\n")


@pytest.mark.parametrize("words", [["one"], ["-1"], ["1", "2"], ["9" * 30]])
def test_what_is_no_run_is_refused(
    seoul: ModuleType, capsys: pytest.CaptureFixture[str], words: list[str]
) -> None:
    assert seoul.main(words) == 2
    assert capsys.readouterr().err.startswith("error: ")
