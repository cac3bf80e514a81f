"""``sim backtest`` on the record and on a timeline."""

import json
from pathlib import Path

import pytest

from sim.world.locate import timelines_dir
from tests.app.cli import Sim

SHORT = ("--from", "2022-12", "--runs", 20, "--workers", 1)
LINE = "after_the_pact"
PAST, END = "<!-- table of past shocks -->", "<!-- end of table -->"


@pytest.mark.slow
def test_the_record(sim: Sim, desk: Path) -> None:
    told = sim("backtest", *SHORT, "--full")
    assert told.code == 0, told.err
    flat = " ".join(told.out.split())
    assert "scored from 2023-01 to 2024-05; tone from 2022-12 on. 17 origins" in flat
    for word in ("base rate", "slow level", "persistence", "Calibration of the rule"):
        assert word in flat
    assert "8 of 10 95 of 100 verdict" in flat
    assert "How they did The rule against base rate:" in flat
    assert "No action has enough months for a verdict of its own" in flat
    assert "too few to tell" in flat
    assert list(desk.iterdir()) == []


@pytest.mark.slow
def test_the_record_as_json_is_the_same_again(sim: Sim) -> None:
    one = sim("backtest", *SHORT, "--json").out
    assert one == sim("backtest", *SHORT, "--json", "--workers", 2).out
    found = json.loads(one)
    assert found["cut"] == "2024-05"
    assert len(found["deeds"]) == len(found["rule"]) == 2


def test_a_timeline(sim: Sim, desk: Path) -> None:
    told = sim("backtest", "--timeline", LINE, "--runs", 100)
    assert told.code == 0, told.err
    flat = " ".join(told.out.split())
    assert "After the pact, to the end of 2024 pact, beside baseline as base rates" in flat
    assert "No test of foresight".lower() in flat.lower()
    assert "The script of pact contradicts nothing on the list." in flat
    found = json.loads(sim("backtest", "--timeline", LINE, "--runs", 100, "--json").out)
    assert len(found["items"]) == 14
    assert found["runs"] == 100
    assert found["skill"]["verdict"] in {"better", "worse", "not told apart"}


def test_a_script_that_the_record_contradicts(sim: Sim, desk: Path) -> None:
    told = sim("backtest", "--timeline", LINE, "--scenario", "lethal_aid", "--runs", 100)
    flat = " ".join(told.out.split())
    assert "The script of lethal_aid contradicts the record in 1 item: South Korea's" in flat
    assert "so it is not called better" in flat
    assert "contradicts the script" in flat
    assert " better" not in told.out.partition("verdict\n")[2].partition("\n\n")[0]


def test_a_timeline_of_ones_own(sim: Sim, desk: Path) -> None:
    Path("mine.yaml").write_text(
        "title: Mine\nfrom: 2024-06\nto: 2024-08\n"
        'sources: {log: {kind: data, citation: "My log"}}\n'
        'events:\n  - {date: 2024-07-01, action: prk_icbm_test, source: "data:log"}\n'
    )
    told = sim("backtest", "--timeline", "mine.yaml", "--scenario", "lethal_aid", "--runs", 20)
    assert told.code == 0, told.err
    assert "lethal_aid, beside pact as base rates" in told.out
    assert "1 thing scored, chosen in hindsight: too few to tell, at least 10" in told.out
    one = sim("backtest", "--timeline", "mine.yaml", "--runs", 20, "--json")
    assert json.loads(one.out)["least"] is None


def test_a_scenario_in_another_folder(sim: Sim, desk: Path) -> None:
    """Its own indicators may be looked for, beside actions."""
    Path("elsewhere").mkdir()
    Path("elsewhere/mine.yaml").write_text(
        "title: Mine\nwhy: To see\nextends: pact\nevents:\n"
        '  - {step: 3, action: prk_nuclear_test, source: "assumption: made up for the test"}\n'
        "indicators:\n  - {id: my_thing, title: My thing, action: kor_summons_ambassador, to: 3}\n"
    )
    text = (
        "title: Mine\nfrom: 2024-06\nto: 2024-08\n"
        'sources: {log: {kind: data, citation: "My log"}}\nevents:\n'
        '  - {date: 2024-06-21, actor: KOR, indicator: my_thing, source: "data:log"}\n'
        '  - {date: 2024-07-01, action: prk_icbm_test, source: "data:log"}\n'
        'absent:\n  - {indicator: nuclear_test, source: "data:log"}\n'
    )
    Path("line.yaml").write_text(text)
    asked = ("backtest", "--timeline", "line.yaml", "--scenario", "elsewhere/mine.yaml")
    told = sim(*asked, "--runs", 20)
    assert told.code == 0, told.err
    assert "mine, beside pact as base rates" in told.out
    assert "The script of mine contradicts the record in 1 item" in " ".join(told.out.split())
    Path("line.yaml").write_text(text.replace("actor: KOR", "actor: XXX"))
    told = sim(*asked, "--runs", 20)
    assert told.code == 2
    assert "line.yaml:6: unknown actor `XXX`" in told.err


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        (("--cut", "2024-07"), "the record ends before 2024-06"),
        (("--cut", "June"), "'June' is no month"),
        (("--from", "2023-09"), "are too few to score"),
        (("--from", "2030-01"), "leaves no month after the first origin, 2030-01"),
        (("--from", "2020-01", "--cut", "2019-01"), "--from comes before --cut"),
        (("--scenario", "pact"), "add --timeline FILE"),
        (("--timeline", LINE, "--cut", "2024-01"), "--from and --cut are of the record"),
        (("--timeline", "after_the_pct"), "Did you mean `after_the_pact`?"),
        (("--timeline", "nowhere.yaml"), "the file cannot be read"),
        (("--timeline", LINE, "--scenario", "pakt"), "unknown scenario `pakt`"),
        (("--timeline", LINE, "--scenario", "baseline"), "unknown indicator"),
    ],
)
def test_what_cannot_be_asked(asked: tuple[str, ...], told: str, sim: Sim, desk: Path) -> None:
    found = sim("backtest", *asked)
    assert found.code == 2
    assert told in found.err


