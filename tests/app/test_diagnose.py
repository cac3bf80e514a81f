import json
from pathlib import Path

import pytest

from tests.app.cli import Sim

SMALL = Path(__file__).parents[1] / "world" / "small"


@pytest.fixture
def small(monkeypatch: pytest.MonkeyPatch) -> Path:
    """A working directory with a small world's scenarios."""
    monkeypatch.chdir(SMALL)
    return SMALL / "seeds"


def test_it_diagnoses_the_baseline_by_default(sim: Sim, small: Path) -> None:
    found = sim("diagnose", "--world", small, "--draws", 2)
    assert (found.code, found.err) == (0, "")
    assert "baseline; 2 draws of every unsure value" in found.out
    for title in ("Do shocks die out?", "Along the way", "Who stands with whom"):
        assert title in found.out


def test_json_is_one_object_of_the_asked_draws_seed_and_steps(sim: Sim, small: Path) -> None:
    asked = ("--draws", 2, "--seed", 0, "--steps", 12, "--json")
    found = json.loads(sim("diagnose", "arms", "--world", small, *asked).out)
    assert (found["scenario"], found["draws"], found["seed"], found["steps"]) == ("arms", 2, 0, 12)
    assert [stage["step"] for stage in found["course"]] == [0, 2, 4, 6, 7, 8, 10, 12]


def test_set_and_off_change_what_is_diagnosed(sim: Sim, small: Path) -> None:
    def asked(*changes: object) -> dict[str, object]:
        text = sim(
            "diagnose", "arms", "--world", small, "--draws", 1, "--steps", 7, "--json", *changes
        ).out
        found: dict[str, object] = json.loads(text)
        return found

    as_stated = asked()
    softened = asked("--set", "actors.GAM.precision=0.1", "--off", "reciprocity")
    assert softened["set_values"] == {"actors.GAM.precision": "0.1"}
    assert softened["off"] == ["reciprocity"]
    assert softened["course"] != as_stated["course"]
    assert softened["critical"]["stated"]["GAM"] == 0.1  # type: ignore[index]


def test_the_same_words_give_the_same_bytes_and_no_files(
    sim: Sim, small: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    arms = SMALL / "scenarios" / "arms.yaml"
    asked = ("diagnose", arms, "--world", small, "--draws", 1, "--steps", 7)
    first, second = sim(*asked), sim(*asked)
    assert first.code == 0
    assert first == second
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (["armz"], "Did you mean `arms`?"),
        (["--draws", "0"], "0 is not in the range"),
        (["--seed", "-1"], "-1 is not in the range"),
        (["--off", "balanc"], "Did you mean `balance`?"),
        (["--set", "actors.GAM.precison=1"], "actors.GAM.precision"),
        (["--set", "actors.GAM.precision"], "--set path=value"),
        (["arms", "--steps", "1"], "after the end (step 1)"),
    ],
)
def test_wrong_input_is_explained(sim: Sim, small: Path, args: list[str], said: str) -> None:
    found = sim("diagnose", "--world", small, *args)
    assert found.code == 2
    assert found.out == ""
    assert found.err.startswith("error: ")
    assert said in found.err


@pytest.mark.slow
def test_the_screen_in_the_documents_is_what_is_printed(sim: Sim, desk: Path) -> None:
    text = Path(__file__).parents[2].joinpath("docs", "diagnose.md").read_text(encoding="utf-8")
    pasted = text.split("```text\n")[1].split("\n```")[0]
    assert sim("diagnose", "lethal_aid", "--full").out.rstrip() == pasted
