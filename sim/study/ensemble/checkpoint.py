"""Long work that survives an interrupt: what has been tallied so far, in one file.

A resumed ensemble ends on the same bits as an uninterrupted one: blocks are merged in order, and
everything they are merged with is in the file. It is a ``.npz`` that also holds ``belongs.json``:
which ensemble it is of, the shape of every array, and a checksum over all of them.
"""

import hashlib
import json
import os
import time
import zipfile
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np

from sim.kernel.arrays import Array
from sim.results import Inputs, StoreError
from sim.results.conventions import KEPT_RUNS
from sim.results.store import sync
from sim.study.ensemble.blocks import BLOCK
from sim.study.ensemble.keeper import Keeper
from sim.study.ensemble.tally import Tally

EVERY = 30.0  # seconds between two savings
WORTH = 2.0  # seconds of work that are worth a file until the result is stored

_BELONGS = "belongs.json"
_MOST = 1 << 20  # bytes of what a file says of itself


class _DamageError(Exception):
    """What is wrong with a file."""


@dataclass
class Checkpoint:
    """A file for one unfinished ensemble, ``run_id`` being the fingerprint of all its inputs.

    With ``resume``, work goes on from what it holds, and ``tell`` is told how many runs that are.
    """

    path: Path
    run_id: str
    resume: bool = False
    tell: Callable[[int], None] = lambda _runs: None
    saved: float = field(default_factory=time.monotonic)
    holds: int = 0  # runs that the file is known to hold

    def restore(self, tally: Tally, keeper: Keeper, asked: int) -> None:
        """Fill an empty tally and keeper for ``asked`` runs with what the file holds.

        Raises :class:`StoreError` for a file that is not whole, or not of this ensemble.
        """
        if not self.resume:
            return
        if self.path.exists():
            try:
                self._read(tally, keeper, asked)
            except Exception as error:  # whatever is in the file, it is not one of ours
                raise StoreError(
                    f"{self.path} is damaged and cannot be resumed ({error}). Remove it, or leave"
                    " out --resume, to start afresh"
                ) from error
        self.holds = tally.runs
        self.tell(tally.runs)

    def save(self, tally: Tally, keeper: Keeper, asked: int, after: float = 0.0) -> None:
        """Save what is new, if the last saving is ``after`` seconds ago: whole, or not at all.

        Raises :class:`StoreError`, as on a full disk.
        """
        if tally.runs == self.holds or time.monotonic() - self.saved < after:
            return
        parts = tally.parts() | keeper.parts(tally.kept)
        belongs = self._belongs(asked, tally.runs, parts) | {"sha256": _checksum(parts)}
        draft = self.path.with_name(f"{self.path.stem}.{os.getpid()}.draft")
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            _write(draft, belongs, parts)
            draft.replace(self.path)
            sync(self.path.parent)
        except OSError as error:
            raise StoreError(f"cannot write {self.path}: {error.strerror or error}") from error
        finally:
            draft.unlink(missing_ok=True)
        self.saved, self.holds = time.monotonic(), tally.runs

    def clear(self) -> None:
        """Remove the file, and what a killed process may have left of one, of a stored result."""
        for rest in (self.path, *self.path.parent.glob(f"{self.path.stem}.*.draft")):
            with suppress(OSError):
                rest.unlink(missing_ok=True)

    def _belongs(self, asked: int, runs: int, parts: Mapping[str, Array]) -> dict[str, Any]:
        arrays = {name: [array.dtype.str, list(array.shape)] for name, array in parts.items()}
        return {"run_id": self.run_id, "asked": asked, "runs": runs, "arrays": arrays}

    def _read(self, tally: Tally, keeper: Keeper, asked: int) -> None:
        if not self.path.is_file():
            raise _DamageError("it is no file")
        with zipfile.ZipFile(self.path) as archive:
            belongs = json.loads(_member(archive, _BELONGS, _MOST))
            runs, checksum = belongs["runs"], belongs.pop("sha256")
            if type(runs) is not int or not 0 < runs <= asked or (runs % BLOCK and runs != asked):
                raise _DamageError(f"it cannot hold {runs!r:.40} runs")
            parts = tally.parts() | keeper.parts(min(runs, KEPT_RUNS))
            if belongs != self._belongs(asked, runs, parts):
                raise _DamageError("it belongs to something else")
            for name, array in parts.items():
                _fill(archive, name, array)
        if _checksum(parts) != checksum:
            raise _DamageError("its checksum is wrong")
        _check(tally, runs)


def checkpoint_of(
    out: Path,
    scenario: str,
    inputs: Inputs,
    resume: bool = False,
    tell: Callable[[int], None] = lambda _runs: None,
) -> Checkpoint:
    """The checkpoint of an ensemble with these inputs: a hidden file beside its results."""
    name = f".{inputs.run_id}.checkpoint.npz"
    return Checkpoint(out / scenario / name, inputs.run_id, resume, tell)


def _write(path: Path, belongs: Mapping[str, Any], parts: Mapping[str, Array]) -> None:
    with path.open("wb") as file:
        with zipfile.ZipFile(file, "w") as archive:
            archive.writestr(_BELONGS, json.dumps(belongs))
            for name, array in parts.items():
                with archive.open(f"{name}.npy", "w", force_zip64=True) as member:
                    np.lib.format.write_array(member, array, allow_pickle=False)
        file.flush()
        os.fsync(file.fileno())


def _member(archive: zipfile.ZipFile, name: str, most: int) -> bytes:
    if archive.getinfo(name).file_size > most:
        raise _DamageError(f"{name} is too large")
    return archive.read(name)


def _fill(archive: zipfile.ZipFile, name: str, array: Array) -> None:
    """Fill an array with what is stored under its name, if that is of its type and shape."""
    size = archive.getinfo(f"{name}.npy").file_size
    with archive.open(f"{name}.npy") as member:
        np.lib.format.read_magic(member)
        shape, fortran, dtype = np.lib.format.read_array_header_1_0(member)
        header = member.tell()
        if (shape, fortran, dtype) != (array.shape, False, array.dtype):
            raise _DamageError(f"{name} has another shape or type")
        if size != header + array.nbytes:
            raise _DamageError(f"{name} has another size")
        array[...] = np.frombuffer(member.read(), dtype).reshape(shape)


def _checksum(parts: Mapping[str, Array]) -> str:
    digest = hashlib.sha256()
    for name, array in parts.items():
        digest.update(name.encode())
        digest.update(np.ascontiguousarray(array).data)
    return digest.hexdigest()


def _check(tally: Tally, runs: int) -> None:
    """Refuse sums and counts that no ``runs`` runs can leave."""
    if tally.runs != runs or not 0 <= tally.differing <= runs:
        raise _DamageError("its counts are not those of its runs")
    for name, array in tally.parts().items():
        if not np.isfinite(array).all():
            raise _DamageError(f"{name} holds what is no number")
    for bins in (tally.with_.alignment_bins, tally.without.alignment_bins, tally.effect_bins):
        if (bins.counts.sum(axis=1, dtype=np.int64) != runs).any():
            raise _DamageError("its counts are not those of its runs")
