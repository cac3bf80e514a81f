"""Where in the space of values an indicator comes true more often. Pure data: no files, no text."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import datetime
from importlib.metadata import version
from pathlib import Path
from typing import Any

from sim.results.formats import csv_text, record
from sim.results.manifest import FORMAT, Inputs, plain, versions
from sim.results.sensitivity import fingerprints
from sim.results.store import RESOLVED, folder, write_folder

KIND = "discovery"  # of a folder, in its manifest; and the end of its name


@dataclass(frozen=True, slots=True)
class BoxRow:
    """One value that the box restricts, to between ``low`` and ``high``.

    ``range_low`` and ``range_high`` are the ends of its range, ``stated`` the value as stated,
    ``share`` the share of its draws that the restriction lets through. ``p`` is the chance that
    dropping this restriction would lose as much or more were it of no use, on runs that the search
    has not seen. ``sources`` are separated by `` | ``.
    """

    value: str
    low: float
    high: float
    stated: float
    range_low: float
    range_high: float
    share: float
    p: float
    sources: str


@dataclass(frozen=True, slots=True)
class Discovery:
    """A box and what it is worth: measured on half of the runs, of which the search saw none.

    ``base`` is the share of those runs in which the indicator came true; ``density`` that share
    among the runs in the box; ``coverage`` the share of all cases in which it came true that lie in
    the box; ``mass`` the share of runs that do. ``found_`` are the same on the runs searched, where
    they flatter. ``rows`` are empty where no box is better than none.
    """

    scenario: str
    title: str
    indicator: str
    indicator_title: str
    steps: int
    seed: int
    runs: int
    ranged: int
    candidates: int
    base: float
    density: float
    density_error: float
    coverage: float
    mass: float
    found_density: float
    found_coverage: float
    rows: tuple[BoxRow, ...]
    set_values: Mapping[str, str] = field(default_factory=dict)
    off: tuple[str, ...] = ()

    def facts(self) -> dict[str, Any]:
        """Everything but the rows, ready for JSON."""
        whole = asdict(self)
        del whole["rows"]
        return whole

    def as_json(self) -> dict[str, Any]:
        """Everything, ready for JSON."""
        return {**self.facts(), "rows": [record(row) for row in self.rows]}


def save_discovery(
    found: Discovery, inputs: Inputs, resolved: str, out: Path, started: datetime
) -> Path:
    """Write ``out/<scenario>/<run id>-discovery`` and return it.

    Raises :class:`sim.results.StoreError`.
    """
    plainly = folder(out, found.scenario, inputs)
    place = plainly.with_name(f"{plainly.name}-{KIND}")
    known = {
        "format": FORMAT,
        "kind": KIND,
        "run_id": inputs.run_id,
        **plain(found.facts()),
        "fingerprints": fingerprints(inputs),
        "versions": {**versions(), "ema_workbench": version("ema_workbench")},
    }
    content = {
        "discovery.csv": csv_text(BoxRow, found.rows),
        "discovery.json": json.dumps(found.facts(), indent=2, ensure_ascii=False) + "\n",
        RESOLVED: resolved,
    }
    write_folder(place, content, known, started)
    return place
