"""What a run has to tell of threats: those of which the scenario changes something, and of whom
each holds back what it forbids, or provokes it. One choice for screen and page.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from math import log

from sim.results import HoldRow, Results, ThreatRow

LOUDER = 0.15  # how far a threat is in the air: a smaller difference is not worth telling
POINT = 0.02  # of belief, or of the share of runs in which it is pulled
FEARED = 0.02  # log odds: an act that fear moves by less is not told


@dataclass(frozen=True)
class ThreatTold:
    """One threat, step by step, and the acts that it forbids, those that fear moves most first."""

    rows: Sequence[ThreatRow]
    holds: Sequence[HoldRow]

    @property
    def end(self) -> ThreatRow:
        """Where it ends."""
        return self.rows[-1]

    @cached_property
    def loudest(self) -> ThreatRow:
        """The step in which it is in the air most unlike without the scenario."""
        return max(self.rows, key=lambda row: abs(row.voiced - row.baseline_voiced))

    @cached_property
    def change(self) -> float:
        """How much the scenario changes of it, beyond chance; 0 for nothing worth telling."""
        loud, end = self.loudest, self.end
        return (
            _beyond(loud.voiced - loud.baseline_voiced, loud.voiced_error, LOUDER)
            + _beyond(end.credibility - end.baseline_credibility, end.credibility_error, POINT)
            + _beyond(end.pulled - end.baseline_pulled, end.pulled_error, POINT)
        )

    @property
    def louder(self) -> bool:
        """Whether it is more, or less, in the air than without the scenario, worth telling."""
        return abs(self.loudest.voiced - self.loudest.baseline_voiced) >= LOUDER

    @property
    def moved(self) -> list[HoldRow]:
        """The acts that fear moves, the one moved most first."""
        return [row for row in self.holds if abs(log(row.fear)) >= FEARED]


def sides(row: HoldRow) -> tuple[str, str]:
    """Return what fear of threats does to an act, and what all else does, in words."""
    fear = "fear holds it back" if row.fear < 1 else "with less to fear it comes sooner"
    rest = "all else provokes it" if row.rest > 1 else "all else calms it"
    return fear, f"{rest}, mostly {row.mostly}" if row.mostly else rest


def told(results: Results) -> list[ThreatTold]:
    """Return the threats of which the scenario changes something, the most changed first."""
    names = dict.fromkeys(row.threat for row in results.threats)
    found = [
        ThreatTold(
            [row for row in results.threats if row.threat == name],
            sorted((row for row in results.held_back if row.threat == name), key=_unmoved),
        )
        for name in names
    ]
    return sorted((one for one in found if one.change), key=lambda one: -one.change)


def _beyond(difference: float, error: float, least: float) -> float:
    """The size of a difference that is worth telling and more than chance would do, else 0."""
    size = abs(difference)
    return size if size >= least and not size <= 2 * error else 0.0


def _unmoved(row: HoldRow) -> float:
    return -abs(log(row.fear))
