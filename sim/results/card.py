"""The scorecard as it came out: rows of its tables, and the folder that keeps them. Pure data."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import ClassVar, Literal, get_args

from sim.results.findings import Columns
from sim.results.manifest import fingerprint, world_fingerprint
from sim.results.study_folder import save_tables
from sim.world import World

Verdict = Literal["agrees", "leans to", "undecided", "leans against", "contradicts"]
VERDICTS: tuple[Verdict, ...] = get_args(Verdict)
Standing = Literal[
    "clear",
    "stated by an input",
    "next to nothing",
    "far too weak",
    "leans to",
    "undecided",
    "leans against",
    "contradicts",
]
STANDINGS: tuple[Standing, ...] = get_args(Standing)
AGREES, LEANS = 0.90, 0.66  # the least probabilities of these verdicts
LEANS_AGAINST, CONTRADICTS = 0.34, 0.10  # and the greatest of these
COULD_FAIL = 0.80  # a test with which fewer of the shuffled models agree could fail

Measure = Literal["difference", "ratio"]
MONTH = 30.0  # days

ASKED = ("draws", "inner", "seed", "form_draws", "shuffle_draws", "flip_draws", "anticipating")
"""What is asked of a scorecard: fields of a card."""


def verdict(probability: float) -> Verdict:
    """The word for a probability that the model agrees."""
    if probability >= AGREES:
        return "agrees"
    if probability >= LEANS:
        return "leans to"
    if probability > LEANS_AGAINST:
        return "undecided"
    return "leans against" if probability > CONTRADICTS else "contradicts"


FormKind = Literal["without one", "without two", "rival", "signs shuffled"]
FlipKind = Literal["one value", "together", "outside"]
Turn = Literal["one value", "together", "outside", "without", "rival", "shrinks", "nothing"]


def standing(verdict: Verdict, *, weak: bool, slight: bool, stated: bool) -> Standing:
    """What an agreement is worth; any other verdict stands as it is."""
    if verdict != "agrees":
        return verdict
    if weak:
        return "far too weak"
    if slight:
        return "next to nothing"
    return "stated by an input" if stated else "clear"


AGREEING: tuple[Standing, ...] = ("clear", "stated by an input", "next to nothing")
"""The standings that count as agreement, the most telling first."""


@dataclass(frozen=True, slots=True)
class VerdictRow:
    """What became of one test.

    ``probability`` is the share of parameter draws in which the model agrees, what luck is left in
    a draw's estimate taken out; ``plain`` is the share with that luck left in, ``luck`` its share
    of the variance between draws. ``effect`` is ``with`` against ``without`` (for an order: less
    what the other observable does), a difference or a ratio as ``measure`` says, with its quantiles
    over draws. ``slight`` marks an effect that the scorecard declares next to nothing, ``weak`` one
    whose 95 % interval lies short of that of the record, whose answer is ``record``. ``shuffled``
    is the share of models with the signs of impacts shuffled that agree too: a test with which most
    of them do tells nothing, and ``could_fail`` marks the others. ``given`` is
    the number of the world's values that cite the same claims, ``inputs`` the paths of those that
    say themselves what is expected, with blanks between them.

    ``cause`` is the mechanism or motive without which the effect moves furthest against the
    verdict, ``pair`` two of them, each with the probability and the effect that are left without.
    ``least`` and ``most`` are the ends of the probability over the rival forms named. ``turn`` says
    what sort of thing turns the verdict round (``shrinks``: nothing does, but next to nothing is
    left of the effect), ``turned_by`` what.
    """

    test: str
    title: str
    claims: str
    scenario: str
    against: str
    observed: str
    start: int
    end: int
    expect: str
    verdict: Verdict
    standing: Standing
    probability: float
    plain: float
    mc_error: float
    luck: float
    with_: float
    without: float
    measure: Measure
    effect: float
    p10: float
    p90: float
    slight: bool
    weak: bool
    record: float | None
    shuffled: float
    could_fail: bool
    given: int
    inputs: str
    cause: str
    cause_probability: float
    cause_effect: float
    pair: str
    pair_probability: float
    pair_effect: float
    least: float
    least_form: str
    most: float
    most_form: str
    turn: Turn
    turned_by: str


@dataclass(frozen=True, slots=True)
class FormRow:
    """One test on another form of the model.

    ``form`` is a cause that is off, two of them with `` + `` between, a rival form's name, or the
    number of a shuffle of the signs of all impacts.
    """

    test: str
    form: str
    kind: FormKind
    verdict: Verdict
    probability: float
    mc_error: float
    effect: float
    slight: bool
    draws: int


@dataclass(frozen=True, slots=True)
class FlipRow:
    """One test with values held where they speak against its verdict: ``held``, PATH=NUMBER.

    One value or several at the end of their range, or one outside of it. ``correlation`` is the
    rank correlation, over draws, of the value with the test's agreement. ``strength``
    is by how much the model agrees then, on average, in the test's own unit; below 0 it does not.
    """

    test: str
    kind: FlipKind
    held: str
    correlation: float | None
    probability: float
    mc_error: float
    effect: float
    strength: float
    flips: bool


@dataclass(frozen=True, slots=True)
class AnswerRow:
    """Hostile acts of one state toward another in the month after something, over those without.

    ``record`` is the ratio in the coded events, brought to a month, with its 95 % interval as if
    events came independently; ``quiet`` is the model's ratio to a month in which the thing does not
    happen, ``usual`` to an ordinary month, in which it may happen anyhow; each the mean over
    parameter draws with the interval of 95 % of them. ``None`` where the record does not give the
    number.
    """

    scenario: str
    source: str
    target: str
    record: float | None
    record_low: float | None
    record_high: float | None
    quiet: float
    quiet_low: float
    quiet_high: float
    usual: float
    usual_low: float
    usual_high: float

    @property
    def meets(self) -> bool:
        """Whether the two intervals of 95 % have anything in common."""
        low, high = self.record_low, self.record_high
        if low is None or high is None:
            return False
        return self.quiet_high >= low and self.quiet_low <= high

    @property
    def weak(self) -> bool:
        """Whether it goes the way of the record and falls short of its interval."""
        low = self.record_low
        return low is not None and self.quiet > 1.0 and self.quiet_high < low


@dataclass(frozen=True, slots=True)
class Card:
    """The whole scorecard. ``untested`` are claims of cause and effect that no test restates."""

    KIND: ClassVar[str] = "scorecard"
    FOLDER: ClassVar[str] = "claims"
    NOTES: ClassVar[str] = "claims"
    TABLES: ClassVar[Columns] = {
        "claims": ("verdicts", VerdictRow),
        "forms": ("forms", FormRow),
        "flips": ("flips", FlipRow),
        "answers": ("answers", AnswerRow),
    }

    draws: int
    inner: int
    seed: int
    form_draws: int
    shuffle_draws: int
    flip_draws: int
    tried: int  # values held at an end, for each test
    anticipating: bool  # whether the form whose actors look one step ahead was asked for
    verdicts: tuple[VerdictRow, ...]
    forms: tuple[FormRow, ...]
    flips: tuple[FlipRow, ...]
    answers: tuple[AnswerRow, ...]
    untested: tuple[str, ...]


def save_card(card: Card, world: World, out: Path, started: datetime) -> Path:
    """Write ``out/claims/<id>`` and return it; the same inputs give the same folder.

    Raises :class:`sim.results.StoreError`.
    """
    return save_tables(
        card,
        asked={name: getattr(card, name) for name in ASKED},
        fingerprints={
            "world": world_fingerprint(world),
            "tests": fingerprint(world.scorecard),
        },
        out=out,
        started=started,
    )
