import json
import sys
from pathlib import Path
from typing import Any

import pytest

from sim.results import Results, columns, read_npz
from sim.results.store import TABLES
from sim.study.cluster import ClusterError
from sim.study.ensemble.grow import UnfinishedError
from tests.app.cli import Sim
from tests.results.fake import meta, results

Asked = list[dict[str, Any]]


def folders(out: Path) -> list[Path]:
    return sorted(path for path in out.glob("*/*") if path.is_dir())


def test_run_prints_a_screen_and_writes_a_folder(sim: Sim, desk: Path, study: Asked) -> None:
    found = sim("run", "lethal_aid")
    assert (found.code, found.err) == (0, "")
    assert len(study) == 1
    (place,) = folders(desk / "results")
    assert place.parent.name == "lethal_aid"
    assert f"Files: results/lethal_aid/{place.name}" in found.out
    names = {path.name for path in place.iterdir()}
    assert names == {
        "manifest.json",
        "scenario.resolved.yaml",
        "ensemble.npz",
        "report.html",
        *(f"{table}.csv" for table in TABLES),
    }
    assert read_npz(place / "ensemble.npz").dims["alignment"][0] == "run"


def test_defaults(sim: Sim, desk: Path, study: Asked) -> None:
    sim("run", "lethal_aid")
    asked = study[0]
    assert (asked["runs"], asked["seed"]) == (1000, 0)
    assert asked["steps"] == asked["scenario"].steps == asked["baseline"].steps
    assert asked["baseline"].id == asked["scenario"].against


def test_json_is_one_object_with_the_columns_of_the_tables(
    sim: Sim, desk: Path, study: Asked
) -> None:
    found = json.loads(sim("run", "lethal_aid", "--json", "--runs", 7, "--seed", 0).out)
    assert (found["scenario"], found["runs"], found["seed"]) == ("lethal_aid", 7, 0)
    for table in ("alignment", "indicators", "reactions", "theatres"):
        assert tuple(found[table][0]) == columns(TABLES[table])
    assert found["warnings"] == [
        {"kind": "clipped", "text": "The tension of Ukraine stands at its upper end in 3 runs."}
    ]
    assert Path(found["results_dir"], "manifest.json").is_file()


def test_quiet_prints_only_where_the_files_are(sim: Sim, desk: Path, study: Asked) -> None:
    found = sim("run", "lethal_aid", "--quiet", "--out", "elsewhere")
    assert Path(found.out.strip()) == folders(Path("elsewhere"))[0]


def test_same_inputs_same_folder_and_bytes(sim: Sim, desk: Path, study: Asked) -> None:
    def contents() -> dict[str, bytes]:
        (place,) = folders(desk / "results")
        return {path.name: path.read_bytes() for path in place.iterdir()}

    sim("run", "lethal_aid")
    first = contents()
    sim("run", "lethal_aid")
    second = contents()
    for facts in (first, second):
        manifest = json.loads(facts.pop("manifest.json"))
        assert manifest.pop("started") <= manifest.pop("finished")
        del manifest["sha256"]  # of these times too
        facts["rest"] = json.dumps(manifest).encode()
    assert first == second


@pytest.mark.parametrize(
    "change",
    [
        ["--seed", "2"],
        ["--runs", "999"],
        ["--off", "balance"],
        ["--set", "actors.KOR.precision=1.1"],
        ["--against", "baseline"],
        ["--steps", "19"],
    ],
)
def test_other_inputs_another_folder(sim: Sim, desk: Path, study: Asked, change: list[str]) -> None:
    sim("run", "lethal_aid")
    found = sim("run", "lethal_aid", *change)
    assert found.code == 0, found.err
    assert len(folders(desk / "results")) == 2


def test_set_and_off_change_both_arms(sim: Sim, desk: Path, study: Asked) -> None:
    found = sim("run", "lethal_aid", "--set", "actors.KOR.precision=1.25", "--off", "balance")
    asked = study[0]
    assert asked["world"].actors["KOR"].precision.value == 1.25
    assert asked["scenario"].off == asked["baseline"].off == {"balance"}
    said = " ".join(found.out.split())
    assert "Changed in both: South Korea: precision is 1.25 instead of " in said
    assert said.count("balance switched off") == 1  # a law that the made-up study does not title


