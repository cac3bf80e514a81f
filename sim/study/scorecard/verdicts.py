"""From readings to verdicts: how sure the model is of what a test expects, and by how much.

A test's score in a draw is positive where the model agrees. What luck is left in a draw's score,
known from the two halves of its inner runs, widens the spread of scores over draws. It is taken
out: scores are drawn in toward their mean until their variance is that between draws alone. The
share of draws above zero is then the probability that the model agrees.
"""

from dataclasses import dataclass

import numpy as np

from sim.kernel.arrays import Floats
from sim.results.card import Measure
from sim.study.jackknife import GROUPS
from sim.study.scorecard.trials import Bound, Read
from sim.world.scorecard import ACTS, CausalTest


@dataclass(frozen=True)
class Readings:
    """What a test's observables read; the last axis is the draw."""

    with_: Floats
    without: Floats
    other: Floats  # what the observable it is to exceed changes by; 0 where there is none

    @property
    def whole(self) -> "Readings":
        """(draw,) both halves of the inner runs together."""
        return Readings(*(values.mean(axis=0) for values in self._all))

    @property
    def overall(self) -> "Readings":
        """(1,) the mean over draws."""
        return Readings(*(values.mean(axis=-1, keepdims=True) for values in self._all))

    def size(self, measure: Measure) -> Floats:
        """The effect as a difference, or as a ratio less 1."""
        changed = self.with_ - self.without - self.other
        return changed / self.without if measure == "ratio" else changed

    @property
    def _all(self) -> tuple[Floats, Floats, Floats]:
        return self.with_, self.without, self.other


@dataclass(frozen=True)
class CausalOutcome:
    """What one test came to. ``size`` and ``score`` (draw,) have their luck taken out.

    ``effect`` and ``strength``, by how much the model agrees, are those of the mean over draws.
    """

    probability: float
    plain: float  # the same with the luck left in
    error: float  # standard error of the probability from the finite number of draws
    luck: float  # share of the variance of scores that is luck, 0–1
    with_: float
    without: float
    measure: Measure
    effect: float
    strength: float
    size: Floats
    score: Floats

    def quantile(self, share: float) -> float:
        """A quantile of the effect over draws."""
        return float(np.quantile(self.size, share)) + _none(self.measure)


def outcome(bound: Bound, read: Read, told: Measure | None = None) -> CausalOutcome:
    """What a test came to; ``told`` is the measure of its effect, where that is given.

    Draw by draw a ratio is taken only where no draw has nothing to compare with.
    """
    halves = _readings(bound, read)
    whole = halves.whole
    measure: Measure = "difference"
    if bound.test.observed in ACTS and float(halves.without.min()) > 0.0:
        measure = "ratio"
    told = told or measure
    score = score_of(bound.test, measure, whole)
    half_scores = score_of(bound.test, measure, halves)
    luck = luck_share(score, half_scores)
    size = whole.size(measure)
    settled = drawn_in(score, luck)
    return CausalOutcome(
        probability=share(settled),
        plain=share(score),
        error=_error(score, half_scores),
        luck=luck,
        with_=float(whole.with_.mean()),
        without=float(whole.without.mean()),
        measure=told,
        effect=float(whole.overall.size(told)[0]) + _none(told),
        strength=float(score_of(bound.test, told, whole.overall)[0]),
        size=drawn_in(size, luck_share(size, halves.size(measure))),
        score=settled,
    )


def score_of(test: CausalTest, measure: Measure, read: Readings) -> Floats:
    """By how much the model agrees, in the test's own unit; above zero it does."""
    size, margin = read.size(measure), test.margin or 0.0
    if test.expect == "stays":
        return margin - np.abs(size)
    if test.expect == "hardly":
        return margin - size
    if test.expect == "seldom":
        return margin - read.with_
    return -size if test.expect == "falls" else size


def share(score: Floats) -> float:
    """Share of draws in which the model agrees; one in which nothing at all moves counts half."""
    agreeing = np.count_nonzero(score > 0.0) + 0.5 * np.count_nonzero(score == 0.0)
    return float(agreeing / len(score))


def luck_share(whole: Floats, halves: Floats) -> float:
    """Of the variance of (draw,) means, the share that is luck left in them, 0–1.

    The mean of two halves that share no luck has a quarter of the variance of their difference.
    """
    noise = float(((halves[0] - halves[1]) ** 2).mean()) / 4.0
    spread = float(whole.var())
    return min(1.0, noise / spread) if spread > 0.0 else 0.0


def drawn_in(values: Floats, luck: float) -> Floats:
    """(draw,) values with the mean kept and the variance less the share that is luck."""
    mean = values.mean()
    found: Floats = mean + (values - mean) * np.sqrt(1.0 - luck)
    return found


def _error(score: Floats, halves: Floats) -> float:
    """Standard error of the share, luck taken out: a jackknife over groups of draws."""
    groups = min(GROUPS, len(score))
    if groups < 2:
        return float("nan")
    group = np.arange(len(score)) % groups

    def without(values: Floats) -> Floats:
        """(group,) the mean with that group left out."""
        sums = np.bincount(group, values, groups)
        found: Floats = (values.sum() - sums) / (len(score) - np.bincount(group))
        return found

    centre = score.mean()
    mean = without(score - centre)
    spread = without((score - centre) ** 2) - mean**2
    noise = without((halves[0] - halves[1]) ** 2) / 4.0
    luck = np.divide(noise, spread, out=np.zeros(groups), where=spread > 0.0)
    narrowed, mean = np.sqrt(1.0 - np.minimum(1.0, luck)), mean + centre
    left = [share(mean[g] + (score[group != g] - mean[g]) * narrowed[g]) for g in range(groups)]
    return float(np.sqrt((groups - 1) * np.var(left)))


def _readings(bound: Bound, read: Read) -> Readings:
    with_, without = (read[arm][gauge] for arm, gauge in (bound.with_, bound.without))
    other = np.zeros_like(with_)
    if bound.than is not None:
        ours, theirs = (read[arm][gauge] for arm, gauge in bound.than)
        other = ours - theirs
    return Readings(with_, without, other)


def _none(measure: Measure) -> float:
    """The effect that is none: a difference of 0, a ratio of 1."""
    return 1.0 if measure == "ratio" else 0.0
