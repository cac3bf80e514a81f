"""How often each option is best over draws of the values, and what choosing it costs.

A draw's mean over a few courses of luck holds what its values do and what is left of luck. Left in,
luck would make every option the best now and then. It is taken out by a straight map of the draws'
means, the one that moves them least, to the covariance that values alone explain: that of the
means less what luck adds to it (constrained Bayes estimates; Louis 1984, Ghosh 1992).
"""

from dataclasses import dataclass

import numpy as np

from sim.kernel.arrays import Floats
from sim.study import jackknife
from sim.study.options.worth import best_of

NOTHING = 1e-12  # a variance below that, as a share of the largest, is rounding


@dataclass(frozen=True)
class OverDraws:
    """Of each option, by one objective under one answer. Arrays are (option,).

    ``best`` is the share of draws in which it is best, ``regret`` the mean by which another one is
    better, ``low`` and ``high`` where in 8 draws in 10 it lies from the one that is best on
    average. Errors are standard errors.
    """

    best: Floats
    best_error: Floats
    regret: Floats
    regret_error: Floats
    low: Floats
    high: Floats


def over_draws(good: Floats) -> OverDraws:
    """What (option, draw, course) outcomes show, turned so that more is better."""
    expected = without_luck(good)
    apart = expected - expected[expected.mean(axis=1).argmax()]
    groups = jackknife.groups(good.shape[1])
    left = [without_luck(np.delete(good, group, axis=1)) for group in groups]
    return OverDraws(
        best=_best(expected),
        best_error=np.sqrt(jackknife.variance(map(_best, left))),
        regret=_regret(expected),
        regret_error=np.sqrt(jackknife.variance(map(_regret, left))),
        low=np.quantile(apart, 0.1, axis=1),
        high=np.quantile(apart, 0.9, axis=1),
    )


def without_luck(good: Floats) -> Floats:
    """(option, draw) what values alone do, of (option, draw, course) outcomes."""
    courses = good.shape[2]
    means = good.mean(axis=2)
    centre = means.mean(axis=1, keepdims=True)
    away, within = means - centre, good - means[:, :, None]
    draws = means.shape[1]
    seen = _products(away, away) / max(1, draws - 1)
    luck = np.zeros_like(seen)
    if courses > 1:
        flat = within.reshape(len(good), -1)
        luck = _products(flat, flat) / (draws * (courses - 1) * courses)
    found: Floats = centre + _applied(_least_move(seen, _not_negative(seen - luck)), away)
    return found


def _best(expected: Floats) -> Floats:
    share: Floats = best_of(expected).mean(axis=1)
    return share


def _regret(expected: Floats) -> Floats:
    lost: Floats = (expected.max(axis=0) - expected).mean(axis=1)
    return lost


def _products(one: Floats, other: Floats) -> Floats:
    return np.asarray(np.einsum("id,jd->ij", one, other))


def _applied(change: Floats, away: Floats) -> Floats:
    return np.asarray(np.einsum("ij,jd->id", change, away))


def _least_move(before: Floats, after: Floats) -> Floats:
    """The map from one covariance to another that moves least (Olkin and Pukelsheim 1982)."""
    root, inverse = _power(before, 0.5), _power(before, -0.5)
    moved: Floats = inverse @ _power(root @ after @ root, 0.5) @ inverse
    return moved


def _not_negative(matrix: Floats) -> Floats:
    return _power(matrix, 1.0)


def _power(matrix: Floats, exponent: float) -> Floats:
    """A power of a symmetric matrix; what is not above zero stays nothing."""
    values, vectors = np.linalg.eigh((matrix + matrix.T) / 2.0)
    real = values > max(NOTHING * np.abs(values).max(initial=0.0), np.finfo(float).tiny)
    powers = np.where(real, np.where(real, values, 1.0) ** exponent, 0.0)
    found: Floats = (vectors * powers) @ vectors.T
    return found
