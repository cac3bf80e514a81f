"""Result folders on disk: written whole or not at all.

A folder is first written under a hidden name beside its place, synced, and then renamed. A crash
leaves at most a hidden folder, which nothing here ever takes for a result.
"""

import contextlib
import hashlib
import json
import os
import secrets
import shutil
import time
from collections.abc import Iterator, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

from sim.results.ensemble import write_npz
from sim.results.escalation import HoldRow, TheatreRow, ThreatRow
from sim.results.evidence import SourceRow, ValueRow
from sim.results.formats import csv_text
from sim.results.manifest import Inputs, facts, manifest
from sim.results.results import Results
from sim.results.sealed import sealed
from sim.results.tables import (
    AlignmentRow,
    BranchRow,
    ContingencyRow,
    EventRow,
    IndicatorRow,
    LedgerRow,
    ReactionRow,
    ShiftRow,
    StakeRow,
    YardstickRow,
)
from sim.world.naming import name_fault

TABLES: Mapping[str, type[Any]] = {
    "alignment": AlignmentRow,
    "shifts": ShiftRow,
    "yardstick": YardstickRow,
    "indicators": IndicatorRow,
    "reactions": ReactionRow,
    "contingencies": ContingencyRow,
    "branches": BranchRow,
    "events": EventRow,
    "ledger": LedgerRow,
    "stakes": StakeRow,
    "theatres": TheatreRow,
    "threats": ThreatRow,
    "held_back": HoldRow,
    "values": ValueRow,
    "sources": SourceRow,
}
MANIFEST = "manifest.json"
RESOLVED = "scenario.resolved.yaml"
ENSEMBLE = "ensemble.npz"

_STALE = 24 * 3600  # seconds after which a hidden folder can only be the rest of a crash


class StoreError(Exception):
    """A result could not be written; nothing was left behind."""


def check_writable(place: Path) -> None:
    """Raise :class:`StoreError` if no result folder can be written at ``place``: before the work.

    It is tried, and nothing is left of that.
    """
    with _told(place), _draft(place):
        pass


def folder(out: Path, scenario: str, inputs: Inputs) -> Path:
    """Return where the result of ``inputs`` belongs: ``out/<scenario>/<run id>``."""
    if said := name_fault(scenario):
        raise StoreError(f"{scenario!r} cannot name a folder: {said}")
    return out / scenario / inputs.run_id


def save(
    results: Results,
    inputs: Inputs,
    resolved: str,
    out: Path,
    started: datetime,
    extra: Mapping[str, str] | None = None,
) -> Path:
    """Write the result folder and return its path; an earlier one of the same inputs is replaced.

    ``resolved`` is the scenario as it was run, as YAML text; ``extra`` maps the names of further
    files to their text. Raises :class:`StoreError`.
    """
    place = folder(out, results.meta.scenario, inputs)
    with _told(place), _whole(place) as draft:
        _write(draft / RESOLVED, resolved)
        for name, row_type in TABLES.items():
            _write(draft / f"{name}.csv", csv_text(row_type, getattr(results, name)))
        for name, text in (extra or {}).items():
            _write(draft / name, text)
        write_npz(draft / ENSEMBLE, results.ensemble)
        _seal(draft, manifest(facts(results, inputs), checksums(draft), started))
    return place


def write_folder(
    place: Path, content: Mapping[str, str], known: Mapping[str, Any], started: datetime
) -> None:
    """Write a folder of text files, whole or not at all; ``known`` is what its manifest says.

    Raises :class:`StoreError`.
    """
    with _told(place), _whole(place) as draft:
        for name, text in content.items():
            _write(draft / name, text)
        _seal(draft, manifest(known, checksums(draft), started))


def add(place: Path, extra: Mapping[str, str | bytes]) -> None:
    """Add files to a result folder, or replace them; the manifest gets their checksums.

    The folder is exchanged as a whole, so a reader finds it as it was or with everything added.
    Raises :class:`StoreError`.
    """
    with _told(place), _whole(place) as draft:
        shutil.copytree(place, draft, dirs_exist_ok=True)
        for name, content in extra.items():
            _write(draft / name, content)
        known = json.loads((draft / MANIFEST).read_text(encoding="utf-8"))
        (draft / MANIFEST).unlink()
        _seal(draft, {**known, "files": checksums(draft)})


