"""A checkpoint is whole and of this ensemble, or it is refused in one line that names it."""

import io
import json
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pytest

from sim.results import StoreError
from sim.study.ensemble.blocks import BLOCK
from sim.study.ensemble.checkpoint import Checkpoint
from sim.study.ensemble.grow import Grown, grow
from sim.study.ensemble.keeper import Keeper
from sim.study.ensemble.pairing import Pairing
from sim.study.ensemble.tally import Tally

RUNS = 2 * BLOCK


@pytest.fixture(scope="module")
def half(pairing: Pairing) -> Grown:
    return grow(pairing, 5, BLOCK, 1)


@pytest.fixture
def path(pairing: Pairing, half: Grown, tmp_path: Path) -> Path:
    place = tmp_path / "deep" / ".one.checkpoint.npz"
    keeper = Keeper(pairing, RUNS, 1)
    keeper.put(0, half.kept.arrays)
    Checkpoint(place, "one").save(half.tally, keeper, RUNS)
    return place


def restored(pairing: Pairing, path: Path, run_id: str = "one", asked: int = RUNS) -> Tally:
    tally = Tally(pairing, 1)
    Checkpoint(path, run_id, True).restore(tally, Keeper(pairing, asked, 1), asked)
    return tally


def test_it_gives_back_what_was_saved(pairing: Pairing, half: Grown, path: Path) -> None:
    parts, found = half.tally.parts(), restored(pairing, path).parts()
    assert all(np.array_equal(parts[name], found[name]) for name in parts)
    assert [one.name for one in path.parent.iterdir()] == [path.name]


def test_it_is_saved_no_more_often_than_asked(
    pairing: Pairing, half: Grown, tmp_path: Path
) -> None:
    checkpoint, keeper = Checkpoint(tmp_path / "one.npz", "one"), Keeper(pairing, RUNS, 1)
    checkpoint.save(half.tally, keeper, RUNS, after=60.0)
    assert not checkpoint.path.exists()
    checkpoint.save(half.tally, keeper, RUNS)
    assert checkpoint.path.exists()


def test_it_says_from_where_work_goes_on(pairing: Pairing, path: Path) -> None:
    told: list[int] = []
    for place in (path, path.with_name("none.npz")):
        Checkpoint(place, "one", True, told.append).restore(
            Tally(pairing, 1), Keeper(pairing, RUNS, 1), RUNS
        )
    assert told == [BLOCK, 0]


def test_unasked_it_is_not_read(pairing: Pairing, path: Path) -> None:
    path.write_bytes(b"")
    tally = Tally(pairing, 1)
    Checkpoint(path, "one").restore(tally, Keeper(pairing, RUNS, 1), RUNS)
    assert tally.runs == 0


def test_it_stands_until_it_is_cleared(pairing: Pairing, path: Path) -> None:
    checkpoint = Checkpoint(path, "one", True)
    grow(pairing, 5, RUNS, 1, checkpoint=checkpoint)
    assert path.exists()
    path.with_name(f"{path.stem}.1.draft").touch()  # of a process that was killed
    checkpoint.clear()
    assert list(path.parent.iterdir()) == []
    checkpoint.clear()


def test_what_cannot_be_written_leaves_nothing(
    pairing: Pairing, half: Grown, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_args: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    place = tmp_path / "c.npz"
    with pytest.raises(StoreError, match="No space left"):
        Checkpoint(place, "one").save(half.tally, Keeper(pairing, RUNS, 1), RUNS)
    assert list(tmp_path.iterdir()) == []


Change = Callable[[dict[str, bytes]], None]


def npy(array: object) -> bytes:
    file = io.BytesIO()
    np.save(file, np.asarray(array))
    return file.getvalue()


def member(name: str, array: object) -> Change:
    return lambda members: members.update({f"{name}.npy": npy(array)})


def says(**what: object) -> Change:
    def change(members: dict[str, bytes]) -> None:
        members["belongs.json"] = json.dumps(json.loads(members["belongs.json"]) | what).encode()

    return change


def rezipped(path: Path, change: Change) -> None:
    with zipfile.ZipFile(path) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    change(members)
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in members.items():
            archive.writestr(name, content)


CHANGES: dict[str, Change] = {
    "negative": member("counts", np.array([-BLOCK, 0])),
    "no number": member("counts", np.array([np.nan, 0.0])),
    "too large": member("counts", np.array([2**62, 0])),
    "another count": member("counts", np.array([RUNS, 0])),
    "a scalar": member("counts", np.int64(BLOCK)),
    "endless": lambda members: members.update(
        {
            "counts.npy": members["counts.npy"]
            .replace(b"'shape': (2,)", b"'shape': (9999999999999,)")
            .replace(b" " * 14 + b"\n", b"\n")
        }
    ),
    "objects": member("counts", np.array([1, 2], dtype="U1")),
    "missing": lambda members: members.pop("counts.npy") and None,
    "says nothing": lambda members: members.pop("belongs.json") and None,
    "no json": lambda members: members.update({"belongs.json": b"\xff["}),
    "a list": lambda members: members.update({"belongs.json": b"[]"}),
    "deep": lambda members: members.update({"belongs.json": b"[" * 100_000}),
    "no runs": says(runs=0),
    "minus": says(runs=-BLOCK),
    "within a block": says(runs=BLOCK + 1),
    "beyond": says(runs=RUNS + BLOCK),
    "true": says(runs=True),
    "a fraction": says(runs=1000.0),
    "another ensemble": says(run_id="other"),
    "another aim": says(asked=RUNS + BLOCK),
    "another checksum": says(sha256="0" * 64),
}


@pytest.mark.parametrize("kind", CHANGES)
def test_what_is_changed_is_refused(pairing: Pairing, path: Path, kind: str) -> None:
    rezipped(path, CHANGES[kind])
    with pytest.raises(StoreError) as told:
        restored(pairing, path)
    assert str(told.value).startswith(f"{path} is damaged and cannot be resumed (")
    assert "\n" not in str(told.value)


def test_a_false_sum_with_a_true_checksum_is_refused(
    pairing: Pairing, half: Grown, path: Path
) -> None:
    for name, bad in (("path.total", np.nan), ("effect_bins", 7), ("counts", -1)):
        tally = half.tally.merge(Tally(pairing, 1))
        tally.parts()[name].ravel()[-1] = bad
        Checkpoint(path, "one").save(tally, Keeper(pairing, RUNS, 1), RUNS)
        with pytest.raises(StoreError, match="damaged"):
            restored(pairing, path)


def cuts(content: bytes) -> Iterator[bytes]:
    yield b""
    yield b"PK half of a file"
    for share in (0.1, 0.5, 0.9, 0.999):
        yield content[: int(len(content) * share)]
    middle = len(content) // 2
    yield content[:middle] + bytes([content[middle] ^ 1]) + content[middle + 1 :]


def test_what_is_not_whole_is_refused_and_stays(pairing: Pairing, path: Path) -> None:
    for content in cuts(path.read_bytes()):
        path.write_bytes(content)
        with pytest.raises(StoreError, match=r"checkpoint\.npz is damaged"):
            restored(pairing, path)
        assert path.read_bytes() == content


def test_a_folder_is_refused(pairing: Pairing, path: Path) -> None:
    path.unlink()
    path.mkdir()
    with pytest.raises(StoreError, match="it is no file"):
        restored(pairing, path)
