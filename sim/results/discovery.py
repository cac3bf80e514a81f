"""Where in the space of values an indicator comes true more often. Pure data: no files, no text."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any, ClassVar

from sim.results.formats import csv_text, record


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
    they flatter. ``None``: no run, or no case, to take the share of. ``rows`` are empty where no
    box is better than none.
    """

    KIND: ClassVar[str] = "discovery"
    LIBRARY: ClassVar[str] = "ema_workbench"

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
    density: float | None
    density_error: float | None
    coverage: float | None
    mass: float
    found_density: float | None
    found_coverage: float | None
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

    def files(self) -> Mapping[str, str]:
        """Name -> text of the files that a folder holds of it."""
        return {
            "discovery.csv": csv_text(BoxRow, self.rows),
            "discovery.json": json.dumps(self.facts(), indent=2, ensure_ascii=False) + "\n",
        }
