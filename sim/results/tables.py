"""The rows of every table that a paired run produces. Pure data: no files, no text.

Conventions shared by all rows:

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
class TheatreRow:
    """Tension of one theatre at the end of a step, in [0, 10].

    ``rung`` is the one on which ``mean``, to a tenth, stands.
    """

    theatre: str
    title: str
    step: int
    arm: Arm
    mean: float
    p10: float
    p50: float
    p90: float
    rung: str


@dataclass(frozen=True, slots=True)
class ThreatRow:
    """One threat of ``owner`` against ``against`` at the end of a step; means over runs.

    ``voiced`` is how far it is in the air (0 to 2; 1: it stands, and nobody has said it again of
    late), ``credibility`` the belief that its owner carries it out once it is pulled. ``pulled``
    is the share of runs in which by then something that it forbids has been done, and was by half
    or more unexpected; ``kept`` the share in which that has been and half of what was promised is
    done within the six steps after it, which may lie later. ``baseline_`` is without the scenario,
    and each error that of the paired difference.
    """

    threat: str
    title: str
    owner: str
    against: str
    step: int
    voiced: float
    baseline_voiced: float
    voiced_error: float
    credibility: float
    baseline_credibility: float
    credibility_error: float
    pulled: float
    baseline_pulled: float
    pulled_error: float
    kept: float
    baseline_kept: float


@dataclass(frozen=True, slots=True)
class HoldRow:
    """What the scenario does to the odds of an action that a threat forbids, by its motives.

    Ratios of the odds with the scenario to those without it: by ``fear`` of threats, by all the
    ``rest`` (``mostly`` by one motive, in words), and ``odds`` by both. Means of the log odds over
    the first 250 runs and the six steps from the event on, each step as much as
    the action is likely in it.
    """

    threat: str
    action: str
    actor: str
    title: str
    fear: float
    rest: float
    odds: float
    mostly: str


@dataclass(frozen=True, slots=True)
class ValueRow:
    """One value of the world as the scenario was run with it, with its range and its sources.

    ``rating`` is the word it was given as, or empty. ``sources`` are the numbers of rows of
    :class:`SourceRow`, separated by spaces. ``set_in`` names the arms whose scenario sets it.
    """

    path: str
    value: float
    low: float
    high: float
    kind: str
    rating: str
    sources: str
    set_in: str


@dataclass(frozen=True, slots=True)
class SourceRow:
    """One source in words: a claim of an article, a data set, a theory or an assumption.

    ``says`` is what it says, or how it is cited; ``holder`` whose view a claim is, and ``place``
    where it stands. A source of a value bears the same ``number`` there. ``cited_by`` names the
    parts of the scenario that cite it itself (claims, events, set, state, indicators, variants),
    separated by spaces; ``own`` tells that the scenario declares it.
    """

    number: int
    source: str
    kind: str
    holder: str
    place: str
    says: str
    cited_by: str = ""
    own: bool = False


@dataclass(frozen=True, slots=True)
class Notice:
    """A warning that a reader of the results needs.

    ``kind`` is a short stable word (``uninformative``, ``clipped``, ``unstable``, ``few-runs``),
    ``text`` one plain sentence.
    """

    kind: str
    text: str
