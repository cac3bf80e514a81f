"""Which share of the spread of an effect is unsure values, and which is chance.

A crossed design: every one of P parameter draws meets every one of C courses of chance, so the
effect in a cell is

    y[p,c] = μ + A[p] + B[c] + (AB)[p,c]

with A the values' own part, B the course's and AB how the two work together. The variance of A is
the variance over parameter draws of the expected effect; the rest, of B and AB, is chance. Both are
estimated without bias from mean squares, as in a two-way analysis of variance with random factors
(Searle, Casella and McCulloch 1992).
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np

from sim.kernel.arrays import Floats
from sim.study import jackknife
from sim.study.compare.ends import effects, ends
from sim.study.ensemble.pairing import Pairing, drawn, shared_luck, with_past

REPEATS = 10  # courses of chance that each parameter draw meets
FEWEST_DRAWS = 20  # parameter draws; fewer would tell next to nothing of a spread
MOST_DRAWS = 1000  # beyond that the split gains no digit worth its time
NOTHING = 1e-24  # a variance below that is rounding
AT_ONCE = 1000  # runs made together; it changes none


@dataclass(frozen=True)
class Components:
    """Variances of an effect, each (target,)."""

    parameters: Floats
    chance: Floats

    def not_negative(self) -> "Components":
        """The same, where an estimate below zero counts as 0."""
        return Components(np.maximum(0.0, self.parameters), np.maximum(0.0, self.chance))


def components(cells: Floats) -> Components:
    """The variances behind (draw, course, target) effects, without bias: so one may be negative."""
    draws, courses = cells.shape[:2]
    grand = cells.mean(axis=(0, 1))
    by_draw, by_course = cells.mean(axis=1) - grand, cells.mean(axis=0) - grand
    rest = cells - by_draw[:, None] - by_course - grand
    together = (rest**2).sum(axis=(0, 1)) / ((draws - 1) * (courses - 1))
    of_draws = courses * (by_draw**2).sum(axis=0) / (draws - 1)
    of_courses = draws * (by_course**2).sum(axis=0) / (courses - 1)
    return Components(
        parameters=(of_draws - together) / courses,
        chance=(of_courses - together) / draws + together,
    )


def shares(found: Components, form: Floats) -> Floats:
    """(source, target) shares of parameters, chance and form; not a number where nothing varies."""
    parts = np.stack([found.parameters, found.chance, form])
    whole = parts.sum(axis=0)
    none = np.full_like(parts, np.nan)
    share: Floats = np.divide(parts, whole, out=none, where=whole > NOTHING)
    return share


def share_error(cells: Floats, form: Floats) -> Floats:
    """(target,) standard error of the parameters' share: a jackknife over draws and over courses.

    The two are added, as for crossed factors, which for a mean errs toward too much (Owen 2007).
    """
    draws, courses = cells.shape[:2]
    without_draws = (np.delete(cells, group, axis=0) for group in jackknife.groups(draws))
    without_course = (np.delete(cells, c, axis=1) for c in range(courses))
    both = (
        jackknife.variance(shares(components(left), form)[0] for left in parts)
        for parts in (without_draws, without_course)
    )
    return np.sqrt(sum(both))


def crossed(
    pairing: Pairing, seed: int, draws: int, repeats: int, steps: int
) -> Iterator[tuple[slice, Floats]]:
    """Yield the draws and (draw, course, target) effects: alignments, then indicators.

    Draw p has the values of run p of any ensemble of this seed, course c the luck of its run c.
    """
    cases = pairing.cases
    at_once = max(1, AT_ONCE // repeats)
    courses = shared_luck(cases, seed, 0, repeats, steps)
    for first in range(0, draws, at_once):
        part = slice(first, min(first + at_once, draws))
        count = part.stop - part.start
        own = shared_luck(cases, seed, first, count, 0)
        lucks = [
            replace(course.tiled(count), values=np.repeat(values.values, repeats, axis=0))
            for values, course in zip(own, courses, strict=True)
        ]
        arms = with_past(drawn(cases, lucks))
        with_, without = (ends(arm, pairing.watches) for arm in arms)
        yield part, effects(with_, without).T.reshape(count, repeats, -1)
