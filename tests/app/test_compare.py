import json
from pathlib import Path

import pytest

from sim.world import scenarios_dir, seeds_dir
from tests.app.cli import Sim

QUICK = ("--runs", 20, "--steps", 8)


def place(desk: Path, out: str = "results") -> Path:
    (found,) = (desk / out / "compare").iterdir()
    return found


def test_compare_prints_a_screen_and_writes_a_folder(sim: Sim, desk: Path) -> None:
    found = sim("compare", "lethal_aid", "technology_transfer", *QUICK)
    assert (found.code, found.err) == (0, "")
    for said in (
        "2 scenarios against pact",
        "What sets them apart",
        "What becomes likelier",
        "Alignments at the end",
        "When they part",
        f"Files: results/compare/{place(desk).name}",
    ):
        assert said in found.out
    assert {path.suffix for path in place(desk).iterdir()} == {".csv", ".yaml", ".json", ".html"}


def test_same_inputs_same_bytes(sim: Sim, desk: Path) -> None:
    asked = ("compare", "lethal_aid", "technology_transfer", *QUICK, "--quiet", "--out")
    for out in ("one", "two"):
        assert sim(*asked, out).out.strip() == f"{out}/compare/{place(desk, out).name}"
    one, two = place(desk, "one"), place(desk, "two")
    assert one.name == two.name
    for path in one.iterdir():
        if path.name != "manifest.json":
            assert path.read_bytes() == (two / path.name).read_bytes()


def test_json_is_one_object_that_agrees_with_the_files(sim: Sim, desk: Path) -> None:
    found = json.loads(sim("compare", "lethal_aid", "pact", *QUICK, "--json").out)
    assert (found["reference"], found["runs"], found["steps"]) == ("pact", 20, 8)
    assert Path(found["results_dir"]) == place(desk).relative_to(desk)
    header, first, *_ = _rows(desk, "compare")
    assert header.split(",") == [*found["compare"][0]]
    assert first.split(",")[0] == found["compare"][0]["scenario"]
    assert first.split(",")[5] == repr(found["compare"][0]["effect"])
    _, first, *_ = _rows(desk, "indicator_contrasts")
    contrast = found["indicator_contrasts"][0]
    assert first.split(",") == [
        *(contrast[key] for key in ("scenario", "over", "indicator")),
        *(repr(contrast[key]) for key in ("contrast", "mc_error")),
    ]
    assert found["answer"]


def test_options_hold_for_all(sim: Sim, desk: Path) -> None:
    values = ("--set", "actors.KOR.precision=1.25", "--off", "balance")
    found = sim("compare", "lethal_aid", "pact", *QUICK, *values, "--against", "baseline")
    assert "against baseline" in found.out
    said = " ".join(found.out.split())
    assert "Changed for all: South Korea: precision is 1.25 instead of " in said
    assert "; the mechanism “Structural balance” is switched off." in said
    manifest = json.loads((place(desk) / "manifest.json").read_text())
    assert manifest["set_values"] == {"actors.KOR.precision": "1.25"}
    assert manifest["off"] == ["balance"]


def test_own_files(sim: Sim, desk: Path) -> None:
    sim("new", "mine")
    sim("new", "yours")
    found = sim("compare", "scenarios/mine.yaml", "yours", *QUICK)
    assert found.code == 0, found.err
    assert "B  never" not in found.out
    assert "all do the same, run by run" in found.out
    assert {row.split(",")[4] for row in _rows(desk, "contrasts")[1:]} == {"0.0"}


def _rows(desk: Path, name: str) -> list[str]:
    return (place(desk) / f"{name}.csv").read_text().splitlines()


def test_another_reference_than_its_own_is_said(sim: Sim, desk: Path) -> None:
    asked = ("compare", "lethal_aid", "icbm_launch", *QUICK)
    assert "Warning: sim run compares icbm_launch with baseline" in sim(*asked).out
    told = json.loads(sim(*asked, "--json").out)
    assert "other-reference" in {notice["kind"] for notice in told["warnings"]}


@pytest.mark.slow
def test_workers_change_no_byte(sim: Sim, desk: Path) -> None:
    asked = ("compare", "lethal_aid", "pact", "--runs", 600, "--steps", 6, "--quiet")
    for workers in (1, 3):
        assert sim(*asked, "--workers", workers, "--out", f"by{workers}").code == 0
    one, three = place(desk, "by1"), place(desk, "by3")
    assert one.name == three.name
    assert (one / "compare.csv").read_bytes() == (three / "compare.csv").read_bytes()
    assert (one / "parting.csv").read_bytes() == (three / "parting.csv").read_bytes()


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (["lethal_aid"], "Name two or more"),
        (["lethal_aid", "lethal_aid"], "sim compare lethal_aid pact"),
        (["lethal_aid", str(scenarios_dir() / "lethal_aid.yaml")], "`lethal_aid` is named twice"),
        (["lethal_aid", "letal_aid"], "Did you mean `lethal_aid`?"),
        (["lethal_aid", "pact", "--against", "pcat"], "Did you mean `pact`?"),
        (["lethal_aid", "pact", "--runs", "0"], "--runs"),
        (["lethal_aid", "pact", "--steps", "2"], "Use --steps 3 or more"),
        (["lethal_aid", "pact", "--set", "actors.KOR.precison=1"], "actors.KOR.precision"),
        (["lethal_aid", "pact", "--off", "balanc"], "Did you mean `balance`?"),
        (["lethal_aid", "pact", "--out", "taken"], "taken"),
        ([], "SCENARIO"),
    ],
)
def test_wrong_input_writes_nothing(sim: Sim, desk: Path, args: list[str], said: str) -> None:
    (desk / "taken").write_text("a file")
    found = sim("compare", *args)
    assert found.code == 2
    assert said in found.err
    assert found.err.startswith("error: ")
    assert [path.name for path in desk.iterdir()] == ["taken"]


def test_scenarios_of_two_worlds(sim: Sim, desk: Path) -> None:
    """A scenario belongs to the world whose seeds lie beside it."""
    here = (desk / "elsewhere" / "seeds", desk / "elsewhere" / "scenarios")
    for folder in here:
        folder.mkdir(parents=True)
    text = (seeds_dir() / "world.yaml").read_text(encoding="utf-8")
    own = text.replace("id: northeast_asia_2024", "id: southeast_asia_2031", 1)
    assert own != text
    (here[0] / "world.yaml").write_text(own, encoding="utf-8")
    scenario = here[1] / "storm.yaml"
    scenario.write_text("title: A\nwhy: B\n", encoding="utf-8")
    found = sim("compare", "lethal_aid", "elsewhere/scenarios/storm.yaml", *QUICK)
    assert found.code == 2
    assert "is of the world `southeast_asia_2031`" in found.err
    assert "not of `northeast_asia_2024`" in found.err
    assert not (desk / "results").exists()


def test_two_meanings_of_one_indicator(sim: Sim, desk: Path) -> None:
    sim("new", "mine")
    sim("new", "yours")
    yours = desk / "scenarios" / "yours.yaml"
    yours.write_text(yours.read_text().replace("does it again of its own accord", "repeats it"))
    found = sim("compare", "mine", "yours", *QUICK)
    assert found.code == 2
    assert "yours and mine mean different things by `does_it_again`" in found.err


def test_interrupted_leaves_nothing(sim: Sim, desk: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*_args: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("sim.results.study_folder.write_folder", interrupted)
    found = sim("compare", "lethal_aid", "pact", *QUICK)
    assert found.code == 130
    assert list(desk.iterdir()) == []
