"""A question asked from Python is the one that the command asks."""

import shutil
from pathlib import Path

import pytest

import sim
from sim.ask.question import question
from sim.ask.run import inputs
from sim.ask.where import chosen
from sim.results import LoadError
from sim.world import World, WorldError


def test_ids_files_and_objects_are_alike(world: World) -> None:
    file = world.folder.parent / "scenarios" / "lethal_aid.yaml"
    scenario = sim.load_scenario("lethal_aid", world)
    asked = [
        question("lethal_aid"),
        question(file, against="pact", seeds=str(world.folder)),
        question(str(file), seeds=world),
        question(scenario, against=sim.load_scenario("pact", world), seeds=world),
    ]
    assert len({inputs(one, 10, 0).run_id for one in asked}) == 1


def test_values_are_typed_or_given(world: World) -> None:
    off = ["balance"]
    typed = question("lethal_aid", seeds=world, values=["actors.KOR.precision=1.5"], off=off)
    given = question("lethal_aid", seeds=world, values={"actors.KOR.precision": 1.5}, off=off)
    assert typed == given
    assert given.values == {"actors.KOR.precision": "1.5"}
    assert given.scenario.off == given.baseline.off == {"balance"}


@pytest.mark.parametrize(
    ("how", "said"),
    [
        ({"scenario": "lethal_ad"}, "lethal_aid"),
        ({"scenario": "lethal_aid", "against": "pakt"}, "pact"),
        ({"scenario": "lethal_aid", "off": ["balanse"]}, "balance"),
        ({"scenario": "lethal_aid", "values": {"actors.KOR.precisio": 1}}, "precision"),
        ({"scenario": "lethal_aid", "values": {"actors.KOR.precision": float("nan")}}, "nan"),
        ({"scenario": "lethal_aid", "steps": 1}, "--steps"),
        ({"scenario": "lethal_aid", "files": ["nowhere.yaml"]}, "nowhere.yaml"),
        ({"scenario": "lethal_aid", "world": "nowhere"}, "nowhere"),
    ],
)
def test_what_the_command_refuses_is_refused(
    world: World, how: dict[str, object], said: str
) -> None:
    with pytest.raises(WorldError, match=said):
        sim.run(**{"world": world, **how})  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "how", [{"runs": 0}, {"seed": -1}, {"workers": 0}, {"values": {"a": None}}]
)
def test_numbers_that_cannot_be_are_refused(how: dict[str, object]) -> None:
    with pytest.raises(ValueError, match="must be a"):
        sim.run("lethal_aid", **how)  # type: ignore[arg-type]


def test_what_is_no_result_is_not_loaded(tmp_path: Path) -> None:
    with pytest.raises(LoadError, match="not a result folder"):
        sim.load(tmp_path)


def test_the_world_of_ones_own_is_asked(
    world: World,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    shutil.copytree(world.folder, tmp_path / "seeds")
    monkeypatch.chdir(tmp_path)
    assert chosen(None) == Path("seeds")
    assert "world: seeds" in capsys.readouterr().err
    assert chosen(world) is world


def test_a_horizon_cuts_off_nothing_that_depends(tmp_path: Path) -> None:
    path = tmp_path / "cut.yaml"
    path.write_text(
        "title: Cut\nwhy: To see.\nextends: baseline\n"
        "events:\n"
        "  - {when: {action: prk_missile_test}, after: 10, action: kor_answers_provocation}\n"
        "  - {step: [3, 9], action: prk_icbm_test}\n"
        "branches:\n"
        "  - {id: a, title: A, weight: 1, events: [{step: 8, action: kor_demarche}]}\n"
        "  - {id: b, title: B, weight: 1}\n"
    )
    with pytest.raises(WorldError) as caught:
        sim.run(path, runs=2, steps=5)
    assert [str(one) for one in caught.value.problems] == [
        "cut: `kor_answers_provocation` cannot come before step 11, after the end (step 5)."
        " Use --steps 11 or more.",
        "cut: `prk_icbm_test` may come up to step 9, after the end (step 5)."
        " Use --steps 9 or more.",
        "cut: `kor_demarche` comes at step 8, after the end (step 5). Use --steps 8 or more.",
    ]


@pytest.mark.parametrize("month", ["2024-13", "2025-7", "2025-07\n", "", 202507, b"2025-07", True])
def test_what_is_no_month_begins_no_question(month: str) -> None:
    with pytest.raises(ValueError, match="month must be a month"):
        sim.since(month)
    with pytest.raises(ValueError, match="until must be a month"):
        sim.backtest("year_after_the_pact", learn_until=month)


def test_a_history_is_led_to_once() -> None:
    with pytest.raises(WorldError, match="the world stands in 2025-07, after a history already"):
        sim.since("2025-09", world=sim.since("2025-07"))


def test_no_runs_are_not_taken_for_the_usual_number() -> None:
    with pytest.raises(ValueError, match="runs must be a whole number"):
        sim.backtest("year_after_the_pact", learn_until="2025-05", runs=0)
