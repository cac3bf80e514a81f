"""The folder of a study that is no paired run: beside the results, and named after its kind."""

from collections.abc import Mapping
from datetime import datetime
from importlib.metadata import version
from pathlib import Path
from typing import Any, ClassVar, Protocol

from sim.results.manifest import FORMAT, Inputs, plain, versions
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
