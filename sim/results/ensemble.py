"""Arrays over all runs, with named dimensions, and one file that holds them.

The file is a plain ``.npz`` that ``numpy.load`` opens without pickle. Next to each array ``x`` it
holds ``x.dims`` (the names of its dimensions) and, for each dimension with labels, ``d.labels``.
Writing streams along the leading dimension, so an array may be larger than memory.
"""

import tempfile
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Any

import numpy as np
from numpy.typing import NDArray

AnyArray = NDArray[Any]

IN_MEMORY = 256 * 2**20  # bytes; larger arrays live in a temporary file
_CHUNK = 4 * 2**20


@dataclass(frozen=True, slots=True)
class Ensemble:
    """Named arrays over runs.

    ``dims[name]`` names the dimensions of ``arrays[name]``; ``labels[dim]`` names the places along
    a dimension (pairs, theatres, arms ...) where a number would not do.
    """

    arrays: Mapping[str, AnyArray] = field(default_factory=dict)
    dims: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    labels: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if self.arrays.keys() != self.dims.keys():
            raise ValueError("every array needs its dimensions named, and nothing else does")
        sizes: dict[str, int] = {dim: len(names) for dim, names in self.labels.items()}
        for name, array in self.arrays.items():
            if len(self.dims[name]) != array.ndim:
                raise ValueError(f"{name}: {array.ndim} dimensions, {self.dims[name]} named")
            for dim, size in zip(self.dims[name], array.shape, strict=True):
                if sizes.setdefault(dim, size) != size:
                    raise ValueError(f"{name}: {dim} has {size} places, elsewhere {sizes[dim]}")


def scratch(shape: tuple[int, ...], dtype: Any, in_memory: int = IN_MEMORY) -> AnyArray:
    """Return a zeroed array to fill; one above ``in_memory`` bytes lives in an unnamed file."""
    size = int(np.prod(shape, dtype=np.int64)) * np.dtype(dtype).itemsize
    if size <= in_memory:
        return np.zeros(shape, dtype)
    with tempfile.TemporaryFile() as file:  # the mapping outlives the name and the handle
        return np.memmap(file, dtype=dtype, mode="w+", shape=shape)


def write_npz(path: Path, ensemble: Ensemble) -> None:
    """Write ``ensemble`` to ``path``: the same data give the same bytes."""
    # A member opened by name bears the earliest time a zip knows: same data, same bytes.
    with zipfile.ZipFile(path, "w", compresslevel=1) as archive:
        for name, array in _members(ensemble):
            archive.compression = _compression(array)
            large = array.nbytes > 2**30
            with archive.open(f"{name}.npy", "w", force_zip64=large) as member:
                _write_npy(member, array)


def read_npz(file: Path | IO[bytes]) -> Ensemble:
    """Read what :func:`write_npz` wrote."""
    with np.load(file, allow_pickle=False) as stored:
        dims = {key[:-5]: _texts(stored[key]) for key in stored if key.endswith(".dims")}
        labels = {key[:-7]: _texts(stored[key]) for key in stored if key.endswith(".labels")}
        return Ensemble({name: stored[name] for name in dims}, dims, labels)


def _members(ensemble: Ensemble) -> Iterator[tuple[str, AnyArray]]:
    for name, array in ensemble.arrays.items():
        yield name, array
        yield f"{name}.dims", np.array(ensemble.dims[name], dtype=np.str_)
    for dim, names in ensemble.labels.items():
        yield f"{dim}.labels", np.array(names, dtype=np.str_)


def _compression(array: AnyArray) -> int:
    """Numbers with random digits lose a tenth at most, and compressing them takes the longest."""
    return zipfile.ZIP_STORED if array.dtype.kind == "f" else zipfile.ZIP_DEFLATED


def _texts(array: AnyArray) -> tuple[str, ...]:
    return tuple(str(text) for text in array)


def _write_npy(member: IO[bytes], array: AnyArray) -> None:
    header = {
        "descr": np.lib.format.dtype_to_descr(array.dtype),
        "fortran_order": False,
        "shape": array.shape,
    }
    np.lib.format.write_array_header_2_0(member, header)
    if array.ndim == 0 or array.size == 0:
        member.write(array.tobytes())
        return
    rows = max(1, _CHUNK // max(1, array.nbytes // array.shape[0]))
    for first in range(0, array.shape[0], rows):
        member.write(array[first : first + rows].tobytes())
