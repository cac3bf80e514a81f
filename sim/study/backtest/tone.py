"""Tone: does the share of conflict in what one state does to another rise from month to month?

Every forecaster gives a share p of conflict for the next month; the chance of a rise follows from a
beta-binomial with so many events as usual, the same for all. Base rates: the pair's share so far.
Slow level: its exponentially weighted share. Persistence: the share of the last month. The model:
the slow level, moved by the log odds that the record's deeds add to hostile acts in it. Half-life
and overdispersion are learned from the months before the origin, as these go by.
"""

import math
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

import numpy as np

from sim.kernel.arrays import Floats
from sim.world.month import months_between, next_month
from sim.world.record import Tone

FEWEST = 10  # events in either month, below which a share is noise
LEARNED = 60  # pair-months seen before the first is scored
HALF_LIVES = (2, 6, 12, 24)  # months
BASE, SLOW, LAST, MODEL = "base rates", "slow level", "persistence", "the model"
_PRIOR = 2.0  # events at the common share, added to every count
_SPREAD = 0.02  # intra-class correlation before anything is learned

Tilts = Mapping[str, Mapping[str, float]]  # origin -> pair -> log odds


@dataclass(frozen=True, slots=True)
class Rise:
    """One pair and month: whether the share rose, and the chances given to it the month before."""

    month: str
    pair: str
    rose: bool
    chance: Mapping[str, float]  # forecaster -> probability


@dataclass
class _Learned:
    """What the months so far have taught."""

    losses: dict[int, float] = field(default_factory=lambda: dict.fromkeys(HALF_LIVES, 0.0))
    excess: float = 0.0
    weight: float = 0.0
    seen: int = 0

    @property
    def half_life(self) -> int:
        """The half-life that has done best."""
        return min(HALF_LIVES, key=lambda half: self.losses[half])

    @property
    def spread(self) -> float:
        """Intra-class correlation: how much more than a binomial the counts vary."""
        if self.seen < LEARNED:
            return _SPREAD
        return float(np.clip(self.excess / self.weight, 0.001, 0.5))


@dataclass(frozen=True)
class _Past:
    """A pair's counts up to an origin, by how many months ago."""

    ago: Floats
    events: Floats
    conflict: Floats
    common: float  # share of all pairs of the series so far

    def share(self, half_life: float) -> float:
        """The weighted share; an infinite half-life weighs all months alike, 0 only the last."""
        weight = 0.5 ** (self.ago / half_life) if half_life else (self.ago == 0.0).astype(float)
        conflict = float((weight * self.conflict).sum())
        return (conflict + _PRIOR * self.common) / (float((weight * self.events).sum()) + _PRIOR)

    @property
    def usual(self) -> int:
        """Events that are usual in a month."""
        weight = 0.5 ** (self.ago / 6.0)
        return max(5, round(float((weight * self.events).sum() / weight.sum())))


def rises(tone: Iterable[Tone], tilts: Tilts, first: str, cut: str) -> tuple[Rise, ...]:
    """Every pair and month from ``first`` to ``cut`` whose share of conflict rose or fell.

    ``tilts`` are those of the model at the origins; months without one are left out.
    """
    series: dict[str, dict[str, dict[str, Tone]]] = {}
    for row in tone:
        by_month = series.setdefault(row.series, {}).setdefault(row.month, {})
        by_month[f"{row.source}>{row.target}"] = row
    return tuple(rise for own in series.values() for rise in _of_series(own, tilts, first, cut))


def _of_series(
    months: Mapping[str, Mapping[str, Tone]], tilts: Tilts, first: str, cut: str
) -> Iterator[Rise]:
    learned = _Learned()
    for origin in sorted(months):
        target = next_month(origin)
        if target not in months or target > cut:
            continue
        common = _common(months, origin)
        for pair in sorted(set(months[origin]) & set(months[target])):
            now, then = months[origin][pair], months[target][pair]
            if min(now.events, then.events) < FEWEST:
                continue
            past = _past(months, pair, origin, common)
            scored = first <= target and learned.seen >= LEARNED and origin in tilts
            before, after = now.conflict / now.events, then.conflict / then.events
            if scored and before != after:
                shares = _shares(past, learned.half_life, tilts[origin].get(pair, 0.0))
                chance = {
                    name: _rise(share, before, past.usual, learned.spread)
                    for name, share in shares.items()
                }
                yield Rise(target, pair, after > before, chance)
            _learn(learned, past, then)


def _shares(past: _Past, half_life: int, tilt: float) -> dict[str, float]:
    slow = past.share(half_life)
    return {
        BASE: past.share(math.inf),
        SLOW: slow,
        LAST: past.share(0.0),
        MODEL: 1.0 / (1.0 + math.exp(-(math.log(slow / (1.0 - slow)) + tilt))),
    }


def _past(months: Mapping[str, Mapping[str, Tone]], pair: str, origin: str, common: float) -> _Past:
    rows = [own[pair] for month, own in months.items() if month <= origin and pair in own]
    ago = np.array([months_between(row.month, origin) for row in rows], dtype=np.float64)
    events = np.array([row.events for row in rows], dtype=np.float64)
    return _Past(ago, events, np.array([row.conflict for row in rows], dtype=np.float64), common)


def _common(months: Mapping[str, Mapping[str, Tone]], origin: str) -> float:
    rows = [row for month, own in months.items() if month <= origin for row in own.values()]
    conflict, events = sum(row.conflict for row in rows), sum(row.events for row in rows)
    return (conflict + 1.0) / (events + 2.0)


def _learn(learned: _Learned, past: _Past, then: Tone) -> None:
    for half in HALF_LIVES:
        p = past.share(half)
        quiet = then.events - then.conflict
        learned.losses[half] -= then.conflict * math.log(p) + quiet * math.log(1.0 - p)
    p = past.share(learned.half_life)
    learned.excess += (then.conflict - then.events * p) ** 2 / (then.events * p * (1.0 - p)) - 1.0
    learned.weight += then.events - 1.0
    learned.seen += 1


def _rise(share: float, before: float, events: int, spread: float) -> float:
    """The chance that a beta-binomial share of so many events lies above the one before.

    Half of the chance that it is the same, which a month with another number of events breaks.
    """
    a, b = share * (1.0 / spread - 1.0), (1.0 - share) * (1.0 / spread - 1.0)
    whole = math.lgamma(a) + math.lgamma(b) - math.lgamma(a + b)
    chance = 0.0
    for k in range(events + 1):
        if k / events < before - 1e-12:
            continue
        ways = math.lgamma(events + 1) - math.lgamma(k + 1) - math.lgamma(events - k + 1)
        beta = math.lgamma(a + k) + math.lgamma(b + events - k) - math.lgamma(a + b + events)
        half = 0.5 if abs(k / events - before) <= 1e-12 else 1.0
        chance += half * math.exp(ways + beta - whole)
    return min(1.0, chance)