def test_faulty_timelines_are_told_with_their_line(sim: Sim, desk: Path) -> None:
    text = (timelines_dir() / f"{LINE}.yaml").read_text(encoding="utf-8")
    Path("late.yaml").write_text(text.replace("date: 2024-12-04", "date: 2024-06-04"))
    found = sim("backtest", "--timeline", "late.yaml")
    assert found.code == 2
    assert "2024-06-04 comes after 2024-11-17. Sort by date" in found.err
    Path("latin.yaml").write_bytes(b"title: caf\xe9\n")
    found = sim("backtest", "--timeline", "latin.yaml")
    assert found.code == 2
    assert "latin.yaml:1: the file is not UTF-8" in found.err


@pytest.mark.slow
@pytest.mark.parametrize(("block", "asked"), [(1, ()), (2, ("--timeline", LINE))])
def test_the_page_shows_what_comes_out(
    block: int, asked: tuple[str, ...], sim: Sim, desk: Path
) -> None:
    page = (Path(__file__).parents[2] / "docs" / "backtest.md").read_text(encoding="utf-8")
    printed = page.split("```text\n")[block].split("```")[0]
    told = sim("backtest", *asked, "--full")
    assert [line.rstrip() for line in told.out.splitlines()] == printed.splitlines()


def test_past_shocks(sim: Sim, desk: Path) -> None:
    told = sim("backtest", "--shocks", "--runs", 20, "--full")
    assert told.code == 0, told.err
    flat = " ".join(told.out.split())
    for word in ("What past shocks did", "In an ordinary year a pair moves", "Not on record"):
        assert word in flat
    for word in ("The Dokdo quarrel, 2012", "How long it lasts", "Which deed, and how close"):
        assert word in flat
    assert list(desk.iterdir()) == []
    found = json.loads(sim("backtest", "--shocks", "--runs", 20, "--json").out)
    assert found["runs"] == 20
    assert {"dokdo", "invasion"} <= {one["shock"] for one in found["replays"]}


def test_past_shocks_on_a_page(sim: Sim, desk: Path) -> None:
    page = Path("page.md")
    page.write_text("Before.\n<!-- table of past shocks -->\nold\n<!-- end of table -->\nAfter.\n")
    assert sim("backtest", "--shocks", "--runs", 20, "--docs", page, "--json").code == 0
    text = page.read_text(encoding="utf-8")
    assert text.startswith("Before.\n<!-- table of past shocks -->\n\n| shock | pair | change |")
    assert "old" not in text
    page.write_text("Nothing is marked.\n")
    told = sim("backtest", "--shocks", "--runs", 20, "--docs", page)
    assert told.code != 0
    assert "it marks no place for a table" in told.err


def test_the_page_has_the_records_shocks(sim: Sim, desk: Path) -> None:
    """Not what the model answers: that changes with its laws, and the same command writes it."""
    held = (Path(__file__).parents[2] / "docs" / "backtest.md").read_text(encoding="utf-8")
    page = Path("page.md")
    page.write_text(held, encoding="utf-8")
    assert sim("backtest", "--shocks", "--runs", 20, "--docs", page, "--json").code == 0
    old, new = (text.split(PAST)[1].split(END)[0] for text in (held, page.read_text("utf-8")))
    assert new == old, "Run: sim backtest --shocks --docs docs/backtest.md"


def test_shocks_stand_alone(sim: Sim) -> None:
    assert "--shocks stands alone" in sim("backtest", "--shocks", "--timeline", LINE).err
    assert "--docs writes the tables of --shocks" in sim("backtest", "--docs", __file__).err
