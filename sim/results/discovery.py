"""Where in the space of values an indicator comes true more often. Pure data: no files, no text."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import ClassVar

from sim.results.findings import Columns


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
    NOTES: ClassVar[str] = "discovery"
    TABLES: ClassVar[Columns] = {"discovery": ("rows", BoxRow)}

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
