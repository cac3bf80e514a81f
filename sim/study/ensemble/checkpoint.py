"""Long work that survives an interrupt: what has been tallied so far, in one file.

A resumed ensemble ends on the same bits as an uninterrupted one: chunks are added in order, and
everything they are added to is in the file.
"""

import os
import time
import zipfile
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np

from sim.results import Inputs, StoreError
from sim.study.ensemble.keeper import Keeper
from sim.study.ensemble.tally import Tally

EVERY = 30.0  # seconds between two savings


@dataclass
class Checkpoint:
    """A file for one unfinished ensemble; its name holds the fingerprint of all inputs."""

    path: Path
    saved: float = field(default_factory=time.monotonic)

    def restore(self, tally: Tally, keeper: Keeper) -> None:
        """Fill a fresh tally and keeper with what the file holds, if there is one."""
        if not self.path.exists():
            return
        try:
            with np.load(self.path, allow_pickle=False) as stored:
                for name, array in (tally.parts() | keeper.parts()).items():
                    array[...] = stored[name]
        except (OSError, KeyError, ValueError, zipfile.BadZipFile) as error:
            raise StoreError(
                f"{self.path} cannot be resumed ({error}). Remove it to start afresh"
            ) from error

    def perhaps_save(self, tally: Tally, keeper: Keeper) -> None:
        """Save if the last saving is long enough ago."""
        if time.monotonic() - self.saved > EVERY:
            self.save(tally, keeper)

    def save(self, tally: Tally, keeper: Keeper) -> None:
        """Write the file, whole or not at all. Raises StoreError, as on a full disk."""
        self.path.parent.mkdir(parents=True, exist_ok=True)
        draft = self.path.with_suffix(".draft")
        parts: dict[str, Any] = {**tally.parts(), **keeper.parts()}
        try:
            with draft.open("wb") as file:
                np.savez(file, **parts)
                file.flush()
                os.fsync(file.fileno())
            draft.replace(self.path)
        except OSError as error:
            raise StoreError(f"cannot write {self.path}: {error.strerror or error}") from error
        finally:
            draft.unlink(missing_ok=True)
        self.saved = time.monotonic()

    def clear(self) -> None:
        """Remove the file of an ensemble that is finished."""
        self.path.unlink(missing_ok=True)


def checkpoint_of(out: Path, scenario: str, inputs: Inputs) -> Checkpoint:
    """The checkpoint of an ensemble with these inputs: a hidden file beside its results."""
    return Checkpoint(out / scenario / f".{inputs.run_id}.checkpoint.npz")
