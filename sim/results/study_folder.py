"""Folders of studies that are no paired run: beside the results, named after their kind."""

from collections.abc import Mapping
from datetime import datetime
from importlib.metadata import version
from pathlib import Path
from typing import Any, ClassVar, Protocol

from sim.results.findings import Kept, Noted, csv_files, facts, files
from sim.results.formats import plain
from sim.results.manifest import (
    FORMAT,
    ID_LENGTH,
    Inputs,
    code_fingerprint,
    fingerprint,
    versions,
)
from sim.results.store import folder, write_folder


class Study(Noted, Protocol):
    """What a study found out about a scenario."""

    KIND: ClassVar[str]  # of its folder: in its manifest, and at the end of its name
    LIBRARY: ClassVar[str]  # that it was computed with

    @property
    def scenario(self) -> str:
        """The id of the scenario."""


class Alone(Kept, Protocol):
    """A finding that stands by itself."""

    KIND: ClassVar[str]  # of its folder, in its manifest
    FOLDER: ClassVar[str]  # below the folder of results


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
        **facts(found),
        "fingerprints": {
            name: getattr(inputs, name) for name in ("world", "scenario", "baseline", "code")
        },
        "versions": {**versions(), found.LIBRARY: version(found.LIBRARY)},
    }
    write_folder(place, {**files(found), **further}, known, started)
    return place


def save_tables(
    found: Alone,
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
    run_id = fingerprint([FORMAT, found.KIND, made_of, asked])[:ID_LENGTH]
    known = {
        "format": FORMAT,
        "kind": found.KIND,
        "run_id": run_id,
        **plain(asked),
        **plain(noted or {}),
        "fingerprints": made_of,
        "versions": versions(),
    }
    place = out / found.FOLDER / run_id
    write_folder(place, {**csv_files(found), **(further or {})}, known, started)
    return place
