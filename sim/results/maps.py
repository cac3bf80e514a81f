"""Maps of an answer over two values, and its course over the months of an event: rows, folders."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path
from typing import ClassVar

from sim.results.findings import Columns
from sim.results.formats import plain
from sim.results.known import KnownPast
from sim.results.manifest import fingerprint, world_fingerprint
from sim.results.resolved import resolved_yaml
from sim.results.study_folder import save_tables
from sim.world import Scenario, World


@dataclass(frozen=True, slots=True)
class PointRow:
    """The answer where two values are held, all others as drawn, on the same luck everywhere."""

    x: float
    y: float
    mean: float
    mc_error: float


@dataclass(frozen=True, slots=True)
class MonthRow:
    """The answer if an event comes in a month, on the same luck in all.

    Where it cannot come then, ``why_not`` says what forbids it, and there is no answer.
    """

    step: int
    month: str
    mean: float | None
    mc_error: float | None
    why_not: str


@dataclass(frozen=True, slots=True)
class Axis:
    """A value that is held: its path, the stated number, its range, and whether it is a rate."""

    path: str
    stated: float
    low: float
    high: float
    logarithmic: bool
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class MapMeta:
    """What was asked. ``level`` is true where the outcome itself is mapped, not its shift.

    ``turn`` is the number at which the answer turns: 0 for a shift, if nothing else was asked.
    ``again`` is what a command is told to ask the same; it names files, and is no part of the id.
    """

    scenario: str
    title: str
    baseline: str
    baseline_title: str
    world: str
    start: str
    step_unit: str
    of: str
    of_title: str
    of_kind: str
    level: bool
    turn: float
    runs: int
    seed: int
    steps: int
    points: int = 0
    axes: tuple[Axis, ...] = ()
    event: str = ""
    event_title: str = ""
    event_step: int = 0
    set_values: Mapping[str, str] = field(default_factory=dict)
    off: tuple[str, ...] = ()
    known_past: KnownPast | None = None
    again: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ValueMap:
    """The answer over two values: rows by y from its low end, then by x from its."""

    KIND: ClassVar[str] = "map"
    FOLDER: ClassVar[str] = "map"
    TABLES: ClassVar[Columns] = {"map": ("points", PointRow)}

    meta: MapMeta
    points: tuple[PointRow, ...]


@dataclass(frozen=True, slots=True)
class MonthSweep:
    """The answer by the month of an event."""

    KIND: ClassVar[str] = "map"
    FOLDER: ClassVar[str] = "map"
    TABLES: ClassVar[Columns] = {"months": ("months", MonthRow)}

    meta: MapMeta
    months: tuple[MonthRow, ...]


def save_map(
    found: ValueMap | MonthSweep,
    world: World,
    scenario: Scenario,
    baseline: Scenario,
    out: Path,
    started: datetime,
    further: Mapping[str, str] | None = None,
) -> Path:
    """Write ``out/map/<id>`` and return it; the same inputs give the same folder.

    ``further`` maps the names of more files to their text. Raises :class:`sim.results.StoreError`.
    """
    return save_tables(
        found,
        asked=plain(replace(found.meta, again=())),
        noted={"again": found.meta.again},
        fingerprints={
            "world": world_fingerprint(world),
            "scenario": fingerprint(scenario),
            "baseline": fingerprint(baseline),
        },
        further={"scenario.resolved.yaml": resolved_yaml(scenario), **(further or {})},
        out=out,
        started=started,
    )
