"""What of a comparison is worth telling, and in which order: chosen once, for screen and page.

Rows are ranked by how far the scenarios lie from each other, not from the reference.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import combinations, groupby

from sim.report.selection import NOTICEABLE, SURE
from sim.results.comparison import (
    CompareIndicatorRow,
    CompareRow,
    Comparison,
    ContrastRow,
    IndicatorContrastRow,
    PartingRow,
)

TWO = 2  # scenarios: one contrast, which needs no name of its own
TWOS = 3  # twos of scenarios of which the answer tells each
TOLD, TOLD_OF_EACH = 4, 2  # indicators that it names, of one two of scenarios or of each of several


@dataclass(frozen=True)
class Alignment:
    """One alignment under every scenario, and every two of them beside each other."""

    rows: tuple[CompareRow, ...]
    contrasts: tuple[ContrastRow, ...]

    @property
    def widest(self) -> ContrastRow:
        """The two scenarios that are furthest apart at the end."""
        return max(self.contrasts, key=_size)

    @property
    def differs(self) -> bool:
        """Whether these two are noticeably apart, and by more than chance would do."""
        return abs(self.widest.contrast) > NOTICEABLE and beyond_chance(self.widest)


@dataclass(frozen=True)
class Condition:
    """One indicator under every scenario, and every two of them beside each other."""

    rows: tuple[CompareIndicatorRow, ...]
    contrasts: tuple[IndicatorContrastRow, ...]

    @property
    def id(self) -> str:
        """The indicator."""
        return self.rows[0].indicator

    @property
    def title(self) -> str:
        """What it says."""
        return self.rows[0].title

    @property
    def widest(self) -> IndicatorContrastRow:
        """The two scenarios that are furthest apart."""
        return max(self.contrasts, key=_size)

    def share(self, scenario: str) -> CompareIndicatorRow:
        """Return the row of a scenario."""
        return next(row for row in self.rows if row.scenario == scenario)


Told = tuple[Condition, IndicatorContrastRow]  # an indicator, and two of the scenarios


@dataclass(frozen=True)
class Conditions:
    """Every indicator, in four groups, each with what differs most first."""

    own: list[Condition]  # of the scenarios themselves, differing or not
    others: list[Condition]  # of the world and the reference, where scenarios differ
    alike: list[Condition]  # and where they do not
    settled: list[Condition]  # what a script decides by itself


def alignments(found: Comparison) -> list[Alignment]:
    """Return every alignment, that first in which two scenarios are furthest apart at the end."""
    contrasts = {
        pair: tuple(rows)
        for pair, rows in groupby(found.contrasts, lambda row: (row.source, row.target))
    }
    every = [
        Alignment(tuple(rows), contrasts[pair])
        for pair, rows in groupby(found.alignments, lambda row: (row.source, row.target))
    ]
    return sorted(every, key=lambda one: -_size(one.widest))


def conditions(found: Comparison) -> Conditions:
    """Return every indicator in its group."""
    contrasts = {
        name: tuple(rows)
        for name, rows in groupby(found.indicator_contrasts, lambda row: row.indicator)
    }
    every = [
        Condition(tuple(rows), contrasts[name])
        for name, rows in groupby(found.indicators, lambda row: row.indicator)
    ]
    every.sort(key=lambda one: -_size(one.widest))
    own, settled = set(found.meta.own), set(found.meta.settled)
    free = [one for one in every if one.id not in settled]
    rest = [one for one in free if one.id not in own]
    return Conditions(
        own=[one for one in free if one.id in own],
        others=[one for one in rest if beyond_chance(one.widest)],
        alike=[one for one in rest if not beyond_chance(one.widest)],
        settled=[one for one in every if one.id in settled],
    )


def headlines(found: Comparison) -> dict[tuple[str, str], list[Told]]:
    """Return the indicators that surely set scenarios apart, and that no script decides.

    By the two scenarios, the later first, with their contrast. Of two or three scenarios every two
    are told, with what sets them apart most; of more those that are furthest apart.
    """
    groups = conditions(found)
    every = [(one, row) for one in (*groups.own, *groups.others) for row in one.contrasts]
    sure = sorted((told for told in every if _sure(told[1])), key=lambda told: -_size(told[1]))
    twos = list(combinations(found.meta.scenarios, 2))
    if len(twos) > TWOS:
        first = {one.id: (one, row) for one, row in reversed(sure)}  # the widest of each
        sure = sorted(first.values(), key=lambda told: -_size(told[1]))[:TOLD]
        twos = [two for two in twos if any(_of(told, *two) for told in sure)]
    most = TOLD if len(found.meta.scenarios) == TWO else TOLD_OF_EACH
    return {
        (later, earlier): [told for told in sure if _of(told, earlier, later)][:most]
        for earlier, later in twos
    }


def _of(told: Told, earlier: str, later: str) -> bool:
    return (told[1].over, told[1].scenario) == (earlier, later)


def headline(found: Comparison) -> Alignment | None:
    """Return the alignment that sets scenarios apart most at the end, if that is sure."""
    first = next((one for one in alignments(found) if one.differs), None)
    return first if first is not None and _sure(first.widest) else None


def same(found: Comparison) -> bool:
    """Return whether all scenarios do the same, run by run."""
    every: tuple[ContrastRow | IndicatorContrastRow, ...]
    every = (*found.contrasts, *found.indicator_contrasts)
    return all(row.contrast == row.mc_error == 0.0 for row in every)


def beyond_chance(row: ContrastRow | IndicatorContrastRow) -> bool:
    """Return whether two scenarios are further apart than twice the error; one run knows none."""
    return abs(row.contrast) > 0 and not abs(row.contrast) <= 2 * row.mc_error


def reactions(rows: Iterable[PartingRow]) -> list[PartingRow]:
    """Return the free choices by which runs part, those first that are most often one-sided.

    Of an act that is done first in either world, the side counts on which it is oftener.
    """
    chosen = sorted((row for row in rows if row.reaction), key=lambda row: row.action)
    found = []
    for _, acts in groupby(chosen, lambda row: row.action):
        most, *other = sorted(acts, key=lambda row: -row.share)
        found.append((most.share - sum(row.share for row in other), most))
    return [row for _, row in sorted(found, key=lambda one: -one[0])]


def _size(row: ContrastRow | IndicatorContrastRow) -> float:
    return abs(row.contrast)


def _sure(row: ContrastRow | IndicatorContrastRow) -> bool:
    return abs(row.contrast) > SURE * row.mc_error
