"""What to find out next: what it would be worth to know the values behind a source beforehand.

The expected value of partial perfect information, by regression (Strong, Oakley and Brennan 2014):
what an option brings is written as a straight line in the values behind a source. Values are drawn
independently, so the slope of each can be read off by itself; slopes that luck explains are shrunk
to nothing (the garrote of Breiman 1995). The lines are fitted to four fifths of the draws, and what
choosing by them gains is read off the fifth that they have not seen. So it errs toward too little,
where the plain estimate errs toward too much: with this many values, by a lot.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from sim.binding.values import ValueTable
from sim.kernel.arrays import Floats, Ints
from sim.study.sensitivity.rows import without_cell
from sim.world import Quantity

FOLDS = 5
LUCK = 4.0  # of the square of a slope over its error: what luck alone seldom exceeds


@dataclass(frozen=True)
class Learnt:
    """What knowing the values of a source first would gain, in the objective's own unit."""

    source: str
    values: int
    gain: float
    error: float


def drawn_values(table: ValueTable, seed: int, draws: int) -> tuple[Ints, Floats]:
    """The columns of values with a range, and their (draw, value) draws, rates by logarithm."""
    columns = np.flatnonzero(table.ranged)
    drawn = table.scaled(table.quantile(table.uniforms(seed, 0, draws)))
    return columns, np.asarray(drawn[:, columns])


def by_source(
    quantities: Mapping[str, Quantity], paths: Sequence[str]
) -> dict[str, tuple[int, ...]]:
    """Source -> places of the values that cite it. Cells of one data set count as one source.

    Assumptions that stand beside another source count with it; those that stand alone, together.
    """
    found: dict[str, list[int]] = {}
    for place, path in enumerate(paths):
        cited = [without_cell(one) for one in quantities[path].sources]
        firm = [one for one in cited if not one.startswith("assumption:")]
        for source in dict.fromkeys(firm or [f"assumption: {_kind(path)}"]):
            found.setdefault(source, []).append(place)
    return {source: tuple(places) for source, places in found.items()}


def _kind(path: str) -> str:
    """What an assumed value is of: ``impacts`` for ``actions.kor_lethal_aid.impacts.RUS``."""
    section, _, *rest = path.split(".")
    return f"{section}, {rest[0]}" if rest else section


def learnt(good: Floats, drawn: Floats, sources: Mapping[str, Sequence[int]]) -> list[Learnt]:
    """What each source would gain, the most first; ``good`` is (option, draw), more is better."""
    gains = np.zeros((len(sources), good.shape[1]))
    chosen = int(good.mean(axis=1).argmax())
    for seen, unseen in _folds(good.shape[1]):
        centre, slopes = lines(good[:, seen], drawn[seen], chosen)
        away = drawn[unseen] - centre
        start = good[:, seen].mean(axis=1, keepdims=True)
        for number, places in enumerate(sources.values()):
            at = list(places)
            told_by = start + np.einsum("kv,dv->kd", slopes[:, at], away[:, at])
            picked = told_by.argmax(axis=0)
            told = good[picked, unseen] - good[chosen, unseen]
            gains[number, unseen] = np.where(told_by[chosen] >= told_by.max(axis=0), 0.0, told)
    draws = good.shape[1]
    found = [
        Learnt(
            source,
            len(places),
            float(gains[number].mean()),
            float(gains[number].std(ddof=1) / np.sqrt(draws)),
        )
        for number, (source, places) in enumerate(sources.items())
    ]
    return sorted(found, key=lambda one: (-one.gain, one.source))


def _folds(draws: int) -> Iterator[tuple[Ints, Ints]]:
    every = np.arange(draws)
    for fold in range(min(FOLDS, draws)):
        yield every[every % FOLDS != fold], every[every % FOLDS == fold]


def lines(good: Floats, drawn: Floats, chosen: int) -> tuple[Floats, Floats]:
    """(value,) centres and (option, value) slopes of each option less the chosen one, shrunk.

    ``good`` is (option, draw), ``drawn`` (draw, value).
    """
    centre = drawn.mean(axis=0)
    away = drawn - centre
    apart = good - good[chosen]
    apart = apart - apart.mean(axis=1, keepdims=True)
    spread = np.maximum((away**2).sum(axis=0), np.finfo(float).tiny)
    slopes = np.einsum("kd,dv->kv", apart, away) / spread
    noise = (apart**2).mean(axis=1, keepdims=True) / spread
    clear = np.maximum(slopes**2, np.finfo(float).tiny)
    return centre, slopes * np.maximum(0.0, 1.0 - LUCK * noise / clear)
