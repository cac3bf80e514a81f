import csv
import json
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path

import pytest

from sim.results import LoadError, Notice, StoreError, columns, load
from sim.results.comparison import Comparison, save_comparison
from sim.world import Scenario, World, load_scenario
from tests.results.compared import comparison

STARTED = datetime(2024, 6, 19, tzinfo=UTC)


@pytest.fixture(scope="module")
def scenarios(world: World) -> tuple[Scenario, ...]:
    return tuple(load_scenario(name, world) for name in ("lethal_aid", "technology_transfer"))


def write(out: Path, world: World, scenarios: tuple[Scenario, ...], runs: int = 1000) -> Path:
    reference = load_scenario("pact", world)
    return save_comparison(comparison(runs=runs), world, scenarios, reference, out, STARTED)


def test_folder_is_whole(tmp_path: Path, world: World, scenarios: tuple[Scenario, ...]) -> None:
    place = write(tmp_path, world, scenarios)
    assert place.parent == tmp_path / "compare"
    manifest = json.loads((place / "manifest.json").read_text())
    assert (manifest["kind"], manifest["run_id"]) == ("comparison", place.name)
    assert manifest["scenarios"] == ["lethal_aid", "technology_transfer"]
    assert {path.name for path in place.iterdir()} == {
        "manifest.json",
        *(f"{name}.csv" for name in Comparison.TABLES),
        *(f"{s}.resolved.yaml" for s in ("lethal_aid", "technology_transfer", "pact")),
    }
    for name, checksum in manifest["files"].items():
        assert sha256((place / name).read_bytes()).hexdigest() == checksum
    for name, (field, row_type) in Comparison.TABLES.items():
        with (place / f"{name}.csv").open() as file:
            header, *rows = csv.reader(file)
        assert tuple(header) == columns(row_type)
        assert len(rows) == len(getattr(comparison(), field))


def test_warnings_are_in_the_manifest(
    tmp_path: Path, world: World, scenarios: tuple[Scenario, ...]
) -> None:
    found = comparison(warnings=(Notice("few-runs", "only 9 runs"),))
    reference = load_scenario("pact", world)
    place = save_comparison(found, world, scenarios, reference, tmp_path, STARTED)
    manifest = json.loads((place / "manifest.json").read_text())
    assert manifest["warnings"] == [{"kind": "few-runs", "text": "only 9 runs"}]


def test_same_inputs_same_place_and_others_another(
    tmp_path: Path, world: World, scenarios: tuple[Scenario, ...]
) -> None:
    place = write(tmp_path, world, scenarios)
    before = {p.name: p.read_bytes() for p in place.iterdir() if p.name != "manifest.json"}
    assert write(tmp_path, world, scenarios) == place
    after = {p.name: p.read_bytes() for p in place.iterdir() if p.name != "manifest.json"}
    assert before == after
    assert write(tmp_path, world, scenarios, runs=999) != place
    assert write(tmp_path, world, scenarios[::-1]) != place


def test_failure_leaves_nothing(
    tmp_path: Path,
    world: World,
    scenarios: tuple[Scenario, ...],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def failing(*_args: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("sim.results.store.checksums", failing)
    with pytest.raises(StoreError, match="No space left"):
        write(tmp_path / "out", world, scenarios)
    assert not (tmp_path / "out").exists()


def test_it_is_not_taken_for_the_result_of_a_run(
    tmp_path: Path, world: World, scenarios: tuple[Scenario, ...]
) -> None:
    with pytest.raises(LoadError, match="comparison"):
        load(write(tmp_path, world, scenarios))
