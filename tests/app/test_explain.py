"""`sim explain` from the command line, on small real results."""

import json
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.app.cli import Sim
from tests.results.fake import rewrite

RUNS = 30
QUICK = ("--no-flip", "--without", "balance")


@pytest.fixture(scope="module", autouse=True)
def code() -> Iterator[None]:
    """The code of these tests is one version, even if someone works on it while they run."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("sim.results.manifest.code_fingerprint", lambda: "1" * 64)
        yield


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A result folder, made once by the command line itself."""
    from sim.app.cli import main

    out = tmp_path_factory.mktemp("results")
    with pytest.raises(SystemExit):
        main(
            ["run", "lethal_aid", "--runs", str(RUNS), "--seed", "5", "--out", str(out), "--quiet"]
        )
    (place,) = (path for path in out.glob("lethal_aid/*") if not path.name.startswith("."))
    return place


@pytest.fixture
def folder(made: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(made, tmp_path / "results" / "lethal_aid" / made.name))


def changed(folder: Path, **facts: Any) -> None:
    known = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    merged = {k: {**known[k], **v} if isinstance(v, dict) else v for k, v in facts.items()}
    rewrite(folder, **merged)


def test_a_result_is_explained_with_its_own_runs(sim: Sim, folder: Path) -> None:
    found = sim("explain", folder, "--json", *QUICK)
    assert (found.code, found.err) == (0, "")
    facts = json.loads(found.out)
    assert (facts["runs"], facts["seed"], facts["steps"]) == (RUNS, 5, 18)
    shifts = (folder / "shifts.csv").read_text(encoding="utf-8").splitlines()
    first = dict(zip(shifts[0].split(","), shifts[1].split(","), strict=True))
    assert facts["target"]["name"] == f"{first['source']}>{first['target']}"
    assert facts["effect"] == pytest.approx(float(first["effect"]), abs=1e-6)
    assert facts["notes"] == []
    assert sum(bar["shift"] for bar in facts["waterfall"]) == pytest.approx(
        float(first["effect"]), abs=1e-5
    )


def test_the_screen(sim: Sim, folder: Path) -> None:
    found = sim("explain", folder, "--pair", "RUS>KOR", *QUICK)
    assert found.code == 0, found.err
    for said in ("Why: Russia toward South Korea", "What adds up to it", "What is left without"):
        assert said in found.out


def test_settings_of_the_result_are_kept(sim: Sim, desk: Path) -> None:
    sim("run", "lethal_aid", "--runs", 4, "--set", "actors.KOR.precision=1.5", "--off", "regard",
        "--against", "baseline", "--steps", 6, "--quiet")  # fmt: skip
    (place,) = (desk / "results" / "lethal_aid").iterdir()
    facts = json.loads(sim("explain", place, "--json", *QUICK).out)
    assert (facts["baseline"], facts["steps"], facts["notes"]) == ("baseline", 6, [])


def test_a_scenario_is_run(sim: Sim, desk: Path) -> None:
    found = sim("explain", "lethal_aid", "--runs", 8, "--json", *QUICK)
    facts = json.loads(found.out)
    assert (facts["scenario"], facts["runs"], facts["seed"]) == ("lethal_aid", 8, 0)
    assert list(desk.iterdir()) == []


def test_other_values_for_a_scenario(sim: Sim, desk: Path) -> None:
    source = "assumption: as a test would have it"
    value = f'{{value: 1.5, range: [1, 2], source: "{source}"}}'
    Path("mine.yaml").write_text(f"set:\n  actors.KOR.precision: {value}\n", encoding="utf-8")
    asked = ("explain", "lethal_aid", "--runs", 4, "--pair", "RUS>KOR", *QUICK)
    found = sim(*asked, "--values", "mine.yaml")
    assert found.code == 0, found.err
    assert "Changed in both arms: actors.KOR.precision = 1.5 (1 to 2)" in found.out
    other = json.loads(sim(*asked, "--values", "mine.yaml", "--json").out)
    assert other["set"] == {"actors.KOR.precision": "1.5 (1 to 2)"}
    assert other["without"] != json.loads(sim(*asked, "--json").out)["without"]


def test_a_scenario_that_is_gone_is_read_from_the_folder(sim: Sim, desk: Path) -> None:
    sim("new", "mine")
    sim("run", "mine", "--runs", 4, "--quiet")
    (place,) = (desk / "results" / "mine").iterdir()
    Path("scenarios/mine.yaml").unlink()
    facts = json.loads(sim("explain", place, "--json", *QUICK).out)
    assert facts["scenario"] == "mine"


def test_a_run_is_told(sim: Sim, folder: Path) -> None:
    found = sim("explain", folder, "--run", 3, "--full")
    assert found.code == 0, found.err
    assert "Run 3: South Korea sends lethal aid" in found.out
    assert "Aug 2024  South Korea sends lethal aid directly to Ukraine; scripted" in found.out
    assert "--sources lists them" in found.out
    assert "\nSources" in sim("explain", folder, "--run", 3, "--sources", "--full").out
    facts = json.loads(sim("explain", folder, "--run", 3, "--json").out)
    assert (facts["run"], facts["seed"]) == (3, 5)
    assert len(sim("explain", folder, "--run", 3, "--all", "--full").out) > len(found.out)


