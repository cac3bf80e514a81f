"""``sim new --from-question``: each answer is checked at once; what is written passes the check."""

import io
from pathlib import Path

import pytest

from tests.app.cli import Sim


def answer(monkeypatch: pytest.MonkeyPatch, *lines: str) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO("".join(f"{line}\n" for line in lines)))


def test_five_answers_make_a_scenario(
    sim: Sim, desk: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    answer(
        monkeypatch,
        "south korea",
        "",
        "lethal aid directly",
        "pact",
        "2024-08",
        "RUS>KOR, korean_peninsula",
    )
    found = sim("new", "mine", "--from-question")
    assert found.code == 0, found.err
    text = (desk / "scenarios" / "mine.yaml").read_text()
    assert "action: kor_reviews_lethal_ban" in text  # must come before
    assert text.index("kor_reviews_lethal_ban") < text.index("action: kor_lethal_aid")
    assert sim("check", "scenarios/mine.yaml").code == 0
    assert sim("run", "mine", "--runs", 2, "--steps", 18, "--quiet").code == 0


def test_a_choice_is_written_too(sim: Sim, desk: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    answer(
        monkeypatch,
        "KOR",
        "choice",
        "nothing, kor_indirect_aid, kor_lethal_aid",
        "",
        "",
        "RUS>KOR up, seoul_debates_the_bomb down, korean_peninsula down",
    )
    assert sim("new", "mine", "--from-question").code == 0
    assert not (desk / "scenarios").exists()
    assert sim("check", "options/mine.yaml").code == 0
    assert "3 options" in sim("check", "mine").out


def test_each_answer_is_checked_at_once(
    sim: Sim, desk: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    answer(
        monkeypatch,
        *("KOS", "UKR", "KOR"),
        *("perhaps", "one"),
        *("?", "lethal", "kor_lethal_aid, kor_indirect_aid", "kor_lethal_aid"),
        *("pac", "pact"),
        *("tomorrow", "2023-01", "2024-06", "2024-07"),
        *("RUS>KOS", "RUS>KOR up", ",", "RUS>KOR"),
    )
    found = sim("new", "mine", "--from-question")
    assert found.code == 0, found.err
    for said in (
        "`KOS` is no actor. Did you mean `KOR`?",
        "`UKR` is no actor.",
        "Write one or choice",
        "kor_reviews_lethal_ban             says it will review",
        "One deed only",
        "There is no scenario `pac`. Did you mean `pact`?",
        "`tomorrow` is no month: write it as 2024-08",
        "2023-01 lies outside the months of pact: 2024-06 to 2025-11",
        "needs kor_reviews_lethal_ban before it: 2024-07 at the earliest",
        "`RUS>KOS` is no indicator, pair or theatre. Did you mean `RUS>KOR`?",
        "Write RUS>KOR alone",
        "Name one thing at least",
    ):
        assert said in found.out


def test_what_another_has_to_do_first_is_said(
    sim: Sim, desk: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    answer(monkeypatch, "RUS", "one", "rus_prk_pact", "pact", "2024-09")
    found = sim("new", "mine", "--from-question")
    assert found.code == 130  # the answers end there
    assert "rus_prk_pact" in found.out


@pytest.mark.parametrize("given", [(), ("KOR",), ("KOR", "choice", "nothing, kor_lethal_aid")])
def test_an_end_of_input_writes_nothing(
    sim: Sim, desk: Path, monkeypatch: pytest.MonkeyPatch, given: tuple[str, ...]
) -> None:
    answer(monkeypatch, *given)
    found = sim("new", "mine", "--from-question")
    assert (found.code, found.err) == (130, "error: interrupted\n")
    assert not list(desk.iterdir())


def test_what_is_there_stays(sim: Sim, desk: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (desk / "options").mkdir()
    (desk / "options" / "mine.yaml").write_text("mine")
    answer(monkeypatch)
    found = sim("new", "mine", "--from-question")
    assert found.code == 2
    assert "options/mine.yaml is there already and stays as it is" in found.err


def test_whoever_never_answers_is_not_asked_for_ever(
    sim: Sim, desk: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    answer(monkeypatch, *["y"] * 1000)
    found = sim("new", "mine", "--from-question")
    assert found.code == 2
    assert "answers were none: nothing is written" in found.err
    assert not list(desk.iterdir())
