"""A choice between options as it came out: rows of its tables, and the folder that keeps them.

Every option met every answer of the others on the same draws of values and the same luck, so
contrasts are paired, and exactly zero between options that do the same. Numbers are in the unit of
their objective: a share of runs, an alignment, a level of tension, acts per run. ``objective`` is
``weighted`` for the sum of scores (0 to 1) under the weights that the file gives, if it gives any.
``regret`` is by how much another option is better: 0 for the best one.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path
from typing import ClassVar

from sim.results.evidence import SourceRow, ValueRow
from sim.results.findings import Columns
from sim.results.formats import plain
from sim.results.known import KnownPast
from sim.results.manifest import fingerprint, world_fingerprint
from sim.results.resolved import resolved_yaml
from sim.results.study_folder import save_tables
from sim.results.tables import Notice
from sim.world import World
from sim.world.choice import Choice


@dataclass(frozen=True, slots=True)
class OptionRow:
    """An option by one objective under one answer. ``contrast`` is to the best option there.

    ``low`` and ``high`` are where the contrast lies in 8 draws of the values in 10, luck taken out.
    """

    answer: str
    option: str
    objective: str
    mean: float
    mc_error: float
    best: bool
    contrast: float
    contrast_error: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class StandingRow:
    """How an option stands under one answer, whatever the weights.

    ``dominated_by`` names options that are at least as good by every objective and better by some:
    no weights make it the better one. ``clearly`` counts the objectives in which the first of them
    is better by more than two standard errors. ``weightings`` is the share of all mixes of weights
    under which the option is best.
    """

    answer: str
    option: str
    dominated_by: str
    clearly: int
    weightings: float


@dataclass(frozen=True, slots=True)
class DrawsRow:
    """An option by one objective over draws of the values, luck taken out.

    ``best`` is the share of draws in which it is the best; several that do the same share it.
    """

    answer: str
    option: str
    objective: str
    best: float
    best_error: float
    regret: float
    regret_error: float


@dataclass(frozen=True, slots=True)
class FormsRow:
    """An option by one objective under one answer, under a rival form of the model."""

    form: str
    answer: str
    option: str
    objective: str
    mean: float
    mc_error: float
    best: bool
    regret: float
    regret_error: float


@dataclass(frozen=True, slots=True)
class TurnRow:
    """A value held at an end of its range, and which option is then best by an objective.

    ``lead`` is that of the option that is best as things stand over ``rival``, the best of the
    others with the value held (below 0 where the choice turns); ``verdict`` says whether it
    ``turns``, ``fades`` within twice its error, or ``holds``. ``turn`` is about where on the way
    from the stated value the lead is gone, by a straight line; empty where it is not.
    """

    answer: str
    objective: str
    option: str
    rival: str
    value: str
    stated: float
    end: float
    lead: float
    lead_held: float
    lead_error: float
    verdict: str
    turn: float | None
    sources: str


@dataclass(frozen=True, slots=True)
class LearnRow:
    """What knowing the values behind a source beforehand would gain by an objective.

    ``gain`` is measured on draws that the estimate was not fitted to; ``values`` is how many rest
    on the source.
    """

    answer: str
    objective: str
    source: str
    values: int
    gain: float
    mc_error: float


@dataclass(frozen=True, slots=True)
class Named:
    """Something with an id and a title; of a deed also what is scripted for it, in words."""

    id: str
    title: str
    note: str = ""
    script: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ObjectiveMeta:
    """An objective: what it watches, in which unit, which way is better, its weight if any."""

    id: str
    title: str
    kind: str
    of: str
    wanted: str
    weight: float | None


@dataclass(frozen=True, slots=True)
class OptionsMeta:
    """What was asked. ``ranged`` is how many values are drawn, ``forms`` the rival forms asked.

    ``again`` is what a command is told to ask the same; it names files, and is no part of the id.
    """

    choice: str
    title: str
    why: str
    decides: str
    base: str
    base_title: str
    world: str
    start: str
    step_unit: str
    runs: int
    draws: int
    courses: int
    seed: int
    steps: int
    ranged: int
    objectives: tuple[ObjectiveMeta, ...]
    options: tuple[Named, ...]
    answers: tuple[Named, ...]
    forms: tuple[str, ...]
    form_runs: int
    turn_runs: int
    names: Mapping[str, str] = field(default_factory=dict)
    set_values: Mapping[str, str] = field(default_factory=dict)
    off: tuple[str, ...] = ()
    known_past: KnownPast | None = None
    again: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Options:
    """A choice between options, seen from all sides. ``covariance`` is by answer.

    It holds, as (option · objective) squares, the covariance of the errors of all means.
    """

    KIND: ClassVar[str] = "options"
    FOLDER: ClassVar[str] = "options"
    TABLES: ClassVar[Columns] = {
        "options": ("options", OptionRow),
        "standings": ("standings", StandingRow),
        "over_draws": ("draws", DrawsRow),
        "over_forms": ("forms", FormsRow),
        "turns": ("turns", TurnRow),
        "learning": ("learning", LearnRow),
        "values": ("values", ValueRow),
        "sources": ("sources", SourceRow),
    }

    meta: OptionsMeta
    options: tuple[OptionRow, ...]
    standings: tuple[StandingRow, ...]
    draws: tuple[DrawsRow, ...]
    forms: tuple[FormsRow, ...]
    turns: tuple[TurnRow, ...]
    learning: tuple[LearnRow, ...]
    values: tuple[ValueRow, ...]
    sources: tuple[SourceRow, ...]
    covariance: tuple[tuple[tuple[float, ...], ...], ...]
    warnings: tuple[Notice, ...] = ()


def save_options(
    found: Options,
    world: World,
    choice: Choice,
    out: Path,
    started: datetime,
    further: Mapping[str, str] | None = None,
) -> Path:
    """Write ``out/options/<id>`` and return it; the same inputs give the same folder.

    ``further`` maps the names of more files to their text. Raises :class:`sim.results.StoreError`.
    """
    return save_tables(
        found,
        asked=plain(replace(found.meta, again=())),
        noted={"warnings": found.warnings, "again": found.meta.again},
        fingerprints={
            "world": world_fingerprint(world),
            "cells": {cell.id: fingerprint(cell) for cell in choice.cells.values()},
        },
        further={
            **{f"{cell.id}.resolved.yaml": resolved_yaml(cell) for cell in choice.cells.values()},
            **(further or {}),
        },
        out=out,
        started=started,
    )
