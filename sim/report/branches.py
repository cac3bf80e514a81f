"""Branches beside each other: what each comes to by itself, and all of them together by weight."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from sim.report import words
from sim.results import BranchRow, Results


@dataclass(frozen=True, slots=True)
class Outcome:
    """A level with the scenario, its paired difference to the baseline, and the error of that.

    ``row`` says where the numbers are stored, a file and the keys that pick a row of it;
    ``level_in`` and ``difference_in`` are the columns of the first two.
    """

    level: float
    difference: float
    mc_error: float
    row: str
    level_in: str = "with"
    difference_in: str = "difference"


@dataclass(frozen=True, slots=True)
class Told:
    """An indicator, or the end of the alignment of ``name`` = ``RUS>KOR``.

    ``each`` is what it comes to in every branch, in their order, ``together`` in all runs.
    """

    name: str
    title: str
    each: Sequence[Outcome]
    together: Outcome

    @property
    def clear(self) -> bool:
        """Whether a branch changes it beyond chance."""
        return any(beyond_chance(one) for one in self.each)

    @property
    def apart(self) -> float:
        """How far the branches lie apart in what they change."""
        differences = [one.difference for one in self.each]
        return max(differences) - min(differences)


def beyond_chance(one: Outcome) -> bool:
    """Return whether it differs beyond chance; of a single run, whether it differs."""
    return one.difference != 0 and not abs(one.difference) <= 2 * one.mc_error


def ways(results: Results) -> list[BranchRow]:
    """Return one row of every branch, in their order: its id, title and weight."""
    return list({row.branch: row for row in results.branches}.values())


def indicators(results: Results) -> list[Told]:
    """Return every indicator, that first in which branches lie furthest apart."""
    each = _each(results, "indicator")
    found = [
        Told(
            one.indicator,
            one.title,
            each[one.indicator],
            Outcome(
                *(one.with_, one.difference, one.mc_error),
                f"indicators.csv indicator={one.indicator}",
            ),
        )
        for one in results.indicators
    ]
    return sorted(found, key=lambda told: -told.apart)


def alignments(results: Results) -> list[Told]:
    """Return every alignment, that first in which branches lie furthest apart."""
    each, names = _each(results, "alignment"), results.meta.names
    found = [
        Told(
            f"{one.source}>{one.target}",
            words.pair(one.source, one.target, names),
            each[f"{one.source}>{one.target}"],
            Outcome(
                *(one.end, one.effect, one.mc_error),
                f"shifts.csv source={one.source} target={one.target}",
                *("end", "effect"),
            ),
        )
        for one in results.shifts
    ]
    return sorted(found, key=lambda told: -told.apart)


def _each(results: Results, kind: Literal["indicator", "alignment"]) -> dict[str, list[Outcome]]:
    found: dict[str, list[Outcome]] = {}
    for row in results.branches:
        if row.kind == kind:
            where = f"branches.csv branch={row.branch} kind={kind} name={row.name}"
            told = Outcome(row.with_, row.difference, row.mc_error, where)
            found.setdefault(row.name, []).append(told)
    return found
