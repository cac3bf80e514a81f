"""Reciprocity: what a shock from one state to another brings back in the four weeks after it.

For each direction i > j the weekly tone y (sum of Goldstein weights) is taken beyond a slow level,
an exponentially weighted mean known the week before. Pooled least squares of the answer
sum over h = 1..4 of (y_ij(w+h) − level_ij(w−1)) on the shock received, y_ji(w) − level_ji(w−1), and
the own one; standard errors clustered by pair of states, with Student's t of clusters − 1 (CR1;
Cameron and Miller 2015). Goldstein and Freeman (1990) ask the same of superpowers.
"""

from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from sim.kernel.arrays import Floats
from sim.results.calibration import AHEAD, WEEK, Reciprocity
from sim.study.calibration.intervals import student
from sim.study.calibration.tally import Tally
from sim.world.beta import Interval

HALF_LIFE = 26  # weeks, of the slow level; as many at the start are used to find it
FEWEST_PAIRS, FEWEST_WEEKS = 4, 200
FEWEST_EVENTS = 10.0 * 12 / 52  # in a direction, a week

Mask = NDArray[np.bool_]


def reciprocity(tally: Tally, covered: Mask, states: int) -> Reciprocity:
    """The pooled answer. ``covered`` (day,) tells which days of the tables the file covers."""
    weeks = len(covered) // WEEK
    whole: Mask = np.all(covered[: weeks * WEEK].reshape(weeks, WEEK), axis=1)
    rows, answers, clusters = [], [], []
    for cluster, (i, j) in enumerate(combinations(range(states), 2)):
        both = [_weekly(tally, i, j, weeks), _weekly(tally, j, i, weeks)]
        if any(_busy(tally, *way, whole, weeks) < FEWEST_EVENTS for way in ((i, j), (j, i))):
            continue
        levels = [_level(tone, whole) for tone in both]
        for own in (0, 1):
            found = _regression(both[own], levels[own], both[1 - own], levels[1 - own], whole)
            rows.append(found[0])
            answers.append(found[1])
            clusters.append(np.full(len(found[1]), cluster))
    if not rows:
        return Reciprocity(0, 0, why_not="no pair of states has enough events in both directions")
    x, y, which = np.concatenate(rows), np.concatenate(answers), np.concatenate(clusters)
    return _pooled(x, y, which)


def _pooled(x: Floats, y: Floats, which: NDArray[np.int64]) -> Reciprocity:
    weeks, pairs = len(y), len(np.unique(which))
    if pairs < FEWEST_PAIRS or weeks < FEWEST_WEEKS:
        said = f"too few: {pairs} pairs and {weeks} weeks of a direction"
        want = f"at least {FEWEST_PAIRS} and {FEWEST_WEEKS} are wanted"
        return Reciprocity(weeks, pairs, why_not=f"{said}; {want}")
    inverse = np.linalg.inv(x.T @ x)
    fitted = inverse @ (x.T @ y)
    left = y - x @ fitted
    scores = np.array([(x[which == g] * left[which == g, None]).sum(axis=0) for g in set(which)])
    small = pairs / (pairs - 1) * (weeks - 1) / (weeks - x.shape[1])
    error = float(np.sqrt((inverse @ (scores.T @ scores) @ inverse)[0, 0] * small))
    reach, value = student(pairs - 1) * error, float(fitted[0])
    return Reciprocity(weeks, pairs, Interval(value, value - reach, value + reach), error)


def _regression(
    own: Floats, level: Floats, other: Floats, other_level: Floats, whole: Mask
) -> tuple[Floats, Floats]:
    """(week, [shock received, own shock, 1]) and (week,) the answer, where all weeks are whole."""
    last = len(own) - AHEAD
    at = [
        week
        for week in range(HALF_LIFE, last)
        if whole[week : week + AHEAD + 1].all() and whole[week - 1]
    ]
    shock = np.array([[other[w] - other_level[w - 1], own[w] - level[w - 1], 1.0] for w in at])
    answer = np.array([(own[w + 1 : w + 1 + AHEAD] - level[w - 1]).sum() for w in at])
    return shock.reshape(-1, 3), answer


def _level(tone: Floats, whole: Mask) -> Floats:
    """(week,) the slow level after the week; it stands still where the file covers no week."""
    keep = 0.5 ** (1.0 / HALF_LIFE)
    first = tone[:HALF_LIFE][whole[:HALF_LIFE]]
    level = float(first.mean()) if len(first) else 0.0
    found = np.empty(len(tone))
    for week, value in enumerate(tone):
        if whole[week] and week >= HALF_LIFE:
            level = keep * level + (1.0 - keep) * value
        found[week] = level
    return found


def _weekly(tally: Tally, i: int, j: int, weeks: int) -> Floats:
    tone = tally.tone[: weeks * WEEK, i, j].reshape(weeks, WEEK)
    return np.asarray(tone.sum(axis=1))


def _busy(tally: Tally, i: int, j: int, whole: Mask, weeks: int) -> float:
    events = tally.events[: weeks * WEEK, i, j].reshape(weeks, WEEK).sum(axis=1)
    return float(events[whole].mean()) if whole.any() else 0.0
