"""The forecasters to beat, on a series of months with and without an event.

Each knows the series up to the origin and nothing after it; what has to be chosen is chosen from
the ten years before.
"""

from collections.abc import Callable

import numpy as np

from sim.kernel.arrays import Floats

WINDOW = 30  # months behind a base rate, as behind the world's own rates of launches
MEMORY = 120  # months from which a half-life and transitions are learned
HALF_LIVES = (3, 6, 12, 24, 60)  # months, among which the slow level chooses

Rival = Callable[[Floats, int], float]
"""From (month,) ones and zeros up to the origin and a lead in months to a probability."""


def base_rate(known: Floats, _lead: int) -> float:
    """The share of the last WINDOW months with an event (Jeffreys mean)."""
    recent = known[-WINDOW:]
    return float((recent.sum() + 0.5) / (len(recent) + 1.0))


def slow_level(known: Floats, lead: int) -> float:
    """An exponentially weighted share, with the half-life that did best before the origin."""
    recent = known[-MEMORY:]
    losses = {half: _loss(_levels(recent, half), recent, lead) for half in HALF_LIVES}
    best = min(HALF_LIVES, key=lambda half: losses[half])
    return float(_levels(recent, best)[-1])


def persistence(known: Floats, lead: int) -> float:
    """How often, so many months after a month like this one, there was an event (Jeffreys mean)."""
    recent = known[-MEMORY:]
    alike = recent[:-lead] == recent[-1]
    after = recent[lead:][alike]
    return float((after.sum() + 0.5) / (len(after) + 1.0))


RIVALS: dict[str, Rival] = {
    "base rates": base_rate,
    "slow level": slow_level,
    "persistence": persistence,
}


def _levels(known: Floats, half_life: int) -> Floats:
    """(month,) the weighted share after each month; at first one half, worth one month."""
    keep = 0.5 ** (1.0 / half_life)
    total, weight = 0.5, 1.0
    found = np.empty(len(known))
    for month, happened in enumerate(known):
        total, weight = keep * total + happened, keep * weight + 1.0
        found[month] = total / weight
    return found


def _loss(levels: Floats, known: Floats, lead: int) -> float:
    p, y = levels[:-lead], known[lead:]
    return float(-(y * np.log(p) + (1.0 - y) * np.log(1.0 - p)).mean())
