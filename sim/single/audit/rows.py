"""What an audit finds, as rows."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from sim.single.audit.estimate import Interval
from sim.single.seat import Fault

Kind = Literal["tension", "harm", "help"]
"""What an act does at its stated values: it raises the tension of a theatre; it harms somebody; it
helps somebody and does neither."""

Signal = Literal["harm", "help", "neither"]


@dataclass(frozen=True, slots=True)
class ActsRow:
    """How often it did acts of a kind, in the months of a kind of state.

    ``model`` and ``base`` are how often the model would in the same states, and at base rates.
    """

    kind: Kind
    split: str  # by what states are told apart: all, tension, grievance, hurt
    where: str
    months: int
    acts: int
    model: float
    base: float
    times_model: Interval | None
    times_base: Interval | None


@dataclass(frozen=True, slots=True)
class AnswerRow:
    """How often it harms (helps) another in the month after that one's deed to it was ``signal``.

    ``cases`` are months and others; ``model`` is how often the model would have, in them.
    """

    signal: Signal
    answer: Literal["harm", "help"]
    cases: int
    answered: int
    model: float
    times_model: Interval | None


@dataclass(frozen=True, slots=True)
class ThreatRow:
    """A declared threat of its own: how often it repeats it, and whether it keeps it once pulled.

    ``pulled`` are games in which it was pulled with half a year left to act; ``kept`` those of them
    in which half of what was promised was done in that time: the rest were bluffs. ``twin`` is the
    same in the same games played by the model.
    """

    threat: str
    title: str
    warnings: int
    warnings_model: float
    pulled: int
    kept: int
    share: Interval | None
    twin_pulled: int
    twin_kept: int
    twin_share: Interval | None


@dataclass(frozen=True)
class Audit:
    """What was found of a player in a seat.

    ``decided`` is the share of open lines of policy that it decided itself, in the months in which
    it answered.
    """

    player: str
    seat: str
    scenario: str
    seed: int
    games: int
    months: int
    answered: int
    faults: Mapping[Fault, int]
    wrong: str  # of the first answer that was none
    decided: float
    acts: tuple[ActsRow, ...]
    answers: tuple[AnswerRow, ...]
    threats: tuple[ThreatRow, ...]
