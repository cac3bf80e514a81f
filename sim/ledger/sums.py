"""Sums as they are handed over: expressions of laws with names and numbers, and what they show."""

import math
import sys
from dataclasses import dataclass
from typing import Literal

from sim.kernel.latent import BOUND

Kind = Literal["value", "state", "given", "deed", "reading"]
"""A value of the world; the state before the step; luck and script; whether an act was done (why is
another sum); worked out within the step."""


LARGEST = math.log(sys.float_info.max)


def factor(log_odds: float) -> float:
    """The factor on the odds; infinite where no number is so large."""
    return math.exp(log_odds) if log_odds < LARGEST else math.inf


@dataclass(frozen=True)
class Sum:
    """An expression of a law: ``text`` with symbols and ``numbers`` with what stood there, rounded.

    ``text`` is Python over the symbols. Terms that are 0 are left out of sums. ``amount`` is what
    it came to, ``reads`` the symbols in it.
    """

    text: str
    numbers: str
    amount: float
    reads: tuple[str, ...]


@dataclass(frozen=True)
class Source:
    """The value of the world behind a symbol: what was drawn in the run, and what is stated.

    All in the value's own unit; a symbol may stand for it as laws use it (a latent alignment for
    an alignment). ``path`` is empty where no file says anything, which means 0.
    """

    path: str = ""
    drawn: float = 0.0
    stated: float = 0.0
    low: float = 0.0
    high: float = 0.0
    sources: tuple[str, ...] = ()


@dataclass(frozen=True)
class Symbol:
    """A symbol as it stood in the step. A reading has its own sum, a value its source."""

    name: str
    amount: float
    kind: Kind
    sum: Sum | None = None
    source: Source | None = None


@dataclass(frozen=True)
class Contribution:
    """What one action, through one mechanism, added to a latent alignment in the step.

    ``action`` is empty where no action is the cause. ``done`` is whether it was taken in this step;
    what was expected and not done moves an alignment too.
    """

    mechanism: str
    action: str
    done: bool
    sum: Sum

    @property
    def amount(self) -> float:
        """What it added, on the latent scale (atanh of the alignment)."""
        return self.sum.amount


@dataclass(frozen=True)
class PairArithmetic:
    """What moved the alignment of ``source`` toward ``target`` in one step, as sums.

    ``contributions`` are those that are not zero, the largest first; they add up to ``change``.
    ``bound`` is what the numerical bound on latent alignments took, one of them where it is not 0.
    ``symbols`` are all symbols of the sums, each once, those that were worked out in the step with
    sums of their own.
    """

    run: int
    step: int
    month: str
    source: str
    target: str
    latent_before: float
    latent_after: float
    contributions: tuple[Contribution, ...]
    symbols: tuple[Symbol, ...]

    @property
    def change(self) -> float:
        """By how much the latent alignment changed."""
        return self.latent_after - self.latent_before

    @property
    def before(self) -> float:
        """The alignment before the step, −1 foe to +1 ally."""
        return math.tanh(self.latent_before)

    @property
    def after(self) -> float:
        """The alignment after it."""
        return math.tanh(self.latent_after)

    @property
    def bound(self) -> float:
        """What the numerical bound took of the latent alignment."""
        return sum(one.amount for one in self.contributions if one.mechanism == BOUND)

    @property
    def gap(self) -> float:
        """By how much the contributions fail to add up to the change: nothing but rounding."""
        return abs(math.fsum(one.amount for one in self.contributions) - self.change)


@dataclass(frozen=True)
class MotivePart:
    """What one motive added to the log odds of an act, against the reference state."""

    motive: str
    sum: Sum

    @property
    def odds(self) -> float:
        """The factor on the odds."""
        return factor(self.sum.amount)


@dataclass(frozen=True)
class Choice:
    """One act of a line of policy. ``weight`` is ``base`` times exp of ``tilt``; the chance is its
    share of all weights of the line, that of doing nothing included."""

    action: str
    base: float  # base rate, 0 where it is not possible
    tilt: float  # log odds
    weight: float
    chance: float
    taken: bool


@dataclass(frozen=True)
class ActionArithmetic:
    """What made an act as likely as it was in one step, and what became of it.

    ``base`` times the odds of each of ``motives`` (those that are not 1, the furthest from it
    first), of ``foreseen`` and of ``limit`` is its weight; the weight divided by ``everything`` is
    its chance. ``line`` are all acts of its line of policy, among them itself. Luck is a number
    from 0 to 1, ``uniform``: from ``low`` to ``high`` it falls to this act.
    """

    run: int
    step: int
    month: str
    action: str
    base_rate: float  # as drawn in this run
    base: Sum
    motives: tuple[MotivePart, ...]
    foreseen: float  # log odds, of actors that look ahead
    limit: float  # log odds, what the guard against overflow took
    line: tuple[Choice, ...]
    nothing: float  # the weight of doing nothing
    everything: float  # all weights together
    uniform: float
    low: float
    high: float
    free: bool  # whether the scenario left the line to its actor
    scripted: bool
    symbols: tuple[Symbol, ...]

    @property
    def choice(self) -> Choice:
        """The act itself."""
        return next(one for one in self.line if one.action == self.action)

    @property
    def chance(self) -> float:
        """Its chance in this step, 0 to 1."""
        return self.choice.chance


Arithmetic = PairArithmetic | ActionArithmetic
