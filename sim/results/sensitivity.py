"""Which values, and which sources behind them, an answer hangs on. Pure data: no files, no text.

The answer is the difference that the scenario makes to one alignment or indicator or, where
``level`` says so, the outcome under the scenario itself. All of ``mu``, ``mu_star``, ``sigma`` and
what belongs to them are in its units (alignment, or share of runs); ``S1`` and ``ST`` are shares of
its variance. Half widths (``_conf``) are of 95 % intervals. ``None``: not asked for.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import ClassVar, Literal

from sim.results.findings import Columns

Method = Literal["morris", "sobol", "both"]

BETWEEN_SOURCES = " | "


@dataclass(frozen=True, slots=True)
class SensitivityRow:
    """What hangs on one value. ``sources`` are separated by `` | ``.

    ``mu`` is how far the answer moves on average when the value goes from the low to the high part
    of its range, all others being anywhere in theirs; ``mu_star`` the mean size of that move,
    whatever its sign; ``sigma`` its spread: much of it means that the move depends on other values.
    ``mu_star_luck`` is the size that luck alone would feign with so few runs at each point, and
    ``ST_luck`` likewise for ``ST``. ``rank`` counts by ``ST`` where known, then by ``mu_star``.
    """

    value: str
    sources: str
    mu: float | None
    mu_star: float | None
    mu_star_conf: float | None
    mu_star_luck: float | None
    sigma: float | None
    S1: float | None
    S1_conf: float | None
    ST: float | None
    ST_conf: float | None
    ST_luck: float | None
    rank: int


@dataclass(frozen=True, slots=True)
class SensitivitySourceRow:
    """What hangs on one source: sums over the values that cite it.

    A value with several sources counts in full for each, so the sums overlap. ``mu_star`` counts
    only what goes beyond luck (``mu_star`` less ``mu_star_luck``, where above zero). ``ST`` is over
    the values whose ``ST`` is known. ``leading`` is the value that adds most.
    """

    source: str
    values: int
    mu_star: float | None
    ST: float | None
    leading: str
    rank: int


@dataclass(frozen=True, slots=True)
class Moments:
    """The answer over the points of a design: its mean and the standard error of that, its standard
    deviation between points, and the share of its variance that is luck, left over for want of
    runs at each point."""

    mean: float
    mc_error: float
    sd: float
    luck: float


@dataclass(frozen=True, slots=True)
class Sensitivity:
    """The answer, how it was examined, and what it hangs on: rows in order of rank.

    ``answer`` is where every ranged value is drawn, ``few`` where only the ``apportioned`` are, the
    others being as stated.
    """

    KIND: ClassVar[str] = "sensitivity"
    LIBRARY: ClassVar[str] = "SALib"
    NOTES: ClassVar[str] = "sensitivity"
    TABLES: ClassVar[Columns] = {
        "sensitivity": ("rows", SensitivityRow),
        "sensitivity_sources": ("sources", SensitivitySourceRow),
    }

    scenario: str
    title: str
    baseline: str
    baseline_title: str
    of: str
    of_title: str
    of_kind: Literal["alignment", "indicator"]
    level: bool
    method: Method
    steps: int
    seed: int
    ranged: int
    trajectories: int
    samples: int
    runs_per_point: int
    runs: int
    answer: Moments
    few: Moments | None
    rows: tuple[SensitivityRow, ...]
    sources: tuple[SensitivitySourceRow, ...]
    set_values: Mapping[str, str] = field(default_factory=dict)
    off: tuple[str, ...] = ()

    @property
    def answers(self) -> tuple[Moments, ...]:
        """The answer with every value drawn and, if asked for, with few."""
        return (self.answer,) if self.few is None else (self.answer, self.few)

    @property
    def varies(self) -> bool:
        """Whether the answer differs between points at all."""
        return any(answer.sd for answer in self.answers)

    @property
    def apportioned(self) -> int:
        """How many values have Sobol' indices."""
        return sum(row.ST is not None for row in self.rows)
