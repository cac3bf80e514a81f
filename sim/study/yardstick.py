"""The yardstick: what past shocks did to the tone of a pair, and what an ordinary year does.

The tone of a pair in a window is the mean Goldstein weight of its coded events, every event alike;
its error is that of a ratio of monthly sums, the months taken as independent. A change is the tone
of the 12 months after less that of the 12 before, in units of the index of alignment. A shock's own
month counts as after where its day lies in the first half of the month, and is left out else. Two
windows are of one series of the record, never across two.
"""

import math
from collections.abc import Iterable, Mapping, Sequence
from itertools import accumulate
from statistics import quantiles

from sim.results.yardstick import FEWEST_EVENTS, MONTHS, MeasuredShock, Ordinary, Window, Yardstick
from sim.world import World
from sim.world.month import months_between, next_month
from sim.world.record import Tone
from sim.world.shock import Shock, Shocks, load_shocks

HALF = 15  # last day of the first half of a month

Months = Mapping[str, Tone]  # of one pair and series


def yardstick(world: World) -> Yardstick | None:
    """The yardstick of a world; None where it comes with no shocks, or too short a record."""
    given = load_shocks(world)
    return None if given is None else measured(given)


def measured(given: Shocks) -> Yardstick | None:
    """What a record says of shocks and of ordinary years; None where it has no whole years."""
    series = by_series(given.tone)
    found = tuple(
        _measured(shock, pair, series, given.scale)
        for shock in given.shocks
        for pair in shock.pairs
    )
    usual = ordinary(series, given.scale)
    return None if usual is None else Yardstick(found, usual)


def by_series(tone: Iterable[Tone]) -> Mapping[tuple[str, str], Months]:
    """The months of every series and pair."""
    found: dict[tuple[str, str], dict[str, Tone]] = {}
    for row in tone:
        found.setdefault((row.series, f"{row.source}>{row.target}"), {})[row.month] = row
    return found


def windows(shock: Shock) -> tuple[list[str], list[str]]:
    """The months before a shock and those after it that are compared."""
    if shock.windows is not None:
        return _between(*shock.windows.before), _between(*shock.windows.after)
    first = first_month(shock)
    before = [next_month(shock.date[:7], -n) for n in range(1, MONTHS + 1)]
    return before, [next_month(first, n) for n in range(MONTHS)]


def first_month(shock: Shock) -> str:
    """The first month that counts as after a shock."""
    return next_month(shock.date[:7], 0 if int(shock.date[8:]) <= HALF else 1)


def window(months: Months, wanted: Sequence[str]) -> Window | None:
    """The tone over some months; None where fewer than two of them are on record."""
    rows = [months[month] for month in wanted if month in months and months[month].events]
    if len(rows) < 2:
        return None
    events = sum(row.events for row in rows)
    tone = sum(row.goldstein for row in rows) / events
    spread = sum((row.goldstein - tone * row.events) ** 2 for row in rows)
    error = math.sqrt(spread * len(rows) / (len(rows) - 1)) / events
    alike = sum(row.goldstein / row.events for row in rows) / len(rows)
    return Window(len(rows), events, tone, error, alike)


def ordinary(series: Mapping[tuple[str, str], Months], scale: float) -> Ordinary | None:
    """How far a pair moves in a year, over every two whole years on end of one pair and series."""
    moved = {pair: list(_years(months)) for pair, months in series.items()}
    every = [scale * size for sizes in moved.values() for size in sizes]
    if len(every) < 2:
        return None
    deciles = quantiles(every, n=10, method="inclusive")
    return Ordinary(deciles[4], deciles[8], len(every), sum(map(bool, moved.values())))


def _years(months: Months) -> Iterable[float]:
    """How far the tone moved, at every month with a whole year of enough events on either side."""
    rows = [months[month] for month in sorted(months)]
    events = [0, *accumulate(row.events for row in rows)]
    points = [0.0, *accumulate(row.goldstein for row in rows)]
    for at in range(MONTHS, len(rows) - MONTHS + 1):
        first, last = at - MONTHS, at + MONTHS
        if months_between(rows[first].month, rows[last - 1].month) != last - first - 1:
            continue  # a gap
        before, after = events[at] - events[first], events[last] - events[at]
        if min(before, after) >= FEWEST_EVENTS:
            yield abs((points[last] - points[at]) / after - (points[at] - points[first]) / before)


def _measured(
    shock: Shock, pair: str, series: Mapping[tuple[str, str], Months], scale: float
) -> MeasuredShock:
    """From the series with most events in its scarcer window, if one has enough."""
    spans = windows(shock)
    best = max(
        (
            (name, window(months, spans[0]), window(months, spans[1]))
            for (name, own), months in series.items()
            if own == pair
        ),
        key=lambda found: min(one.events if one else 0 for one in found[1:]),
        default=("", None, None),
    )
    name, before, after = best
    if before is None or after is None or not (before.held and after.held):
        return MeasuredShock(shock, pair, name, None, None, None, before, after)
    return MeasuredShock(
        shock,
        pair,
        name,
        change=scale * (after.tone - before.tone),
        error=scale * math.hypot(before.error, after.error),
        by_month=scale * (after.by_month - before.by_month),
        before=before,
        after=after,
    )


def _between(first: str, last: str) -> list[str]:
    return [next_month(first, n) for n in range(months_between(first, last) + 1)]
