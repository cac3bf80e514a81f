"""A result folder read back: what was stored, or one clear sentence about why it cannot be read."""

import difflib
import hashlib
import io
import json
import shlex
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import IO, Any
from zipfile import BadZipFile

from sim.results.ensemble import Ensemble, read_npz
from sim.results.formats import parsed
from sim.results.manifest import FORMAT
from sim.results.results import Results
from sim.results.sealed import Manifest, SealError, unsealed
from sim.results.store import ENSEMBLE, MANIFEST, TABLES, stored
from sim.world import WorldError
from sim.world.regular import opened, read_text, there

MOST = 1 << 28  # bytes of a file that is held whole
_TEXTS = (".csv", ".json")
GLANCED = ("shifts", "yardstick", "indicators", "reactions", "stakes")  # tables of a finding


class LoadError(Exception):
    """A result folder cannot be read; the message says what is wrong and what would be right."""


@dataclass(frozen=True, slots=True)
class Stored:
    """A result read back: ``facts`` is its manifest, ``further`` maps added files to their text."""

    place: Path
    results: Results
    facts: Mapping[str, Any]
    further: Mapping[str, str]


def load(place: Path, *, ensemble: bool = False) -> Stored:
    """Read a result folder. The arrays over runs are large and left out unless asked for.

    Raises :class:`LoadError` if ``place`` is no result folder, is damaged or was written by
    another version.
    """
    facts, known = _manifest(place)
    content = _contents(place, known.files)
    found = _results(place, known, TABLES, content)
    if ensemble:
        found = replace(found, ensemble=load_ensemble(place, known.files[ENSEMBLE]))
    further = {name: _text(place, name, content[name]) for name in _further(known.files)}
    return Stored(place, found, facts, further)


def glance(place: Path) -> Stored:
    """Read what a line about a result needs, and no other tables.

    Raises :class:`LoadError` as :func:`load` does, for what it reads.
    """
    facts, known = _manifest(place)
    names = {f"{name}.csv": known.files.get(f"{name}.csv", "") for name in GLANCED}
    return Stored(place, _results(place, known, GLANCED, _contents(place, names)), facts, {})


def load_ensemble(place: Path, checksum: str) -> Ensemble:
    """Read the arrays of a result folder. Raises :class:`LoadError` where they are damaged."""
    with _sum(place, ENSEMBLE, checksum) as file:
        try:
            return read_npz(file)
        except (OSError, KeyError, TypeError, ValueError, BadZipFile) as error:
            raise _unfit(place, error) from error


def manifest_in(place: Path) -> dict[str, Any]:
    """What the manifest in a folder says, whatever that is; nothing where it cannot be read."""
    try:
        facts: Any = json.loads(read_text(place / MANIFEST))
    except (WorldError, ValueError, RecursionError):
        return {}
    return facts if isinstance(facts, dict) else {}


def _results(
    place: Path, known: Manifest, tables: Iterable[str], content: Mapping[str, bytes]
) -> Results:
    try:
        found: dict[str, Any] = {
            name: parsed(TABLES[name], _text(place, f"{name}.csv", content[f"{name}.csv"]))
            for name in tables
        }
        return Results(
            meta=known.meta, warnings=known.warnings, reproduction=known.reproduction, **found
        )
    except (KeyError, TypeError, ValueError) as error:
        raise _unfit(place, error) from error


