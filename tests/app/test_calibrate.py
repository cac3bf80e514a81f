"""``sim calibrate`` from a file to values that a run takes."""

import json
import os
from pathlib import Path

import pytest

from tests.app.cli import Sim

RATE = "actions.chn_criticises_dprk.base_rate"


@pytest.fixture
def events(desk: Path) -> Path:
    rows = ["date,source,target,code"]
    for month in range(24):
        start = f"{2020 + month // 12}-{month % 12 + 1:02d}"
        for day in range(1, 29):
            rows += [f"{start}-{day:02d},CHN,PRK,043", f"{start}-{day:02d},PRK,CHN,043"]
        if month % 4 == 0:
            rows.append(f"{start}-05,CHN,PRK,111")
    rows.append("2020-01-05,France,PRK,111")
    path = desk / "my events.csv"
    path.write_text("\n".join(rows) + "\n")
    return path


def test_from_events_to_a_run(sim: Sim, desk: Path, events: Path) -> None:
    told = sim("calibrate", events, "--out", "values.yaml", "--citation", "Counted by hand")
    assert told.code == 0, told.err
    flat = " ".join(told.out.split())
    assert "1,350 events between RUS, PRK" in flat
    assert "1 row about other countries or none" in flat
    assert "chn_criticises_dprk 111 6 of 24 0.260" in flat
    assert "looks like another action: " in flat
    assert "Cannot be estimated" in flat
    text = Path("values.yaml").read_text()
    assert "citation: Counted by hand" in text
    assert "# What this record cannot tell:" in text
    assert "#   mechanisms.reciprocity.rho: too few" in text
    ran = sim("run", "pact", "--runs", 4, "--steps", 6, "--quiet", "--values", "values.yaml")
    assert ran.code == 0, ran.err
    manifest = json.loads((Path(ran.out.strip()) / "manifest.json").read_text())
    assert list(manifest["set_values"]) == [RATE]


def test_json(sim: Sim, events: Path) -> None:
    found = json.loads(sim("calibrate", events, "--json").out)
    assert list(found["values"]) == [RATE]
    assert (found["rows"], found["counted"], found["values_file"]) == (1351, 1350, None)
    (own,) = [rate for rate in found["rates"] if rate["action"] == "chn_criticises_dprk"]
    assert (own["months"], own["months_with"], own["why_not"]) == (24, 6, None)


def test_the_same_file_gives_the_same_bytes(sim: Sim, events: Path) -> None:
    for name in ("one.yaml", "two.yaml"):
        assert sim("calibrate", events, "--out", name).code == 0
    assert Path("one.yaml").read_bytes() == Path("two.yaml").read_bytes()


def test_own_marks(sim: Sim, events: Path) -> None:
    marks = Path("marks.csv")
    days = [f"2020-{month:02d}-20" for month in range(2, 12)]
    marks.write_text("date,actor\n" + "".join(f"{day},PRK\n" for day in days))
    found = json.loads(sim("calibrate", events, "--marks", marks, "--json").out)
    china = next(one for one in found["answers"] if one["source"] == "CHN")
    assert (china["provocations"], china["why_not"]) == (10, None)
    marks.write_text("date,actor\n2020-02-30,PRK\n2020-02-03,PRX\n")
    told = sim("calibrate", events, "--marks", marks)
    assert told.code == 2
    assert "marks.csv:2: '2020-02-30' is no day" in told.err
    assert "marks.csv:3: unknown party `PRX`. Did you mean `PRK`?" in told.err


def test_nothing_to_write(sim: Sim, desk: Path) -> None:
    Path("few.csv").write_text("date,source,target,code\n2022-01-05,PRK,KOR,150\n")
    told = sim("calibrate", "few.csv", "--out", "values.yaml")
    assert told.code == 1
    assert "The record supports no value" in told.out
    assert not Path("values.yaml").exists()


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (b"", "bad.csv:1: the file is empty"),
        (b"day,who,whom,what\n", "bad.csv:1: no column holds the source"),
        (b"date,source,target,code\n2022-01-05,PRK,KOR,42\n", "bad.csv:2: the code 42 has lost"),
        (b"date,source,target,code\n2022-01-05,PRK,\xff,042\n", "bad.csv:2: the file is not UTF-8"),
    ],
)
def test_bad_input_leaves_what_was_there(text: bytes, told: str, sim: Sim, desk: Path) -> None:
    Path("bad.csv").write_bytes(text)
    Path("values.yaml").write_text("mine\n")
    found = sim("calibrate", "bad.csv", "--out", "values.yaml")
    assert (found.code, found.out) == (2, "")
    assert told in found.err
    assert Path("values.yaml").read_text() == "mine\n"
    assert sorted(path.name for path in desk.iterdir()) == ["bad.csv", "values.yaml"]


def test_an_input_without_end_is_one_error(sim: Sim, desk: Path) -> None:
    os.mkfifo("pipe.csv")
    for name in ("/dev/zero", "pipe.csv"):
        found = sim("calibrate", name, "--out", "values.yaml")
        assert (found.code, found.out) == (2, "")
        assert found.err.count("error:") == 1
        assert "no regular file. Write what it gives to a file" in " ".join(found.err.split())
    assert not Path("values.yaml").exists()


def test_what_was_mended_is_said(sim: Sim, desk: Path) -> None:
    head = "date,source,target,code\n"
    Path("cut.csv").write_text(f"{head}2022-01-05,PRK,KOR,42\n2022-01-06,PRK,KOR,150\n")
    told = " ".join(sim("calibrate", "cut.csv", "--skip-faulty").out.split())
    assert "1 code that a spreadsheet had changed (042 to 42) read as before" in told
    found = json.loads(sim("calibrate", "cut.csv", "--skip-faulty", "--json").out)
    assert (found["zeros_restored"], found["zeros_suspect"]) == (1, False)
    Path("ten.csv").write_text(f"{head}2022-01-05,PRK,KOR,10\n")
    told = " ".join(sim("calibrate", "ten.csv").out.split())
    assert "No code begins with 0, and some of 10 to 20 occur" in told


@pytest.mark.parametrize(
    ("more", "told"),
    [
        (("--from", "2020"), "'2020' is no month"),
        (("--actors", "CHN,PRX"), "unknown state `PRX`. Did you mean `PRK`?"),
        (("--out", "nowhere/values.yaml"), "cannot write nowhere/values.yaml"),
        (("--from", "2021-01", "--to", "2020-01"), "before they begin"),
    ],
)
def test_options_that_cannot_be(more: tuple[str, ...], told: str, sim: Sim, events: Path) -> None:
    found = sim("calibrate", events, *more)
    assert found.code == 2
    assert told in found.err


def test_the_example_of_the_page_is_what_comes_out(
    sim: Sim, desk: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    page = (Path(__file__).parents[2] / "docs" / "calibrate.md").read_text(encoding="utf-8")
    program, printed, file = (
        page.split(f"```{kind}\n")[1].split("```")[0] for kind in ("python", "text", "yaml")
    )
    capsys.readouterr()
    exec(program, {})
    Path("events.csv").write_text(capsys.readouterr().out)
    told = sim("calibrate", "events.csv", "--out", "values.yaml")
    shown = [line.rstrip() for line in told.out.splitlines()]
    assert [line for line in printed.splitlines() if line != "  ..." and line not in shown] == []
    assert Path("values.yaml").read_text().startswith(file)
