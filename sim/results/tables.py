"""The rows of the tables that a paired run produces. Pure data: no files, no text.

Those about escalation are in :mod:`sim.results.escalation`, those about what a result rests on in
:mod:`sim.results.evidence`.

Conventions shared by all rows, there too:

* states are ISO 3166 alpha-3 codes, actions and indicators are ids of the world;
* ``step`` counts from 0 (the start) or, for things that happen in a step, from 1;
* ``arm`` is ``"with"`` (the scenario) or ``"without"`` (the scenario it is compared with);
* ``p10``, ``p50``, ``p90`` are quantiles over runs: both chance and unsure parameters are in them;
* ``mc_error`` is the standard error that stems from the finite number of runs, nothing else;
* ``None`` means that the number does not exist (a ratio to a rate of zero), never "zero".
"""

from dataclasses import dataclass
from typing import Literal

Arm = Literal["with", "without"]

WITH: Arm = "with"
WITHOUT: Arm = "without"
ARMS: tuple[Arm, Arm] = (WITH, WITHOUT)


@dataclass(frozen=True, slots=True)
class AlignmentRow:
    """Alignment of ``source`` toward ``target`` at the end of one step, in (-1, 1)."""

    source: str
    target: str
    step: int
    arm: Arm
    mean: float
    p10: float
    p50: float
    p90: float


@dataclass(frozen=True, slots=True)
class ShiftRow:
    """How far one alignment moved, and how much of that is due to the scenario.

    ``start``, ``end`` and ``baseline_end`` are means over runs; ``effect`` is the mean of the
    paired differences ``end - baseline_end``, ``effect_p10`` and ``effect_p90`` their quantiles.
    ``peak`` is the largest mean difference on the way, ``peak_step`` when (effects fade), and
    ``peak_error`` its standard error.
    """

    source: str
    target: str
    start: float
    end: float
    baseline_end: float
    effect: float
    effect_p10: float
    effect_p90: float
    mc_error: float
    peak: float
    peak_step: int
    peak_error: float


@dataclass(frozen=True, slots=True)
class YardstickRow:
    """How much a shift is, held against what the record of tone says of past years and shocks.

    ``first_year`` is the mean difference over the first ``months`` steps from the event on, at most
    twelve, as the record compares twelve months; ``years`` is its size in ordinary years. In one
    a pair moves ``ordinary`` (the median), and nine in ten pairs move less than ``high``. ``shock``
    is a past one of the same pair, else of the same observer, else any, and of several that whose
    ``shock_change`` is nearest; ``share`` is ``first_year`` as a share of it, below 0 where the two
    go different ways. ``shock_error`` is the standard error of the change. A world whose shocks are
    all unsure names none.
    """

    source: str
    target: str
    months: int
    first_year: float
    years: float
    ordinary: float
    high: float
    shock: str
    title: str
    date: str
    shock_source: str
    shock_target: str
    shock_change: float | None
    shock_error: float | None
    share: float | None


@dataclass(frozen=True, slots=True)
class IndicatorRow:
    """Share of runs in which a named condition held in some step, with the scenario and without it.

    ``with_`` is the column ``with``; ``difference`` is paired and ``mc_error`` belongs to it. The
    steps that count are those from ``from_`` (the column ``from``) up to ``to``.
    """

    indicator: str
    title: str
    with_: float
    without: float
    difference: float
    mc_error: float
    from_: int
    to: int


@dataclass(frozen=True, slots=True)
class BranchRow:
    """What one branch of a scenario comes to by itself; ``weight`` is its share of the runs.

    ``name`` is an indicator, of which the shares of runs are told, or a directed pair, of which the
    alignment at the end is (``kind`` says which). ``difference`` is paired, on the same luck as all
    branches together, and ``mc_error`` belongs to it.
    """

    branch: str
    branch_title: str
    weight: float
    kind: Literal["indicator", "alignment"]
    name: str
    title: str
    with_: float
    without: float
    difference: float
    mc_error: float


@dataclass(frozen=True, slots=True)
class ContingencyRow:
    """What became, in one arm, of an event that depends on a condition or on luck.

    ``share`` is the share of runs in which it was carried out, to which ``mc_error`` belongs;
    ``times`` how often per run, and ``step`` the middle one of the steps in which it was (``None``
    where it never was). ``says`` is all of it in words.
    """

    event: str
    arm: Arm
    actor: str
    action: str
    says: str
    share: float
    mc_error: float
    times: float
    step: int | None


@dataclass(frozen=True, slots=True)
class ReactionRow:
    """One action that an actor chose more (or less) often because of the scenario.

    ``rate`` and ``baseline_rate`` are times per run in the six steps from the event on, a mean over
    runs, scripted times not counted, and ``ratio`` is their quotient; ``extra`` is the paired
    difference over the whole path, to which ``mc_error`` belongs. The event is the scripted
    difference that the title names, else the first. ``lag`` is the number of steps from it until
    the chance of the action differs most within these six steps, ``because`` the motive that
    raised the choice most, in words.
    """

    actor: str
    action: str
    title: str
    rate: float
    baseline_rate: float
    ratio: float | None
    extra: float
    mc_error: float
    lag: float | None
    because: str


@dataclass(frozen=True, slots=True)
class EventRow:
    """Something that happened in the run that is told. ``month`` is ``YYYY-MM``.

    ``probability`` is the chance the actor had of choosing it then, ``base_rate`` its chance in a
    normal step; both are ``None`` for a scripted event. ``twin`` says whether the same run without
    the event has it too, in the same step.
    """

    step: int
    month: str
    actor: str
    action: str
    title: str
    scripted: bool
    probability: float | None
    base_rate: float | None
    because: str
    twin: bool


@dataclass(frozen=True, slots=True)
class LedgerRow:
    """What one action, through one mechanism, added to latent alignment (atanh scale).

    Summed over steps, mean over the kept runs (the first 2,000). ``action`` is empty where a
    mechanism acts without one.
    """

    source: str
    target: str
    action: str
    mechanism: str
    arm: Arm
    contribution: float


@dataclass(frozen=True, slots=True)
class StakeRow:
    """Who gains, who loses: good less harm that deeds do to a party, against the baseline.

    ``stake`` is the paired difference, over the whole path, of the sum of the impacts on the party
    of all that is done, by whoever; 1 is the most good that one act can do. ``deed`` is the part of
    what is scripted in one arm or both, ``follows`` that of what is chosen. Errors are standard
    errors of the mean; that of ``deed`` stems from the drawing of values alone and is not told.
    """

    party: str
    stake: float
    mc_error: float
    deed: float
    follows: float
    follows_error: float


@dataclass(frozen=True, slots=True)
class Notice:
    """A warning that a reader of the results needs.

    ``kind`` is a short stable word (``uninformative``, ``clipped``, ``unstable``, ``few-runs``),
    ``text`` one plain sentence.
    """

    kind: str
    text: str
