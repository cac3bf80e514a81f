"""The answer to marked provocations: an event study of launches, first of their cluster only.

For each other state the hostile events a day toward the provocateur in days 0 to 2 are set against
the 14 days before. Whether the rise is more than chance is told by a permutation test: the same
number of days drawn at random from those the file covers, 9,999 times.
"""

from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

from sim.kernel.arrays import Floats
from sim.kernel.streams import stream_key
from sim.results.calibration import AFTER, BEFORE, Response
from sim.study.calibration.intervals import student
from sim.study.calibration.tally import Tally
from sim.world.beta import Interval

DRAWS = 9_999
FEWEST = 5  # provocations


def answers(
    tally: Tally,
    covered: NDArray[np.bool_],
    states: Sequence[str],
    provocateur: str,
    days: Iterable[int],
    seed: int,
) -> tuple[Response, ...]:
    """The answer of every other state to provocations on some ``days`` (ordinals)."""
    if provocateur not in states:
        return ()
    whole = _whole(covered)
    first = firsts(days)
    at = np.array([day - tally.first for day in first], dtype=np.int64)
    at = at[(at >= 0) & (at < len(covered))]
    at = at[whole[at]]
    target = states.index(provocateur)
    return tuple(
        _answer(tally, whole, at, (state, n), (provocateur, target), seed)
        for n, state in enumerate(states)
        if n != target
    )


def firsts(days: Iterable[int]) -> list[int]:
    """The days before which there was none for as long as the base is."""
    found: list[int] = []
    before = -BEFORE - 1
    for day in sorted(set(days)):
        if day - before > BEFORE:
            found.append(day)
        before = day
    return found


def _whole(covered: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """(day,) whether the file covers the day, its base and the days after it."""
    runs = np.concatenate([[0], np.cumsum(covered)])
    found = np.zeros(len(covered), dtype=np.bool_)
    at = np.arange(BEFORE, len(covered) - AFTER + 1)
    found[at] = runs[at + AFTER] - runs[at - BEFORE] == BEFORE + AFTER
    return found


def _answer(
    tally: Tally,
    whole: NDArray[np.bool_],
    at: NDArray[np.int64],
    who: tuple[str, int],
    whom: tuple[str, int],
    seed: int,
) -> Response:
    if len(at) < FEWEST:
        why = (
            f"{len(at)} provocations of {whom[0]} in the days covered, at least {FEWEST} are wanted"
        )
        return Response(who[0], whom[0], len(at), float("nan"), float("nan"), why_not=why)
    hostile = tally.hostile[:, who[1], whom[1]].astype(np.float64)
    if not hostile.any():
        why = f"no hostile event of {who[0]} toward {whom[0]}"
        return Response(who[0], whom[0], len(at), float("nan"), float("nan"), why_not=why)
    sums = np.concatenate([[0.0], np.cumsum(hostile)])
    days = np.flatnonzero(whole)
    after = (sums[days + AFTER] - sums[days]) / AFTER
    before = (sums[days] - sums[days - BEFORE]) / BEFORE
    place = np.searchsorted(days, at)
    rises = (after - before)[place]
    reach = student(len(at) - 1) * float(rises.std(ddof=1)) / np.sqrt(len(at))
    rise = float(rises.mean())
    return Response(
        source=who[0],
        target=whom[0],
        provocations=len(at),
        before=float(before[place].mean()),
        after=float(after[place].mean()),
        rise=Interval(rise, rise - reach, rise + reach),
        chance=_chance(after - before, len(at), rise, f"{who[0]}>{whom[0]}", seed),
    )


def _chance(rises: Floats, size: int, rise: float, name: str, seed: int) -> float:
    """How often as many days drawn at random rise as much."""
    key = np.array([seed, stream_key(f"provocations/{name}")], dtype=np.uint64)
    drawn = np.random.Generator(np.random.Philox(key=key))
    as_much = sum(
        rises[drawn.choice(len(rises), size, replace=False)].mean() >= rise for _ in range(DRAWS)
    )
    return float((1 + as_much) / (1 + DRAWS))
