"""Folders of studies that are no paired run: beside the results, named after their kind."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from importlib.metadata import version
from pathlib import Path
from typing import Any, ClassVar, Protocol

from sim.results.formats import csv_text
from sim.results.manifest import (
    FORMAT,
    ID_LENGTH,
    Inputs,
    code_fingerprint,
    fingerprint,
    plain,
    versions,
)
from sim.results.store import folder, write_folder


class Study(Protocol):
    """What a study found out about a scenario."""

    KIND: ClassVar[str]  # of its folder: in its manifest, and at the end of its name
    LIBRARY: ClassVar[str]  # that it was computed with

    @property
    def scenario(self) -> str:
        """The id of the scenario."""

    def facts(self) -> dict[str, Any]:
        """What its manifest says of it."""

    def files(self) -> Mapping[str, str]:
        """Name -> text of its files."""


def save_study(
    found: Study, inputs: Inputs, further: Mapping[str, str], out: Path, started: datetime
) -> Path:
    """Write ``out/<scenario>/<run id>-<kind>`` and return it; an earlier one is replaced.

    ``further`` maps the names of more files to their text. Raises :class:`sim.results.StoreError`.
    """
    plainly = folder(out, found.scenario, inputs)
    place = plainly.with_name(f"{plainly.name}-{found.KIND}")
    known = {
        "format": FORMAT,
        "kind": found.KIND,
        "run_id": inputs.run_id,
        **plain(found.facts()),
        "fingerprints": {
            name: getattr(inputs, name) for name in ("world", "scenario", "baseline", "code")
        },
        "versions": {**versions(), found.LIBRARY: version(found.LIBRARY)},
    }
    write_folder(place, {**found.files(), **further}, known, started)
    return place


@dataclass(frozen=True)
class Sort:
    """A sort of result that stands by itself: its name in the manifest, its place, its tables."""

    kind: str
    folder: str  # below the folder of results
    tables: Mapping[str, tuple[str, type[Any]]]  # file name -> field of the result, its rows


def save_tables(
    found: object,
    sort: Sort,
    *,
    asked: Mapping[str, Any],
    fingerprints: Mapping[str, Any],
    out: Path,
    started: datetime,
    noted: Mapping[str, Any] | None = None,
    further: Mapping[str, str] | None = None,
) -> Path:
    """Write ``out/<folder>/<id>`` and return it; the same inputs give the same folder.

    The id is made of what was ``asked`` and of the ``fingerprints`` of what it was made from, to
    which that of the code is added. ``noted`` goes into the manifest as well, ``further`` maps the
    names of more files to their text. Raises :class:`sim.results.StoreError`.
    """
    made_of = {**fingerprints, "code": code_fingerprint()}
    run_id = fingerprint([FORMAT, sort.kind, made_of, asked])[:ID_LENGTH]
    known = {
        "format": FORMAT,
        "kind": sort.kind,
        "run_id": run_id,
        **plain(asked),
        **plain(noted or {}),
        "fingerprints": made_of,
        "versions": versions(),
    }
    content = {
        f"{name}.csv": csv_text(row_type, getattr(found, rows))
        for name, (rows, row_type) in sort.tables.items()
    }
    place = out / sort.folder / run_id
    write_folder(place, {**content, **(further or {})}, known, started)
    return place
