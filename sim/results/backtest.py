"""Scores out of sample on the record: how forecasters did, and the skill of one against others.

Brier (1950): mean of (p − y)². Log score: mean of −log p of what happened, in nats. Both are better
when lower. Skill = 1 − score / rival's score: above 0 better than the rival, below 0 worse.
"""

from dataclasses import dataclass

FEWEST_BLOCKS = 4  # below which the ranges hold too little of what they say
VERDICTS = BETTER, WORSE, OPEN, FEW = "better", "worse", "not told apart", "too few to tell"
RUN_UP = 12  # months scripted before the origin


@dataclass(frozen=True, slots=True)
class Skill:
    """How much better than a rival.

    ``low`` to ``high`` holds 95 of 100 bootstraps and decides the verdict: better or worse where it
    leaves out 0, else not told apart; none where there is too little to tell. ``low80`` to
    ``high80`` holds 8 of 10.
    """

    rival: str
    value: float
    low: float
    high: float
    low80: float
    high80: float
    verdict: str


@dataclass(frozen=True, slots=True)
class Score:
    """The scores of one forecaster."""

    name: str
    brier: float
    log: float


@dataclass(frozen=True, slots=True)
class Bin:
    """Forecasts between two probabilities: what was said on average, and what happened."""

    low: float
    high: float
    events: int
    said: float
    happened: float


@dataclass(frozen=True)
class Panel:
    """One kind of event: how every forecaster scored, last the one whose skill is told."""

    title: str
    first: str  # month of the first event
    last: str
    events: int
    happened: float  # share
    scores: tuple[Score, ...]
    brier: tuple[Skill, ...]  # of the last against each of the others
    log: tuple[Skill, ...]
    said: tuple[Bin, ...]  # reliability of the last


@dataclass(frozen=True)
class ActionScore:
    """The rule on one action: its Brier score, and its skill in Brier against each rival."""

    action: str
    lead: int
    months: int
    with_: int
    brier: float
    skills: tuple[Skill, ...]


@dataclass(frozen=True)
class Backtest:
    """What the rule for base rates and the model are worth on the record, whichever way it falls.

    Panels of deeds pool all recorded actions; there is one for each lead of LEADS.
    """

    world: str
    first: str  # origin, of tone
    held_out: str  # first month of deeds that is scored
    cut: str  # last month that is scored
    origins: int
    runs: int
    seed: int
    rule: tuple[Panel, ...]  # the rule against what is to be beaten
    deeds: tuple[Panel, ...]  # the model against these and the rule
    each: tuple[ActionScore, ...]  # the rule, action by action
    tone: tuple[Panel, ...]
    actions: tuple[str, ...]  # that are scored
