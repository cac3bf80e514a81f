import csv
import json
import sys
from pathlib import Path
from typing import Any

import pytest

from sim.results.sensitivity import SensitivityRow
from sim.world import seeds_dir
from tests.app.cli import Outcome, Sim

SMALL = Path(__file__).parents[1] / "world" / "small"
ARMS = str(SMALL / "scenarios" / "arms.yaml")
WORLD = ("--world", SMALL / "seeds")
QUICK = ("--trajectories", 2, "--samples", 4, "--runs-per-point", 2, "--top", 3, "--workers", 1)


def ask(sim: Sim, *args: object) -> Outcome:
    return sim("sensitivity", ARMS, *WORLD, *QUICK, *args)


def place(desk: Path, kind: str = "sensitivity") -> Path:
    (found,) = desk.glob(f"results/arms/*-{kind}")
    return found


def table(path: Path) -> list[dict[str, str]]:
    return list(csv.DictReader(path.read_text().splitlines()))


def test_it_prints_a_screen_and_writes_a_folder(sim: Sim, desk: Path) -> None:
    found = ask(sim)
    assert (found.code, found.err) == (0, "")
    for said in (
        "Values it hangs on",
        "Sources it hangs on",
        f"Files: results/arms/{place(desk).name}",
    ):
        assert said in found.out
    assert {path.name for path in place(desk).iterdir()} == {
        "manifest.json",
        "scenario.resolved.yaml",
        "sensitivity.csv",
        "sensitivity.json",
        "sensitivity_sources.csv",
    }
    manifest = json.loads((place(desk) / "manifest.json").read_text())
    assert (manifest["kind"], manifest["seed"]) == ("sensitivity", 0)
    assert set(manifest["files"]) == {path.name for path in place(desk).iterdir()} - {
        "manifest.json"
    }
    rows = table(place(desk) / "sensitivity.csv")
    assert len(rows) == manifest["ranged"]
    assert [int(row["rank"]) for row in rows] == list(range(1, len(rows) + 1))
    assert sum(row["ST"] != "" for row in rows) == 3
    assert all(row["sources"] for row in rows)


@pytest.mark.slow
def test_the_history_that_was_named_is_kept(sim: Sim, desk: Path) -> None:
    few = ("--method", "sobol", "--samples", 2, "--value", "actors.KOR.precision")
    asked = ("sensitivity", "lethal_aid", "--from", "2024-08", "--steps", 6, *few)
    assert sim(*asked, "--runs-per-point", 2, "--workers", 1).code == 0
    (kept,) = desk.glob("results/lethal_aid/*-sensitivity/history.yaml")
    (known,) = (seeds_dir() / "history").glob("*.yaml")
    assert kept.read_bytes() == known.read_bytes()


def test_same_question_same_bytes(sim: Sim, desk: Path) -> None:
    folders = []
    for out, workers in (("one", 1), ("two", 2)):
        told = ask(sim, "--quiet", "--out", out, "--workers", workers)
        folders.append(desk / told.out.strip())
    assert folders[0].name == folders[1].name
    for path in folders[0].iterdir():
        if path.name != "manifest.json":
            assert path.read_bytes() == (folders[1] / path.name).read_bytes()


def test_json_is_one_object(sim: Sim, desk: Path) -> None:
    found = json.loads(ask(sim, "--json", "--of", "GAM>ALP", "--method", "morris").out)
    assert (found["of"], found["method"], found["few"]) == ("GAM>ALP", "morris", None)
    assert found["results_dir"] == place(desk).relative_to(desk).as_posix()
    assert {row["ST"] for row in found["rows"]} == {None}


@pytest.mark.parametrize(
    "change",
    [
        ("--seed", 1),
        ("--of", "tense"),
        ("--of", "BET>ALP", "--level"),
        ("--set", "actors.ALP.precision=1.1"),
        ("--off", "reciprocity"),
        ("--top", 2),
        ("--value", "memory.grievance"),
    ],
)
def test_another_question_another_folder(sim: Sim, desk: Path, change: tuple[object, ...]) -> None:
    ask(sim)
    found = ask(sim, *change)
    assert found.code == 0, found.err
    assert len(list(desk.glob("results/arms/*"))) == 2


def test_a_result_folder_gets_the_files_and_stays_whole(sim: Sim, desk: Path) -> None:
    run = sim("run", ARMS, *WORLD, "--runs", 20, "--seed", 3, "--off", "investment", "--quiet")
    result = run.out.strip()
    before = {path.name for path in Path(result).iterdir()}
    found = sim("sensitivity", result, *WORLD, *QUICK)
    assert found.code == 0, found.err
    assert "seed 3." in found.out
    assert "investment switched off" in found.out
    assert f"Files: {result}" in found.out
    added = {path.name for path in Path(result).iterdir()} - before
    assert added == {"sensitivity.csv", "sensitivity.json", "sensitivity_sources.csv"}
    assert sim("report", result).code == 0  # checks every file against the manifest
    assert [path.name for path in desk.glob("results/arms/*")] == [Path(result).name]


