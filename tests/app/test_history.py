"""``sim history``: check, show and draft; and the score of what a history teaches."""

import json
from errno import ENOSPC
from io import StringIO
from pathlib import Path

import click
import pytest

from sim.app.anew import write_anew
from tests.app.cli import Sim

OURS = "year_after_the_pact"


def test_the_one_that_comes_along_is_in_order(sim: Sim, desk: Path) -> None:
    told = sim("history", "check")
    assert told.code == 0, told.err
    assert f"{OURS}.yaml: 2024-06 to 2025-06, 48 deeds, " in told.out
    assert told.out.rstrip().endswith("3 leaders: ok")
    assert sim("history", "check", OURS).out == told.out
    assert list(desk.iterdir()) == []


def test_what_it_knows_is_shown(sim: Sim, desk: Path) -> None:
    told = sim("history", "show", "--full")
    assert told.code == 0, told.err
    flat = " ".join(told.out.split())
    assert "48 deeds known to have been done" in flat
    assert "Mutual-defence treaty of Russia and North Korea: none to in_force" in flat
    assert "kor_reviews_lethal_ban 3 of 13 0.03 0.089" in flat
    assert "What is left open" in flat
    assert "not possible in any month: kor_nuclear_breakout" in flat
    assert all(len(line) <= 100 for line in told.out.split("\n"))


def test_everything_is_there_as_json(sim: Sim) -> None:
    found = json.loads(sim("history", "show", "--json").out)
    assert (found["from"], found["to"], len(found["deeds"])) == ("2024-06", "2025-06", 48)
    rates = {one["action"]: one for one in found["base_rates"]}
    rate = rates["prk_missile_test"]
    assert (rate["with_"], rate["without"]) == (7, 6)
    assert rate["before"]["value"] < rate["after"]["value"] < 7 / 13
    assert found["without"]["prk_icbm_test"].count("2024-10") == 0


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("show", "year_after_the_pakt"), "Did you mean `year_after_the_pact`?"),
        (("show", "nowhere.yaml"), "nowhere.yaml: the file cannot be read"),
        (("check", "nowhere.yaml"), "nowhere.yaml: the file cannot be read"),
        (("draft", "nowhere.csv"), "nowhere.csv"),
    ],
)
def test_what_there_is_not(sim: Sim, desk: Path, words: tuple[str, ...], told: str) -> None:
    found = sim("history", *words)
    assert found.code == 2
    assert told in found.err
    assert "Traceback" not in found.err


def test_a_draft_overwrites_nothing(sim: Sim, desk: Path) -> None:
    events, out = desk / "events.csv", desk / "draft.yaml"
    events.write_text("date,source,target,code\n2024-06-21,KOR,RUS,114\n")
    told = sim("history", "draft", events)
    assert told.code == 0, told.err
    assert "# - {date: 2024-06-21, action: kor_summons_ambassador" in told.out
    assert sim("history", "draft", events, "--out", out).code == 0
    text = out.read_text()
    assert text.strip() == told.out.strip()
    again = sim("history", "draft", events, "--out", out)
    assert (again.code, out.read_text()) == (2, text)
    assert "is there already and stays as it is" in again.err


def test_a_draft_that_cannot_be_leaves_nothing_behind(sim: Sim, desk: Path) -> None:
    events, out = desk / "events.csv", desk / "draft.yaml"
    events.write_text("date,source,target,code\n2024-06-21,KOR,RUS,nonsense\n")
    told = sim("history", "draft", events, "--out", out)
    assert told.code == 2
    assert "events.csv:2: " in told.err
    assert not out.exists()


def test_what_it_teaches_is_scored(sim: Sim, desk: Path) -> None:
    words = ("backtest", "--timeline", OURS, "--learn-until", "2025-03", "--runs", 40)
    told = sim(*words, "--full")
    assert told.code == 0, told.err
    flat = " ".join(told.out.split())
    assert "Known up to 2025-03, all months after it scored; 40 runs" in flat
    assert "The model with the history by the Brier score: " in flat


@pytest.mark.slow
def test_the_score_as_json(sim: Sim) -> None:
    words = ("backtest", "--timeline", OURS, "--learn-until", "2025-03", "--runs", 40)
    found = json.loads(sim(*words, "--rolling", "--json").out)
    assert found["origins"] == ["2025-03", "2025-04", "2025-05"]
    assert [one["name"] for one in found["model"]["scores"]][-1] == "model with it"


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("--rolling",), "--learn-until and --rolling learn from one: add --timeline FILE"),
        (("--timeline", OURS, "--learn-until", "2025-06"), "nothing of months after 2025-06"),
        (("--timeline", OURS, "--learn-until", "June"), "June"),
        (
            ("--timeline", "after_the_pact", "--rolling", "--scenario", "pact"),
            "`three_way_exercises` tells of no one deed",
        ),
    ],
)
def test_what_cannot_be_learnt(sim: Sim, desk: Path, words: tuple[str, ...], told: str) -> None:
    found = sim("backtest", *words)
    assert found.code == 2
    assert told in found.err


def test_a_full_disk_leaves_no_half_draft(desk: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    class Full(StringIO):
        def write(self, text: str) -> int:
            raise OSError(ENOSPC, "No space left on device")

    def opened(path: Path, *_how: object, **_more: object) -> Full:
        path.touch()
        return Full()

    monkeypatch.setattr(Path, "open", opened)
    with pytest.raises(click.ClickException, match="No space left on device"):
        write_anew(desk / "draft.yaml", "text")
    assert not list(desk.iterdir())
