import csv
import json
from pathlib import Path

import pytest

from sim.results import columns
from sim.results.uncertainty import VarianceRow, VariantIndicatorRow, VariantRow
from tests.app.cli import Sim

SCENARIO = """\
title: A try
why: to see
steps: 4
events:
  - {step: 2, action: kor_reviews_lethal_ban}
variants:
  no_balance: {off: [balance]}
  looks_ahead: {decision: anticipating}
"""


@pytest.fixture
def mine(desk: Path) -> Path:
    (desk / "mine.yaml").write_text(SCENARIO)
    return desk


def asked(*more: object) -> tuple[object, ...]:
    return ("run", "mine.yaml", "--runs", 20, "--workers", 1, *more)


def folders(desk: Path) -> list[Path]:
    return sorted((desk / "results" / "mine").iterdir())


def test_variants_stand_in_files_and_on_the_screen(sim: Sim, mine: Path) -> None:
    found = sim(*asked("--variants"))
    assert (found.code, found.err) == (0, "")
    for said in ("Rival forms of the model", "no balance", "looks ahead", "What the doubt is made"):
        assert said in found.out
    (place,) = folders(mine)
    for name, row_type in (
        ("variants", VariantRow),
        ("variants_indicators", VariantIndicatorRow),
        ("variance", VarianceRow),
    ):
        with (place / f"{name}.csv").open() as file:
            rows = list(csv.DictReader(file))
        assert tuple(rows[0]) == columns(row_type)
        if name != "variance":
            assert [*dict.fromkeys(r["variant"] for r in rows)] == [
                "all",
                "no_balance",
                "looks_ahead",
            ]
    manifest = json.loads((place / "manifest.json").read_text())
    assert manifest["options"]["variants"] == {
        "all": {"off": [], "decision": "myopic"},
        "no_balance": {"off": ["balance"], "decision": "myopic"},
        "looks_ahead": {"off": [], "decision": "anticipating"},
    }
    assert "looks_ahead:" in (place / "scenario.resolved.yaml").read_text()


@pytest.mark.slow
def test_without_it_nothing_of_it(sim: Sim, mine: Path) -> None:
    plain = sim(*asked())
    assert "Rival forms" not in plain.out
    (place,) = folders(mine)
    assert not list(place.glob("varia*"))
    assert "variants" not in json.loads((place / "manifest.json").read_text())["options"]
    sim(*asked("--variants"))
    with_, without = sorted(folders(mine), key=lambda path: path == place)
    for path in without.glob("*.csv"):
        assert path.read_bytes() == (with_ / path.name).read_bytes()


@pytest.mark.slow
def test_json_and_the_same_bytes_again(sim: Sim, mine: Path) -> None:
    found = json.loads(sim(*asked("--variants", "--json")).out)
    (place,) = folders(mine)
    before = {path.name: path.read_bytes() for path in place.glob("varia*")}
    assert len(before) == 3
    assert {row["variant"] for row in found["variants"]} == {"all", "no_balance", "looks_ahead"}
    targets = [(row["kind"], row["target"]) for row in found["variance"]]
    assert len(targets) == len(set(targets))
    sim(*asked("--variants", "--quiet"))
    assert before == {path.name: path.read_bytes() for path in place.glob("varia*")}


def test_interrupted_keeps_the_runs_without_the_forms(
    sim: Sim, mine: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted(*_args: object, **_how: object) -> None:
        raise KeyboardInterrupt

    sim(*asked("--quiet"))
    (plain,) = folders(mine)
    monkeypatch.setattr("sim.study.uncertainty.uncertainty.uncertainty", interrupted)
    found = sim(*asked("--variants"))
    assert found.code == 130
    assert "the rival forms are left out" in found.err
    assert folders(mine) == [plain]
