"""The box of values in which something comes true more often, found in one half of the runs.

PRIM, the patient rule induction method (Friedman and Fisher 1999; for scenarios Bryant and Lempert
2010), by the EMA Workbench: it peels thin slices off the space of values, each time the slice whose
loss helps most, and so leaves a trail of ever smaller and denser boxes.
"""

import warnings
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from inspect import signature
from statistics import NormalDist
from typing import Any

import numpy as np
from numpy.typing import NDArray

from sim.kernel.arrays import Floats, Ints

Bools = NDArray[np.bool_]

MOST = 8  # values searched, at most: a longer rule is none that anyone keeps in mind
CHANCE = 0.05  # that any value at all is searched though none has to do with the indicator
PEEL, PASTE = 0.05, 0.05  # share of the box's runs in one slice
SMALLEST = 0.05  # share of the runs that a box must hold
COVERS = 1.0 / 3.0  # share of the cases that a box must hold
SURE = 0.05  # chance of being of no use, above which a limit is dropped


@dataclass(frozen=True)
class Box:
    """Limits on 0–1 of the restricted values, by column among those searched."""

    limits: Mapping[int, tuple[float, float]]

    def holds(self, uniforms: Floats) -> Bools:
        """(run,) whether a run's values lie in the box."""
        inside = np.ones(len(uniforms), dtype=np.bool_)
        for column, (low, high) in self.limits.items():
            inside &= (low <= uniforms[:, column]) & (uniforms[:, column] <= high)
        return inside

    def without(self, column: int) -> "Box":
        """The box with one value free."""
        return Box({c: limits for c, limits in self.limits.items() if c != column})

    def wider(self) -> Iterator["Box"]:
        """The box with each one of its limits dropped in turn."""
        for column, (low, high) in self.limits.items():
            for ends in ((0.0, high), (low, 1.0)):
                if ends == (0.0, 1.0):
                    yield self.without(column)
                elif ends != (low, high):
                    yield Box({**self.limits, column: ends})


@dataclass(frozen=True)
class Worth:
    """What a box is worth on given runs."""

    inside: Bools  # (run,)
    hits: Bools  # (run,)

    @property
    def density(self) -> float | None:
        """Share of the runs inside in which it came true."""
        return float(self.hits[self.inside].mean()) if self.inside.any() else None

    @property
    def density_error(self) -> float | None:
        """Standard error of the density."""
        share = self.density
        return None if share is None else float(np.sqrt(share * (1.0 - share) / self.inside.sum()))

    @property
    def coverage(self) -> float | None:
        """Share of the cases that lie inside."""
        cases = self.hits.sum()
        return float(self.hits[self.inside].sum() / cases) if cases else None


def telling(uniforms: Floats, hits: Bools) -> Ints:
    """The columns, MOST or fewer, whose values differ between runs with and without a hit.

    By a z test of their means, with a threshold that allows for the number of values tried.
    """
    if hits.sum() < 2 or (~hits).sum() < 2:
        return np.zeros(0, dtype=np.intp)
    with_, without = uniforms[hits], uniforms[~hits]
    error = np.sqrt(with_.var(axis=0) / len(with_) + without.var(axis=0) / len(without))
    apart = np.abs(with_.mean(axis=0) - without.mean(axis=0)) / error
    sure = NormalDist().inv_cdf(1.0 - CHANCE / (2.0 * uniforms.shape[1]))
    best = np.argsort(-apart, kind="stable")[:MOST]
    return np.sort(best[apart[best] > sure])


def search(uniforms: Floats, hits: Bools) -> Box:
    """The densest box that holds COVERS of the cases or more, less limits of doubtful use."""
    if not uniforms.shape[1]:
        return Box({})
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of packages that the library could use, of its own style
        trail = _trail(uniforms, hits)
    boxes = [(box, Worth(box.holds(uniforms), hits)) for box in trail]
    kept = [(worth.density or 0.0, box) for box, worth in boxes if _covers(worth)]
    return _pruned(max(kept, key=lambda one: one[0])[1], uniforms, hits)


def _covers(worth: Worth) -> bool:
    return worth.coverage is not None and worth.coverage >= COVERS


def _trail(uniforms: Floats, hits: Bools) -> list[Box]:
    """Every box on the way of PRIM, the whole space first."""
    import pandas as pd
    from ema_workbench.analysis import prim

    names = [str(column) for column in range(uniforms.shape[1])]
    how = {"peel_alpha": PEEL, "paste_alpha": PASTE, "mass_min": SMALLEST}
    if "threshold" in signature(prim.Prim).parameters:  # before version 3
        how["threshold"] = 0.0  # any box will do: the choice among them comes later
    table = pd.DataFrame(uniforms, columns=names)
    found: Any = prim.Prim(table, hits.astype(np.int64), **how).find_box()
    return [_box(limits.to_numpy(), found.box_lims[0].to_numpy()) for limits in found.box_lims]


def _box(limits: Floats, whole: Floats) -> Box:
    """A box from (end, value) limits; those of the whole space restrict nothing."""
    low = np.where(limits[0] == whole[0], 0.0, limits[0])
    high = np.where(limits[1] == whole[1], 1.0, limits[1])
    restricted = np.flatnonzero((low > 0.0) | (high < 1.0))
    return Box({int(column): (float(low[column]), float(high[column])) for column in restricted})


def _pruned(box: Box, uniforms: Floats, hits: Bools) -> Box:
    """The box without limits that may be of no use, the most doubtful dropped first."""
    while box.limits:
        doubts = [(doubt(box, wider, uniforms, hits), wider) for wider in box.wider()]
        worst, wider = max(doubts, key=lambda one: one[0])
        if worst <= SURE:
            break
        box = wider
    return box


def doubt(box: Box, wider: Box, uniforms: Floats, hits: Bools) -> float:
    """The chance of as many hits in a box, were it no denser than the wider one around it.

    A one-sided binomial test (Bryant and Lempert's quasi-p).
    """
    from scipy.stats import binomtest

    inside, around = hits[box.holds(uniforms)], hits[wider.holds(uniforms)]
    if not len(inside):
        return 1.0
    test: Any = binomtest(
        int(inside.sum()), len(inside), float(around.mean()), alternative="greater"
    )
    return float(test.pvalue)
