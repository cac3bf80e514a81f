import zipfile
from pathlib import Path

import numpy as np
import pytest

from sim.results import Ensemble, read_npz, scratch, write_npz
from tests.results.fake import ensemble


def test_written_and_read(tmp_path: Path) -> None:
    path = tmp_path / "a.npz"
    write_npz(path, ensemble(runs=1000))
    found = read_npz(path)
    assert found.dims == ensemble().dims
    assert found.labels == ensemble().labels
    assert np.array_equal(found.arrays["alignment"], ensemble(1000).arrays["alignment"])
    with np.load(path) as plain:
        assert list(plain["alignment.dims"]) == ["run", "arm", "step", "pair"]


def test_same_data_same_bytes(tmp_path: Path) -> None:
    for name in ("a", "b"):
        write_npz(tmp_path / name, ensemble())
    assert (tmp_path / "a").read_bytes() == (tmp_path / "b").read_bytes()


def test_what_hardly_shrinks_is_not_compressed(tmp_path: Path) -> None:
    arrays = {"real": np.zeros((9, 9), np.float32), "flag": np.zeros((9, 9), np.bool_)}
    write_npz(tmp_path / "a", Ensemble(arrays, dict.fromkeys(arrays, ("run", "place"))))
    with zipfile.ZipFile(tmp_path / "a") as archive:
        assert archive.getinfo("real.npy").compress_type == zipfile.ZIP_STORED
        assert archive.getinfo("flag.npy").compress_type == zipfile.ZIP_DEFLATED


def test_large_and_small_arrays_are_written_alike(tmp_path: Path) -> None:
    small, large = scratch((100, 7), np.float32), scratch((100, 7), np.float32, in_memory=0)
    assert isinstance(large, np.memmap)
    for name, array in (("small", small), ("large", large)):
        array[:] = np.arange(700).reshape(100, 7)
        write_npz(tmp_path / name, Ensemble({"x": array}, {"x": ("run", "place")}))
    assert (tmp_path / "small").read_bytes() == (tmp_path / "large").read_bytes()


@pytest.mark.parametrize("shape", [(), (0,), (0, 3), (3, 0), (2, 3)])
def test_any_shape(tmp_path: Path, shape: tuple[int, ...]) -> None:
    array = np.ones(shape)
    dims = tuple(f"d{at}" for at in range(len(shape)))
    write_npz(tmp_path / "a", Ensemble({"x": array}, {"x": dims}))
    assert np.array_equal(read_npz(tmp_path / "a").arrays["x"], array)


def test_order_in_memory_does_not_matter(tmp_path: Path) -> None:
    array = np.arange(6.0).reshape(2, 3)
    write_npz(tmp_path / "a", Ensemble({"x": np.asfortranarray(array)}, {"x": ("run", "b")}))
    assert np.array_equal(read_npz(tmp_path / "a").arrays["x"], array)


def test_dimensions_must_be_named_and_agree() -> None:
    array = np.zeros((2, 3))
    with pytest.raises(ValueError, match="named"):
        Ensemble({"x": array}, {})
    with pytest.raises(ValueError, match="2 dimensions"):
        Ensemble({"x": array}, {"x": ("run",)})
    with pytest.raises(ValueError, match="pair has 3 places"):
        Ensemble({"x": array}, {"x": ("run", "pair")}, {"pair": ("A>B",)})