def test_a_value_from_the_command_line_wins(sim: Sim, desk: Path, study: Asked) -> None:
    (desk / "mine.yaml").write_text(
        "title: A try\nwhy: to see\nset:\n"
        "  actors.KOR.precision:\n"
        "    {value: 2, range: [2, 2], source: 'assumption: for this test only'}\n"
    )
    sim("run", "mine.yaml", "--set", "actors.KOR.precision=1.25")
    asked = study[0]
    assert asked["scenario"].apply(asked["world"]).actors["KOR"].precision.value == 1.25


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (["--set", "actors.KOR.precison=1"], "actors.KOR.precision"),
        (["--set", "actors.*.precison=1"], "Did you mean `actors.*.precision`?"),
        (["--set", "actors.KOR.precision=nan"], "unknown rating 'nan'"),
        (["--set", "actors.KOR.precision=.nan"], "out of range"),
        (["--set", "actors.KOR.precision=99"], "out of range"),
        (["--set", "actors.KOR.precision"], "--set path=value"),
        (["--set", "postures.rok_nuclear.start=hege"], "hedge"),
        (["--off", "balanc"], "Did you mean `balance`?"),
        (["--against", "pcat"], "Did you mean `pact`?"),
        (["--steps", "1"], "after the end (step 1)"),
        (["--out", "taken"], "taken"),
    ],
)
def test_wrong_input_writes_nothing(
    sim: Sim, desk: Path, study: Asked, args: list[str], said: str
) -> None:
    (desk / "taken").write_text("a file")
    found = sim("run", "lethal_aid", *args)
    assert found.code == 2
    assert said in found.err
    assert found.err.startswith("error: ")
    assert [path.name for path in desk.iterdir()] == ["taken"]


def test_own_scenarios_are_found_by_id(sim: Sim, desk: Path, study: Asked) -> None:
    sim("new", "mine")
    sim("new", "other")
    assert sim("run", "mine", "--against", "other").code == 0
    assert (study[0]["scenario"].id, study[0]["baseline"].id) == ("mine", "other")


def test_baseline_is_compared_with_itself(sim: Sim, desk: Path, study: Asked) -> None:
    assert sim("run", "baseline").code == 0
    assert study[0]["scenario"] == study[0]["baseline"]


def test_interrupted_study_keeps_what_is_finished(
    sim: Sim, desk: Path, study: Asked, monkeypatch: pytest.MonkeyPatch
) -> None:
    sim("run", "lethal_aid", "--runs", 500)
    (whole,) = folders(desk / "results")

    def cut_short(*_args: object, **_how: object) -> Results:
        return results(meta=meta(runs=500))

    monkeypatch.setattr("sim.study.ensemble.run.run", cut_short)
    found = sim("run", "lethal_aid", "--runs", 1000)
    assert found.code == 130
    assert f"Files: results/lethal_aid/{whole.name}" in found.out


@pytest.mark.parametrize(
    ("failure", "code", "said"),
    [
        (MemoryError(), 3, "not enough memory"),
        (UnfinishedError("the runs from 2,000 on failed"), 3, "the runs from 2,000 on failed"),
        (ClusterError("no scheduler answers"), 2, "no scheduler answers"),
    ],
)
def test_a_failure_is_one_line(
    sim: Sim,
    desk: Path,
    monkeypatch: pytest.MonkeyPatch,
    failure: Exception,
    code: int,
    said: str,
) -> None:
    def fails(*_args: object, **_how: object) -> None:
        raise failure

    monkeypatch.setattr("sim.study.ensemble.run.run", fails)
    found = sim("run", "lethal_aid")
    assert found.code == code
    assert found.err.startswith(f"error: {said}")
    assert found.err.count("\n") == 1


def test_resume_says_from_where(sim: Sim, desk: Path) -> None:
    ask = ("run", "lethal_aid", "--runs", 3, "--steps", 6, "--quiet")
    assert sim(*ask, "--resume").err == "nothing to resume.\n"
    found = sim(*ask)
    assert (found.code, found.err) == (0, "")


def test_a_damaged_checkpoint_is_named(sim: Sim, desk: Path) -> None:
    ask = ("run", "lethal_aid", "--runs", 3, "--steps", 6, "--quiet")
    place = Path(sim(*ask).out.strip())
    damaged = place.parent / f".{place.name}.checkpoint.npz"
    damaged.touch()
    found = sim(*ask, "--resume")
    assert found.code == 2
    assert found.err.startswith(f"error: {damaged} is damaged")
    assert sim(*ask).code == 0  # unasked, it is not read, and goes once the result stands
    assert not damaged.exists()


@pytest.mark.parametrize("stop", [KeyboardInterrupt, SystemExit(143)])
def test_interrupted_leaves_nothing(
    sim: Sim, desk: Path, study: Asked, monkeypatch: pytest.MonkeyPatch, stop: BaseException
) -> None:
    def interrupted(*_args: object) -> None:
        raise stop

    monkeypatch.setattr("sim.results.store.write_npz", interrupted)
    found = sim("run", "lethal_aid")
    assert found.code == (143 if isinstance(stop, SystemExit) else 130)
    assert "Traceback" not in found.err
    assert list(desk.iterdir()) == []


def test_progress_is_drawn_for_someone_who_looks_on(
    desk: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from sim.app import progress

    monkeypatch.setattr(progress, "_PATIENCE", -1.0)
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True, raising=False)
    for quiet in (False, True):
        with progress.bar("ten runs", 10, quiet) as report:
            report(5)
            report(10)
    assert capsys.readouterr().out == ""
