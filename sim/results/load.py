"""A result folder read back: what was stored, or one clear sentence about why it cannot be read."""

import difflib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields, replace
from pathlib import Path
from typing import Any

from sim.results.change import read_changes
from sim.results.ensemble import read_npz
from sim.results.formats import parsed
from sim.results.manifest import FORMAT
from sim.results.results import KnownPast, Meta, Reproduction, Results, Rung, Script, Term
from sim.results.store import ENSEMBLE, MANIFEST, TABLES, checksums, stored
from sim.results.tables import Notice

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
    facts = _facts(place)
    _check_files(place, facts)
    found = _read(place, facts, TABLES)
    try:
        if ensemble:
            found = replace(found, ensemble=read_npz(place / ENSEMBLE))
        further = {name: _text(place / name) for name in _further(facts)}
    except (KeyError, TypeError, ValueError) as error:
        raise _unfit(place, error) from error
    return Stored(place, found, facts, further)


def glance(place: Path) -> Stored:
    """Read what a line about a result needs: no other tables, no checksums.

    Raises :class:`LoadError` as :func:`load` does, for what it reads.
    """
    facts = _facts(place)
    return Stored(place, _read(place, facts, GLANCED), facts, {})


def _read(place: Path, facts: Mapping[str, Any], tables: Iterable[str]) -> Results:
    try:
        found: dict[str, Any] = {
            name: parsed(TABLES[name], _text(place / f"{name}.csv")) for name in tables
        }
        return Results(
            meta=_meta(facts),
            warnings=tuple(Notice(**notice) for notice in facts["warnings"]),
            reproduction=_reproduction(facts["reproduction"]),
            **found,
        )
    except OSError as error:
        raise _damaged(place, f"{error.filename} cannot be read") from error
    except (KeyError, TypeError, ValueError) as error:
        raise _unfit(place, error) from error


def _unfit(place: Path, error: Exception) -> LoadError:
    return _damaged(place, f"its contents do not fit together: {error}")


def _facts(place: Path) -> Mapping[str, Any]:
    if not (place / MANIFEST).is_file():
        raise LoadError(f"{place} is not a result folder: {_instead(place)}")
    try:
        facts: Any = json.loads(_text(place / MANIFEST))
    except (OSError, ValueError) as error:
        raise _damaged(place, f"{MANIFEST} cannot be read") from error
    facts = facts if isinstance(facts, dict) else {}
    written = facts.get("format")
    if not isinstance(written, int) or not isinstance(facts.get("files"), dict):
        raise _damaged(place, f"{MANIFEST} does not say what the folder holds")
    if written != FORMAT:
        age = "an earlier" if written < FORMAT else "a later"
        raise LoadError(
            f"{place} was written by {age} version (format {written}; this one reads {FORMAT}). "
            f"Run it again: sim run {facts.get('scenario', 'SCENARIO')}"
        )
    if "kind" in facts:
        page = place / "report.html"
        hint = f" Its page is {page}" if page.is_file() else ""
        raise LoadError(f"{place} holds a {facts['kind']}, not what `sim run` writes.{hint}")
    return {str(key): value for key, value in facts.items()}


def _instead(place: Path) -> str:
    """Say what is missing and which result folder may have been meant."""
    if place.is_file():
        inside = (place.parent / MANIFEST).is_file()
        return "it is a file." + (f" Did you mean {place.parent}?" if inside else "")
    if place.is_dir():
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
    if folder.name.startswith("."):
        return False
    try:
        facts: Any = json.loads(_text(folder / MANIFEST))
    except (OSError, ValueError):
        return False
    return isinstance(facts, dict) and "kind" not in facts


def _check_files(place: Path, facts: Mapping[str, Any]) -> None:
    try:
        found = checksums(place)
    except OSError as error:
        raise _damaged(place, f"{error.filename} cannot be read") from error
    needed = {*facts["files"], *(f"{name}.csv" for name in TABLES), ENSEMBLE}
    missing = sorted(needed - found.keys())
    if missing:
        raise _damaged(place, f"{missing[0]} is missing")
    for name, checksum in facts["files"].items():
        if found[name] != checksum:
            raise _damaged(place, f"{name} is not as it was written (its checksum differs)")


def _damaged(place: Path, what: str) -> LoadError:
    return LoadError(f"{place} is damaged: {what}. The same `sim run` writes it anew.")


def _text(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def _meta(facts: Mapping[str, Any]) -> Meta:
    later: dict[str, Any] = {
        "changes": [],
        "about": "",
        "own": [],
        "known_past": None,
    }  # not in earlier folders
    facts = {**later, **facts}
    known = {field.name: facts[field.name] for field in fields(Meta)}
    known["changes"] = read_changes(known["changes"])
    known["script"] = tuple(
        Script(**{**event, "arms": tuple(event["arms"])}) for event in known["script"]
    )
    known["mechanisms"] = {name: Term(**term) for name, term in known["mechanisms"].items()}
    known["ladder"] = tuple(Rung(**rung) for rung in known["ladder"])
    for name in ("claims", "off", "settled", "own"):
        known[name] = tuple(known[name])
    known["known_past"] = None if known["known_past"] is None else KnownPast(**known["known_past"])
    return Meta(**known)


def _reproduction(found: Mapping[str, float | None] | None) -> Reproduction | None:
    return None if found is None else Reproduction(**found)  # type: ignore[arg-type]


def _further(facts: Mapping[str, Any]) -> list[str]:
    known = {f"{name}.csv" for name in TABLES}
    return [
        name for name in facts["files"] if name.endswith((".csv", ".json")) and name not in known
    ]
