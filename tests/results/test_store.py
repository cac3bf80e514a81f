import json
import os
import time
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from sim.results import StoreError, add, check_writable, save, stored
from sim.results.writing import check_file
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


def test_it_lasts_once_it_is_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is in the folder is on the disk before the folder has its name, and then the name."""
    synced: list[tuple[str, bool]] = []
    place = tmp_path / "lethal_aid" / inputs().run_id

    def sync(path: Path) -> None:
        synced.append((path.name, place.exists()))

    monkeypatch.setattr("sim.results.store.sync", sync)
    assert write(tmp_path) == place
    assert {name for name, there in synced if not there} >= {one.name for one in place.iterdir()}
    assert [name for name, there in synced if there] == [place.parent.name]


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
    for rest, hours in ((fresh, 20), (stale, 28)):  # the one may still be worked on
        past = time.time() - hours * 3600
        os.utime(rest, (past, past))
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


@pytest.mark.parametrize(
    "out", ["file", "file/below", "dangling", "loop", "a" * 300, "in/scenario", "/proc/nothing"]
)
def test_what_cannot_be_written_is_told_before_the_work(tmp_path: Path, out: str) -> None:
    (tmp_path / "file").write_text("")
    (tmp_path / "dangling").symlink_to("nowhere/at/all")
    (tmp_path / "loop").symlink_to("loop")
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "scenario").write_text("")
    before = sorted(tmp_path.rglob("*"))
    with pytest.raises(StoreError, match="cannot write"):
        check_writable(tmp_path / out / "scenario" / "run")
    with pytest.raises(StoreError, match="cannot write"):
        check_file(tmp_path / out / "scenario" / "page.md")
    assert sorted(tmp_path.rglob("*")) == before


def test_trying_leaves_nothing(tmp_path: Path) -> None:
    check_writable(tmp_path / "new" / "scenario" / "run")
    check_file(tmp_path / "page.md")
    check_file(None)
    assert list(tmp_path.iterdir()) == []
    with pytest.raises(StoreError, match=r"cannot write .*: it is a folder"):
        check_file(tmp_path)


def test_another_run_may_remove_an_empty_folder_meanwhile(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = Path.mkdir

    def mkdir(path: Path, *args: Any, **how: Any) -> None:
        if path.name.endswith(".draft") and not how:
            monkeypatch.undo()
            path.parent.rmdir()
        made(path, *args, **how)

    monkeypatch.setattr(Path, "mkdir", mkdir)
    assert write(tmp_path).is_dir()


def test_folder_is_readable_as_the_umask_says(tmp_path: Path) -> None:
    before = os.umask(0o022)
    try:
        place = write(tmp_path)
    finally:
        os.umask(before)
    assert place.stat().st_mode & 0o777 == 0o755
    assert (place / "shifts.csv").stat().st_mode & 0o777 == 0o644


def test_extra_files_are_part_of_the_whole(tmp_path: Path) -> None:
    extra = {"report.html": "<!doctype html>é"}
    place = save(results(), inputs(), "title: x\n", tmp_path, STARTED, extra)
    manifest = json.loads((place / "manifest.json").read_text())
    assert (place / "report.html").read_text(encoding="utf-8") == extra["report.html"]
    assert (
        manifest["files"]["report.html"] == sha256((place / "report.html").read_bytes()).hexdigest()
    )


def test_added_files_come_with_their_checksums_and_leave_the_rest(tmp_path: Path) -> None:
    place = write(tmp_path)
    before = {path.name: path.read_bytes() for path in place.iterdir()}
    add(place, {"report.html": "new", "figures/map.png": b"\x89PNG"})
    manifest = json.loads((place / "manifest.json").read_text())
    assert manifest["files"]["figures/map.png"] == sha256(b"\x89PNG").hexdigest()
    assert manifest["files"]["report.html"] == sha256(b"new").hexdigest()
    for name, content in before.items():
        if name != "manifest.json":
            assert (place / name).read_bytes() == content
    assert manifest["started"] == json.loads(before["manifest.json"])["started"]
    assert list(place.parent.iterdir()) == [place]


def test_failure_to_add_leaves_the_folder_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = write(tmp_path)
    before = {path.name: path.read_bytes() for path in place.iterdir()}

    def failing(*_args: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("sim.results.store._seal", failing)
    with pytest.raises(StoreError, match="No space left"):
        add(place, {"report.html": "new"})
    assert {path.name: path.read_bytes() for path in place.iterdir()} == before
    assert list(place.parent.iterdir()) == [place]