def test_a_result_says_for_itself_what_was_asked(sim: Sim, desk: Path) -> None:
    result = sim("run", ARMS, *WORLD, "--runs", 20, "--quiet").out.strip()
    for option in (("--off", "balance"), ("--set", "memory.grievance=4"), ("--against", "review")):
        found = sim("sensitivity", result, *WORLD, *QUICK, *option)
        assert (found.code, f"leave out {option[0]}" in found.err) == (2, True)


def test_a_folder_that_is_no_result_is_refused(sim: Sim, desk: Path) -> None:
    (desk / "results").mkdir()
    found = sim("sensitivity", "results/nothing", *QUICK)
    assert found.code == 2
    assert "is not a result folder" in found.err


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (["--of", "GAM>ALF"], "Did you mean `GAM>ALP`?"),
        (["--of", "tens"], "Did you mean `tense`?"),
        (["--level"], "Add --of"),
        (["--method", "sobol"], "Name some with --value"),
        (["--value", "memory.greivance"], "Did you mean `memory.grievance`?"),
        (["--value", "mechanisms.reciprocity.rho.by_actor.GAM"], "has no range"),
        (["--samples", "100"], "such as 64 or 128, not 100"),
        (["--runs-per-point", "1"], "2<=x<=10000"),
        (["--trajectories", "1"], "2<=x<=200"),
        (["--workers", "0"], "1<=x<=64"),
        (["--against", "arm"], "Did you mean `arms`?"),
        (["--out", "taken"], "taken"),
        (["--discover", "tens", "--samples", "200"], "Did you mean `tense`?"),
        (["--discover", "tense", "--samples", "150"], "from 200 to"),
        (["--discover", "tense", "--of", "tense"], "--of does not go with it"),
        (["--discover", "tense", "--value", "memory.grievance"], "--value does not go with it"),
    ],
)
def test_wrong_input_writes_nothing(sim: Sim, desk: Path, args: list[str], said: str) -> None:
    (desk / "taken").write_text("a file")
    found = ask(sim, *args)
    assert found.code == 2
    assert found.err.startswith("error: ")
    assert said in found.err
    assert [path.name for path in desk.iterdir()] == ["taken"]


def test_nothing_to_compare_is_said_at_once(sim: Sim, desk: Path) -> None:
    found = ask(sim, "--against", ARMS)
    assert found.code == 2
    assert "no effect to examine" in found.err


@pytest.mark.parametrize(
    ("args", "package", "extra"),
    [((), "SALib", "study"), (("--discover", "tense"), "ema_workbench", "discovery")],
)
def test_a_missing_library_is_named_with_the_cure(
    sim: Sim,
    desk: Path,
    monkeypatch: pytest.MonkeyPatch,
    args: tuple[str, ...],
    package: str,
    extra: str,
) -> None:
    command = sys.modules.get("sim.app.commands.sensitivity")
    if command is None:
        sim("sensitivity", "--help")
    known = {"SALib", "ema_workbench"} - {package}
    monkeypatch.setattr("sim.ask.extras.find_spec", lambda name: name in known or None)
    found = ask(sim, *args)
    assert found.code == 2
    assert f"the package {package}, which is not installed" in found.err
    assert f"[{extra}]" in found.err


@pytest.mark.slow
def test_a_box_is_printed_and_written(sim: Sim, desk: Path) -> None:
    found = ask(sim, "--discover", "tense", "--samples", 1000)
    assert (found.code, found.err) == (0, "")
    assert "The box" in found.out
    rows = table(place(desk, "discovery") / "discovery.csv")
    assert [row["value"] for row in rows] == ["theatres.strait.tension"]
    manifest = json.loads((place(desk, "discovery") / "manifest.json").read_text())
    assert (manifest["kind"], manifest["indicator"]) == ("discovery", "tense")


@pytest.mark.parametrize("stop", [KeyboardInterrupt, SystemExit(143)])
def test_interrupted_leaves_nothing(
    sim: Sim, desk: Path, monkeypatch: pytest.MonkeyPatch, stop: BaseException
) -> None:
    def interrupted(*_args: Any) -> None:
        raise stop

    monkeypatch.setattr("sim.study.sensitivity.points.at_points", interrupted)
    found = ask(sim)
    assert found.code == (143 if isinstance(stop, SystemExit) else 130)
    assert "Traceback" not in found.err
    assert list(desk.iterdir()) == []


def test_the_report_shows_it(sim: Sim, desk: Path) -> None:
    result = Path(sim("run", ARMS, *WORLD, "--runs", 20, "--quiet").out.strip())
    sim("sensitivity", result, *WORLD, *QUICK)
    sim("report", result)
    rows = table(result / "sensitivity.csv")
    assert set(rows[0]) == set(SensitivityRow.__dataclass_fields__)
    largest = max(float(row["mu_star"]) for row in rows)
    page = (result / "report.html").read_text()
    assert "What the answer hinges on" in page
    assert f">{largest:.3f}<" in page
