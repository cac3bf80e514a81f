"""Everything one paired run found out: labelled tables, warnings, and what was asked."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from sim.results.change import Change
from sim.results.ensemble import Ensemble
from sim.results.escalation import HoldRow, TheatreRow, ThreatRow
from sim.results.evidence import SourceRow, ValueRow
from sim.results.known import KnownPast
from sim.results.tables import (
    ARMS,
    AlignmentRow,
    BranchRow,
    ContingencyRow,
    EventRow,
    IndicatorRow,
    LedgerRow,
    Notice,
    ReactionRow,
    ShiftRow,
    StakeRow,
    YardstickRow,
)
from sim.world.month import month_of


@dataclass(frozen=True, slots=True)
class Script:
    """One scripted event: in which step and month (``YYYY-MM``) who does what, in which arms."""

    step: int
    month: str
    actor: str
    action: str
    title: str
    arms: tuple[str, ...] = ("with",)


@dataclass(frozen=True, slots=True)
class Term:
    """A name of the world in words: a title and one sentence."""

    title: str
    says: str


@dataclass(frozen=True, slots=True)
class Rung:
    """A named rung of the escalation ladder, which begins at tension ``start``."""

    start: float
    name: str


@dataclass(frozen=True, slots=True)
class Meta:
    """What was asked, of which world, and how.

    ``names`` maps the ISO code of every party to its name in words. ``set_values`` and ``off`` are
    the changes asked for on top of the scenario (the command line fills them in); ``typical_run``
    is the number of the run that ``events`` tells. ``settled`` are the indicators that the script
    itself decides, because it takes in one arm only what they watch: no finding. ``changes`` are
    the values and laws that an arm has otherwise (the command line adds the values it was given).
    ``about`` is the action that the title names, empty where the scenario does not say; ``own`` are
    the indicators that the scenario itself gives, not what it extends; ``again`` is what a command
    is told to ask the same.
    """

    scenario: str
    title: str
    why: str
    baseline: str
    baseline_title: str
    world: str
    world_title: str
    start: str
    step_unit: str
    runs: int
    seed: int
    steps: int
    script: tuple[Script, ...] = ()
    claims: tuple[str, ...] = ()
    names: Mapping[str, str] = field(default_factory=dict)
    set_values: Mapping[str, str] = field(default_factory=dict)
    off: tuple[str, ...] = ()
    typical_run: int | None = None
    mechanisms: Mapping[str, Term] = field(default_factory=dict)
    ladder: tuple[Rung, ...] = ()
    settled: tuple[str, ...] = ()
    changes: tuple[Change, ...] = ()
    about: str = ""
    own: tuple[str, ...] = ()
    known_past: KnownPast | None = None
    again: tuple[str, ...] = ()

    @property
    def end(self) -> str:
        """The month (``YYYY-MM``) of the last step."""
        return month_of(self.start, self.steps)

    @property
    def event(self) -> Script | None:
        """What is called "the event": the scripted difference between the arms that is named.

        The first of that action, or the first of all where none is named or it is none; ``None``
        where the scripts do not differ.
        """
        apart = [item for item in self.script if item.arms != ARMS]
        return next((item for item in apart if item.action == self.about), next(iter(apart), None))


@dataclass(frozen=True, slots=True)
class Reproduction:
    """Further escalatory actions that one escalatory action sets off.

    ``value`` is that at the reference state and the stated values; ``mean``, ``low`` and ``high``
    are its mean and its 10 % and 90 % quantiles over draws of the values. ``peak`` is the mean over
    the same number of runs (``draws``) of the scenario after step ``peak_step``, where it is
    highest right after the script, and ``peak_above`` the share of these runs in
    which it is 1 or more. ``None``: not computed, or no event in one arm only.
    """

    value: float
    mean: float | None = None
    low: float | None = None
    high: float | None = None
    draws: int | None = None
    peak: float | None = None
    peak_step: int | None = None
    peak_above: float | None = None


@dataclass(frozen=True, slots=True)
class Results:
    """The labelled results of a scenario and of what it is compared with, on the same draws."""

    meta: Meta
    alignment: tuple[AlignmentRow, ...] = ()
    shifts: tuple[ShiftRow, ...] = ()
    yardstick: tuple[YardstickRow, ...] = ()
    indicators: tuple[IndicatorRow, ...] = ()
    reactions: tuple[ReactionRow, ...] = ()
    contingencies: tuple[ContingencyRow, ...] = ()
    branches: tuple[BranchRow, ...] = ()
    events: tuple[EventRow, ...] = ()
    ledger: tuple[LedgerRow, ...] = ()
    stakes: tuple[StakeRow, ...] = ()
    theatres: tuple[TheatreRow, ...] = ()
    threats: tuple[ThreatRow, ...] = ()
    held_back: tuple[HoldRow, ...] = ()
    values: tuple[ValueRow, ...] = ()
    sources: tuple[SourceRow, ...] = ()
    warnings: tuple[Notice, ...] = ()
    reproduction: Reproduction | None = None
    ensemble: Ensemble = field(default_factory=Ensemble)