def copy(place: Path, out: Path) -> Path:
    """Copy a result folder to ``out/<scenario>/<run id>`` and return it.

    Raises :class:`StoreError`.
    """
    there = out / place.resolve().parent.name / place.resolve().name
    if there.resolve() != place.resolve():
        with _told(there), _whole(there) as draft:
            shutil.copytree(place, draft, dirs_exist_ok=True)
    return there


def remove(place: Path) -> None:
    """Remove a result folder, and the folder of its scenario if nothing is left in it.

    It goes at once for whoever looks on. Raises :class:`StoreError`, also where ``place`` holds no
    manifest or is a link.
    """
    if place.is_symlink() or not (place / MANIFEST).is_file():
        raise StoreError(f"cannot remove {place}: it is no result folder")
    with _told(place):
        gone = _hidden(place, "old")
        place.rename(gone)
        shutil.rmtree(gone)
        with contextlib.suppress(OSError):
            place.parent.rmdir()  # goes only if it is empty


def checksums(folder: Path) -> dict[str, str]:
    """Return the SHA-256 of every file in a folder, by its path within it."""
    sums = {}
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            with path.open("rb") as file:
                sums[path.relative_to(folder).as_posix()] = hashlib.file_digest(
                    file, "sha256"
                ).hexdigest()
    return sums


def stored(out: Path) -> Iterator[Path]:
    """Yield every result folder below ``out``, by scenario and run id."""
    for found in sorted(out.glob(f"*/*/{MANIFEST}")):
        place = found.parent
        hidden = place.name.startswith(".") or place.parent.name.startswith(".")
        if found.is_file() and not hidden:
            yield place


@contextlib.contextmanager
def _told(place: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        where = error.filename or place
        no_folder = isinstance(error, FileExistsError | NotADirectoryError)
        said = "it is no folder" if no_folder else error.strerror or error
        raise StoreError(f"cannot write {where}: {said}") from error


@contextlib.contextmanager
def _whole(place: Path) -> Iterator[Path]:
    with _draft(place) as draft:
        yield draft
        for path in (*draft.rglob("*"), draft):
            sync(path)
        _exchange(draft, place)
        sync(place.parent)


@contextlib.contextmanager
def _draft(place: Path) -> Iterator[Path]:
    """A hidden folder beside ``place``; in the end it goes, unless it was put in that place."""
    missing = [parent for parent in place.parents if not parent.exists()]
    draft = _hidden(place, "draft")
    try:
        for again in (True, True, False):
            try:
                place.parent.mkdir(parents=True, exist_ok=True)
                draft.mkdir()
            except FileNotFoundError:  # another run has just removed a folder that was empty
                if not again:
                    raise
            else:
                break
        _sweep(place.parent)
        yield draft
    finally:  # also on Ctrl-C
        shutil.rmtree(draft, ignore_errors=True)
        for parent in missing:
            with contextlib.suppress(OSError):
                parent.rmdir()  # goes only if it is empty: where nothing came of it


def _exchange(draft: Path, place: Path) -> None:
    """Put ``draft`` at ``place``; what stood there goes, or stays if the exchange fails."""
    if not os.path.lexists(place):
        draft.rename(place)
        return
    old = _hidden(place, "old")
    place.rename(old)
    try:
        draft.rename(place)
    except BaseException:
        old.rename(place)
        raise
    if old.is_dir() and not old.is_symlink():
        shutil.rmtree(old, ignore_errors=True)
    else:
        old.unlink()


def _hidden(place: Path, kind: str) -> Path:
    return place.parent / f".{place.name}.{secrets.token_hex(4)}.{kind}"


def _sweep(parent: Path) -> None:
    for pattern in (".*.draft", ".*.old"):
        for rest in parent.glob(pattern):
            with contextlib.suppress(OSError):
                if time.time() - rest.stat().st_mtime > _STALE:
                    shutil.rmtree(rest, ignore_errors=True)


def _seal(draft: Path, facts_and_files: Mapping[str, Any]) -> None:
    text = json.dumps(sealed(facts_and_files), indent=2, ensure_ascii=False, allow_nan=False)
    _write(draft / MANIFEST, f"{text}\n")


def _write(path: Path, content: str | bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content.encode() if isinstance(content, str) else content)


def sync(path: Path) -> None:
    """Wait until a file, or the names in a folder, are on the disk."""
    if os.name != "posix" and path.is_dir():
        return  # only POSIX can sync a folder
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