@pytest.mark.parametrize(
    "more", [["--all"], ["--sources"], ["--all", "--month", 4, "--arithmetic", "--pair", "RUS>KOR"]]
)
def test_whatever_is_asked_for_a_screen_is_one(
    sim: Sim, folder: Path, more: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    lines = sim("explain", folder, "--run", 3, *more).out.splitlines()
    assert len(lines) == 60
    assert lines[-1].endswith("more lines: add --full")


def test_other_code_is_said(sim: Sim, folder: Path) -> None:
    changed(folder, fingerprints={"code": "0" * 64})
    found = sim("explain", folder, *QUICK)
    assert found.code == 0
    assert "another version of the program" in " ".join(found.out.split())
    assert (
        "another version"
        in json.loads(sim("explain", folder, "--run", 1, "--json").out)["notes"][0]
    )


@pytest.mark.parametrize("what", ["world", "baseline"])
def test_another_world_is_refused(sim: Sim, folder: Path, what: str) -> None:
    changed(folder, fingerprints={what: "0" * 64})
    found = sim("explain", folder, *QUICK)
    assert (found.code, found.out) == (2, "")
    assert "has changed since this result was made" in found.err
    assert "sim run lethal_aid" in found.err


def test_a_damaged_folder(sim: Sim, folder: Path) -> None:
    (folder / "shifts.csv").write_text("nonsense")
    found = sim("explain", folder)
    assert (found.code, found.out) == (2, "")
    assert "is damaged: shifts.csv" in found.err


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (["--pair", "RUS>KOX"], "Did you mean `RUS>KOR`?"),
        (["--pair", "RUS"], "--pair 'RUS>KOR'"),
        (["--indicator", "seoul_hedge"], "Did you mean `seoul_hedges`?"),
        (["--action", "kor_letal_aid"], "Did you mean `kor_lethal_aid`?"),
        (["--without", "balanc"], "Did you mean `balance`?"),
        (["--without", "kor_lethal_aid@9"], "Did you mean `kor_lethal_aid@3`?"),
        (["--run", "30"], "there are 30 runs, numbered 0 to 29"),
        (["--run", "-1"], "-1"),
        (["--runs", "0"], "0"),
        (["--at", "19"], "the runs end with step 18"),
        (["--run", "3", "--pair", "RUS>KOR"], "--run tells a run"),
        (["--all"], "--all goes with --run"),
        (["--sources"], "--sources goes with --run"),
        (["--values", "other.yaml"], "leave out --values"),
        (["--pair", "RUS>KOR", "--action", "kor_lethal_aid"], "Explain one thing"),
    ],
)
def test_wrong_input(sim: Sim, folder: Path, args: list[str], said: str) -> None:
    found = sim("explain", folder, *args)
    assert (found.code, found.out) == (2, "")
    assert found.err.startswith("error: ")
    assert said in found.err
    assert "Traceback" not in found.err


@pytest.mark.parametrize(
    ("ref", "said"),
    [
        ("lethal_ad", "Did you mean `lethal_aid`?"),
        ("results/nothing", "is not a result folder"),
        ("nothing.yaml", "nothing.yaml"),
    ],
)
def test_nothing_to_explain(sim: Sim, desk: Path, ref: str, said: str) -> None:
    found = sim("explain", ref)
    assert (found.code, found.out) == (2, "")
    assert said in found.err


def test_a_result_says_for_itself_when_it_begins(sim: Sim, folder: Path) -> None:
    found = sim("explain", folder, "--from", "2025-07")
    assert (found.code, found.out) == (2, "")
    assert "begins in 2024-06" in found.err
    assert "leave out --from and --history" in found.err


def test_a_file_inside_a_result(sim: Sim, folder: Path) -> None:
    found = sim("explain", folder / "manifest.json")
    assert found.code == 2
    assert f"Did you mean {folder}?" in found.err


def test_a_single_run_has_no_error(sim: Sim, desk: Path) -> None:
    sim("run", "lethal_aid", "--runs", 1, "--quiet")
    (place,) = (desk / "results" / "lethal_aid").iterdir()
    found = sim("explain", place, *QUICK)
    assert found.code == 0, found.err
    assert "cannot be told from none" in found.out
    assert "nan" not in found.out


def test_some_of_many_runs(sim: Sim, folder: Path) -> None:
    facts = json.loads(sim("explain", folder, "--runs", 8, "--json", *QUICK).out)
    assert facts["runs"] == 8
    assert facts["notes"] == [
        "these are the first 8 of 30 pairs of runs; --runs 30 repeats them all."
    ]
    assert json.loads(sim("explain", folder, "--runs", 60, "--json", *QUICK).out)["notes"] == []


def test_an_effect_that_is_not_the_folder_s_is_said(
    sim: Sim, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sim.app.commands.explain._SAME", -1.0)  # nothing is alike enough
    found = sim("explain", folder, "--pair", "RUS>KOR", "--json", *QUICK)
    (note,) = json.loads(found.out)["notes"]
    assert note.startswith("the folder shows an effect of -0.")


def test_the_document_uses_options_that_exist() -> None:
    from sim.app.commands.explain import command

    text = Path(__file__).parents[2].joinpath("docs", "explain.md").read_text(encoding="utf-8")
    options = {option for item in command.params for option in item.opts}
    used = set(re.findall(r"(?<![\w-])--[a-z][a-z-]*", text))
    assert used <= options
    assert used >= {"--pair", "--indicator", "--action", "--without", "--run", "--at", "--no-flip"}
