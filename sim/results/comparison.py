"""Several scenarios against one reference, on the same draws: the rows of the tables, the folder.

The conventions of :mod:`sim.results.tables` hold here too. Effects are paired: the scenario's run
minus the reference's run on the same draws. A ``contrast`` is one scenario's run minus another's,
again on the same draws, for every two of them: ``scenario`` is the later in order, ``over`` the
earlier. It is exactly zero for two that do the same.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path
from typing import ClassVar

from sim.results.change import Change
from sim.results.findings import Columns
from sim.results.formats import plain
from sim.results.known import KnownPast
from sim.results.manifest import fingerprint, world_fingerprint
from sim.results.resolved import resolved_yaml
from sim.results.study_folder import save_tables
from sim.results.tables import Arm, Notice
from sim.world import Scenario, World


@dataclass(frozen=True, slots=True)
class CompareRow:
    """One alignment at the end of a run, under one scenario and under the reference.

    ``peak`` is the largest mean difference on the way, ``peak_step`` when (effects fade), and
    ``peak_error`` its standard error.
    """

    scenario: str
    source: str
    target: str
    end: float
    reference_end: float
    effect: float
    effect_p10: float
    effect_p90: float
    mc_error: float
    peak: float
    peak_step: int
    peak_error: float


@dataclass(frozen=True, slots=True)
class CompareIndicatorRow:
    """One indicator: the share of runs in which it comes true.

    ``gained`` is the share of runs in which it comes true with the scenario only, ``lost`` with the
    reference only; their difference is ``difference``.
    """

    scenario: str
    indicator: str
    title: str
    with_: float
    without: float
    difference: float
    mc_error: float
    gained: float
    lost: float


@dataclass(frozen=True, slots=True)
class ContrastRow:
    """One alignment under ``scenario`` less the same under ``over``, run by run.

    ``contrast`` is the mean difference at the end, ``p10`` and ``p90`` where 8 runs in 10 lie, to
    0.0025; ``peak`` is the largest mean difference on the way, as for effects.
    """

    scenario: str
    over: str
    source: str
    target: str
    contrast: float
    p10: float
    p90: float
    mc_error: float
    peak: float
    peak_step: int
    peak_error: float


@dataclass(frozen=True, slots=True)
class IndicatorContrastRow:
    """In how many more of the runs an indicator comes true under ``scenario`` than under ``over``.

    ``contrast`` is a share of runs, from -1 to 1, and paired, as is its ``mc_error``.
    """

    scenario: str
    over: str
    indicator: str
    contrast: float
    mc_error: float


@dataclass(frozen=True, slots=True)
class CompareArmRow:
    """Where one scenario's runs leave the reference's.

    ``parted`` is the share of runs in which any action differs, ``parted_step`` the median step in
    which the first does. ``reacted`` and ``reacted_step`` are the same for actions that are free to
    be chosen in both: the first reaction, where the first difference may be the script itself.
    Steps are ``None`` where no run differs.
    """

    scenario: str
    title: str
    parted: float
    parted_step: float | None
    reacted: float
    reacted_step: float | None


@dataclass(frozen=True, slots=True)
class PartingRow:
    """One action among the first by which a scenario's runs leave the reference's.

    ``arm`` says where it is taken: ``with`` the scenario only, or ``without`` it only. ``scripted``
    is true if a script decides it in either; ``displaced`` if that is the other's script, which
    takes the line of policy on which this one is chosen. ``share`` is of the runs that differ at
    all or, for ``reaction`` rows, of those in which a free choice differs; several actions may
    differ in the same step, so shares may add up to more than one. ``step`` is the median step.
    """

    scenario: str
    reaction: bool
    actor: str
    action: str
    title: str
    arm: Arm
    scripted: bool
    displaced: bool
    share: float
    step: float


@dataclass(frozen=True, slots=True)
class CompareMeta:
    """What was compared: ids and titles, the first scenario first.

    ``changes`` holds by scenario the values and laws that it or the reference has otherwise.
    ``ordinary`` is how far a pair moves in an ordinary year of the record: the median, and below
    what nine in ten stay. ``own`` are the indicators that a scenario asks for and neither the world
    nor the reference does; ``settled`` those that a script itself decides in some of the arms.
    """

    scenarios: tuple[str, ...]
    titles: tuple[str, ...]
    reference: str
    reference_title: str
    world: str
    start: str
    step_unit: str
    runs: int
    seed: int
    steps: int
    names: Mapping[str, str] = field(default_factory=dict)
    set_values: Mapping[str, str] = field(default_factory=dict)
    off: tuple[str, ...] = ()
    changes: Mapping[str, tuple[Change, ...]] = field(default_factory=dict)
    ordinary: tuple[float, float] | None = None
    own: tuple[str, ...] = ()
    settled: tuple[str, ...] = ()
    known_past: KnownPast | None = None
    again: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Comparison:
    """Scenarios side by side."""

    KIND: ClassVar[str] = "comparison"
    FOLDER: ClassVar[str] = "compare"
    TABLES: ClassVar[Columns] = {
        "compare": ("alignments", CompareRow),
        "compare_indicators": ("indicators", CompareIndicatorRow),
        "contrasts": ("contrasts", ContrastRow),
        "indicator_contrasts": ("indicator_contrasts", IndicatorContrastRow),
        "compare_arms": ("arms", CompareArmRow),
        "parting": ("partings", PartingRow),
    }

    meta: CompareMeta
    alignments: tuple[CompareRow, ...]
    indicators: tuple[CompareIndicatorRow, ...]
    contrasts: tuple[ContrastRow, ...]
    indicator_contrasts: tuple[IndicatorContrastRow, ...]
    arms: tuple[CompareArmRow, ...]
    partings: tuple[PartingRow, ...]
    warnings: tuple[Notice, ...] = ()


def save_comparison(
    found: Comparison,
    world: World,
    scenarios: tuple[Scenario, ...],
    reference: Scenario,
    out: Path,
    started: datetime,
    further: Mapping[str, str] | None = None,
) -> Path:
    """Write ``out/compare/<id>`` and return it; the same inputs give the same folder.

    ``further`` maps the names of more files to their text. Raises :class:`sim.results.StoreError`.
    """
    return save_tables(
        found,
        asked=plain(replace(found.meta, again=())),
        noted={"warnings": found.warnings, "again": found.meta.again},
        fingerprints={
            "world": world_fingerprint(world),
            "scenarios": [fingerprint(scenario) for scenario in scenarios],
            "reference": fingerprint(reference),
        },
        further={
            **{
                f"{scenario.id}.resolved.yaml": resolved_yaml(scenario)
                for scenario in (*scenarios, reference)
            },
            **(further or {}),
        },
        out=out,
        started=started,
    )
