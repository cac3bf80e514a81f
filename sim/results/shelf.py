"""The results that are kept below a folder: what each is, and which one is meant by a word."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sim.results.load import LoadError, Stored, glance, manifest_in
from sim.results.store import MANIFEST, stored
from sim.world.problems import suggest
from sim.world.regular import there


@dataclass(frozen=True)
class Entry:
    """A folder that is kept. ``found`` is what a line needs of what `sim run` has written.

    ``kind`` names another study, which is called ``title`` and begins in the month ``start``, where
    its manifest says so; ``fault`` says why a folder cannot be read.
    """

    place: Path
    finished: str  # as ISO 8601, or empty
    found: Stored | None = None
    kind: str = ""
    title: str = ""
    start: str = ""
    fault: str = ""

    @property
    def name(self) -> str:
        """Scenario and run id, by which it can be asked for."""
        return f"{self.place.parent.name}/{self.place.name}"


def shelf(out: Path) -> list[Entry]:
    """Return all that is kept below ``out``, the newest first."""
    entries = [_entry(place) for place in stored(out)]
    return sorted(entries, key=lambda entry: (entry.finished, entry.name), reverse=True)


def meant(ref: str, out: Path, *, newest: bool = True) -> Path:
    """Return the folder that is meant: a path, ``scenario/id``, the beginning of an id, or a
    scenario, of which it is the newest (else, unless there is only one, it is not clear).

    Raises :class:`LoadError` where none or more than one is meant.
    """
    if there(Path(ref) / MANIFEST):
        return Path(ref)
    places = list(stored(out))
    named = {f"{place.parent.name}/{place.name}": place for place in places}
    found = [place for name, place in named.items() if _matches(ref, name)]
    if not found:
        known = [*named, *dict.fromkeys(place.parent.name for place in places)]
        hint = suggest(ref, known) if known else "Nothing is kept there yet: sim run SCENARIO"
        raise LoadError(f"no result below {out} is called {ref!r}. {hint}")
    if len(found) > 1 and not (newest and all(place.parent.name == ref for place in found)):
        some = ", ".join(f"{place.parent.name}/{place.name}" for place in found[:4])
        raise LoadError(f"{ref!r} may mean {len(found)} results: {some}. Write more of its id")
    return max(found, key=lambda place: (_finished(manifest_in(place)), place.name))


def _matches(ref: str, name: str) -> bool:
    scenario, _, run = name.partition("/")
    return ref == scenario or run.startswith(ref) or ("/" in ref and name.startswith(ref))


def _entry(place: Path) -> Entry:
    facts = manifest_in(place)
    finished, kind = _finished(facts), str(facts.get("kind", ""))
    if kind:
        title, start = (str(facts.get(name, "")) for name in ("title", "start"))
        return Entry(place, finished, kind=kind, title=title, start=start)
    try:
        return Entry(place, finished, glance(place))
    except LoadError as error:
        return Entry(place, finished, fault=str(error))


def _finished(facts: dict[str, Any]) -> str:
    return str(facts.get("finished", ""))