def _manifest(place: Path) -> tuple[Mapping[str, Any], Manifest]:
    if not there(place / MANIFEST) or not (place / MANIFEST).is_file():
        raise LoadError(f"{place!s:.200} is not a result folder: {_instead(place)}")
    facts = manifest_in(place)
    written = facts.get("format")
    if type(written) is not int:
        raise _damaged(place, f"{MANIFEST} does not say what the folder holds")
    if written != FORMAT:
        age = "an earlier" if written < FORMAT else "a later"
        raise LoadError(
            f"{place} was written by {age} version (format {written}; this one reads {FORMAT}). "
            f"Run it again: sim run {shlex.quote(place.resolve().parent.name)}"
        )
    if "kind" in facts:
        page = place / "report.html"
        hint = f" Its page is {page}" if page.is_file() else ""
        raise LoadError(f"{place} holds a {facts['kind']!s:.40}, not what `sim run` writes.{hint}")
    try:
        known = unsealed(facts)
    except SealError as error:
        raise _damaged(place, f"{MANIFEST}: {error}") from None
    for name in (*(f"{name}.csv" for name in TABLES), ENSEMBLE):
        if name not in known.files:
            raise _damaged(place, f"{name} is missing")
    return facts, known


def _instead(place: Path) -> str:
    """Say what is missing and which result folder may have been meant."""
    if there(place) and place.is_file():
        inside = (place.parent / MANIFEST).is_file()
        return "it is a file." + (f" Did you mean {place.parent}?" if inside else "")
    if there(place) and place.is_dir():
        within = [path.parent for path in place.glob(f"*/{MANIFEST}")] or list(stored(place))
        return f"there is no {MANIFEST} in it." + _latest(within)
    named = list(stored(Path("results")))
    meant = [path for path in named if place.name in (path.parent.name, path.name)]
    if not meant:
        names = [path.parent.name for path in named]
        close = difflib.get_close_matches(place.name, names, n=1)
        meant = [path for path in named if path.parent.name in close]
    return "there is nothing there." + _latest(meant)


def _latest(folders: list[Path]) -> str:
    runs = [path for path in folders if _of_a_run(path)]
    if not runs:
        return " A result folder is what `sim run` prints: results/SCENARIO/RUN."
    newest = max(runs, key=lambda path: ((path / MANIFEST).stat().st_mtime, path.name))
    return f" Did you mean {newest}?"


def _of_a_run(folder: Path) -> bool:
    facts = manifest_in(folder)
    return not folder.name.startswith(".") and bool(facts) and "kind" not in facts


def _contents(place: Path, files: Mapping[str, str]) -> dict[str, bytes]:
    """The bytes of the tables and notes among files; all files are as they were written."""
    found = {}
    for name, checksum in files.items():
        if not name.endswith(_TEXTS):
            _sum(place, name, checksum).close()
            continue
        with _opened(place, name) as file:
            content = file.read(MOST + 1)
        if len(content) > MOST or hashlib.sha256(content).hexdigest() != checksum:
            raise _changed(place, name)
        found[name] = content
    return found


def _sum(place: Path, name: str, checksum: str) -> IO[bytes]:
    """A file as it was written, open at its beginning; it may be larger than memory."""
    file = _opened(place, name)
    if hashlib.file_digest(file, "sha256").hexdigest() != checksum:
        file.close()
        raise _changed(place, name)
    file.seek(0)
    return file


def _opened(place: Path, name: str) -> io.BufferedReader:
    if not there(place / name):
        raise _damaged(place, f"{name} is missing")
    try:
        return opened(place / name)
    except WorldError as error:
        raise _damaged(place, f"{name}: {error.problems[0].message}") from None


def _changed(place: Path, name: str) -> LoadError:
    return _damaged(place, f"{name} is not as it was written (its checksum differs)")


def _unfit(place: Path, error: Exception) -> LoadError:
    return _damaged(place, f"its contents do not fit together: {error}")


def _damaged(place: Path, what: str) -> LoadError:
    return LoadError(f"{place} is damaged: {what}. The same `sim run` writes it anew.")


def _text(place: Path, name: str, content: bytes) -> str:
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError as error:
        raise _damaged(place, f"{name} is no text in UTF-8") from error


def _further(files: Iterable[str]) -> list[str]:
    known = {f"{name}.csv" for name in TABLES}
    return [name for name in files if name.endswith(_TEXTS) and name not in known]
