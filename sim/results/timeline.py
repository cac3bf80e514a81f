"""A scenario scored by a timeline of what is known to have happened."""

from dataclasses import dataclass

from sim.results.backtest import Skill
from sim.world.timeline import Occurrence, Timeline

FEWEST_ITEMS = 10  # below which there is no verdict


@dataclass(frozen=True)
class TimelineItem:
    """One thing looked for. ``settled``: a script itself decides it, so it is not scored."""

    outcome: Occurrence
    title: str
    scenario: float  # probability by the end of the timeline
    baseline: float
    apart: bool  # they differ by more than the runs' own error, at 95 of 100
    settled: bool
    contradicts: tuple[str, ...]  # the arms, by id, whose script it contradicts

    @property
    def happened(self) -> bool:
        """Whether it came about in the months covered."""
        return self.outcome.date is not None


@dataclass(frozen=True)
class TimelineScore:
    """How a scenario did on a timeline, beside its baseline."""

    timeline: Timeline
    scenario: str
    baseline: str
    items: tuple[TimelineItem, ...]
    brier: tuple[float, float]  # scenario, baseline
    log: tuple[float, float]
    by_month: tuple[float, float]  # mean over months of the Brier score of "by this month"
    skill: Skill  # in Brier
    log_skill: Skill
    least: tuple[str, float] | None  # the item without which the skill in Brier is lowest, and that
    runs: int
    seed: int

    @property
    def scored(self) -> tuple[TimelineItem, ...]:
        """The items that count."""
        return tuple(item for item in self.items if not item.settled)

    def contradicting(self, arm: str) -> tuple[TimelineItem, ...]:
        """The items that contradict the script of an arm."""
        return tuple(item for item in self.items if arm in item.contradicts)
