"""Which months an event file covers: a month without a row is quiet, or a gap in the data?"""

import calendar
from collections.abc import Iterator

import numpy as np

from sim.results.calibration import Coverage
from sim.study.calibration.tally import Tally
from sim.world.month import months_between, next_month

DENSE = 30  # events in a typical month from which an empty month is no chance (e^-30)
SLACK = 5  # days that may be missing at either end of a month


def coverage(tally: Tally, first: str | None, last: str | None) -> Coverage:
    """The months covered. Months asked for by name all count, empty or not."""
    found = tally.months()
    if not found:
        return Coverage((), (), dense=False)
    begin, end = first or found[0], last or found[-1]
    months = tuple(next_month(begin, n) for n in range(months_between(begin, end) + 1))
    if first is not None and last is not None:
        return Coverage(months, (), dense=False)
    typical = np.median([tally.events[tally.span(month)].sum() for month in months])
    if typical < DENSE:
        return Coverage(months, (), dense=False)
    gaps = set(_gaps(tally, months))
    kept = tuple(month for month in months if month not in gaps)
    return Coverage(kept, tuple(sorted(gaps)), dense=True)


def _gaps(tally: Tally, months: tuple[str, ...]) -> Iterator[str]:
    """Empty months; a first month that begins late, a last month that breaks off early."""
    for month in months:
        busy = tally.busy(month)
        late = month == months[0] and len(busy) and busy[0] > SLACK
        days = calendar.monthrange(int(month[:4]), int(month[5:]))[1]
        early = month == months[-1] and len(busy) and busy[-1] <= days - SLACK
        if not len(busy) or late or early:
            yield month
