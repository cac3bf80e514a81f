import json
import os
import time
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path

import pytest

from sim.results import StoreError, check_writable, save, stored
from tests.results.fake import inputs, meta, results

STARTED = datetime(2024, 6, 19, tzinfo=UTC)


def write(out: Path, **changes: object) -> Path:
    return save(results(**changes), inputs(), "title: x\n", out, STARTED)


def test_folder_is_whole(tmp_path: Path) -> None:
    place = write(tmp_path)
    assert place == tmp_path / "lethal_aid" / inputs().run_id
    manifest = json.loads((place / "manifest.json").read_text())
    assert manifest["run_id"] == inputs().run_id
    assert manifest["started"] == "2024-06-19T00:00:00+00:00"
    assert manifest["fingerprints"]["world"] == "a" * 64
    for name, checksum in manifest["files"].items():
        assert sha256((place / name).read_bytes()).hexdigest() == checksum
    assert {path.name for path in place.iterdir()} == {*manifest["files"], "manifest.json"}
    assert list(stored(tmp_path)) == [place]


def test_written_again_is_replaced_whole(tmp_path: Path) -> None:
    place = write(tmp_path)
    (place / "foreign").write_text("left by someone")
    (place / "shifts.csv").write_text("damaged")
    assert write(tmp_path) == place
    assert not (place / "foreign").exists()
    assert (place / "shifts.csv").read_text().startswith("source,target")
    assert list(place.parent.iterdir()) == [place]


@pytest.mark.parametrize("stop", [OSError(28, "No space left on device"), KeyboardInterrupt()])
def test_failure_leaves_nothing_new_and_keeps_the_old(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, stop: BaseException
) -> None:
    def failing(*_args: object) -> None:
        raise stop

    out = tmp_path / "new"
    with monkeypatch.context() as patch:
        patch.setattr("sim.results.store.write_npz", failing)
        with pytest.raises((StoreError, KeyboardInterrupt)):
            write(out)
    assert not out.exists()

    place = write(out)
    before = (place / "manifest.json").read_bytes()
    with monkeypatch.context() as patch:
        patch.setattr("sim.results.store.write_npz", failing)
        with pytest.raises((StoreError, KeyboardInterrupt)):
            write(out)
    assert list(place.parent.iterdir()) == [place]
    assert (place / "manifest.json").read_bytes() == before


def test_failed_exchange_puts_the_old_back(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    place = write(tmp_path)
    rename = Path.rename

    def failing(self: Path, target: Path) -> Path:
        if self.name.endswith(".draft"):
            raise OSError(5, "Input/output error")
        return rename(self, target)

    monkeypatch.setattr(Path, "rename", failing)
    with pytest.raises(StoreError, match="Input/output error"):
        write(tmp_path)
    assert list(stored(tmp_path)) == [place]
    assert list(place.parent.iterdir()) == [place]


def test_rest_of_a_crash_is_no_result_and_goes_in_time(tmp_path: Path) -> None:
    place = write(tmp_path)
    fresh, stale = (place.parent / f".abc.{name}.draft" for name in ("new", "old"))
    for rest in (fresh, stale):
        rest.mkdir()
        (rest / "manifest.json").write_text("{}")
    past = time.time() - 2 * 24 * 3600
    os.utime(stale, (past, past))
    assert list(stored(tmp_path)) == [place]
    write(tmp_path)
    assert fresh.exists()
    assert not stale.exists()


@pytest.mark.parametrize("name", ["../escape", ".hidden", "a/b", ""])
def test_a_scenario_cannot_lead_out_of_the_folder(tmp_path: Path, name: str) -> None:
    with pytest.raises(StoreError):
        write(tmp_path / "out", meta=meta(scenario=name))
    assert not (tmp_path / "out").exists()


def test_place_that_cannot_be_written(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(StoreError, match="cannot write"):
        write(tmp_path / "file")


def test_writable_is_told_before_the_work(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    check_writable(tmp_path / "new" / "folder")
    for place in ("file", "file/below"):
        with pytest.raises(StoreError, match="cannot write"):
            check_writable(tmp_path / place)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["file"]


def test_folder_is_readable_as_the_umask_says(tmp_path: Path) -> None:
    before = os.umask(0o022)
    try:
        place = write(tmp_path)
    finally:
        os.umask(before)
    assert place.stat().st_mode & 0o777 == 0o755
    assert (place / "shifts.csv").stat().st_mode & 0o777 == 0o644
