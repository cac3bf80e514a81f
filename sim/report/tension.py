"""The tension of each theatre with and without the event, and where the two are furthest apart."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sim.report import words
from sim.results import WITH, Arm, TheatreRow

NOTICEABLE = 0.05  # a smaller difference of tension rounds away
TOLD = 0.1  # from this difference at the end, and so many runs, an end on the other side is told
RUNS = 100
TURNED = (
    "ends on the other side of where the event drove it. That is habit and no finding: what has "
    "happened comes to be expected, and its absence then counts as a surprise the other way"
)
LIMITS = "docs/limits.md, Calm after the storm"


@dataclass(frozen=True)
class Tension:
    """One theatre's path in both arms, step by step from the start."""

    with_: Sequence[TheatreRow]
    without: Sequence[TheatreRow]

    @property
    def title(self) -> str:
        """What the theatre is called."""
        return self.with_[-1].title

    @property
    def differences(self) -> list[float]:
        """Mean tension with the event less without it, step by step."""
        return [one.mean - two.mean for one, two in zip(self.with_, self.without, strict=True)]

    @property
    def peak_step(self) -> int:
        """The step after which the two are furthest apart."""
        apart = self.differences
        return max(range(len(apart)), key=lambda step: abs(apart[step]))

    @property
    def peak(self) -> float:
        """The difference then."""
        return self.differences[self.peak_step]

    @property
    def shown_peak(self) -> str:
        """That difference as it is printed; at the end beside both levels, so it is theirs."""
        if self.peak_step == len(self.with_) - 1:
            return words.apart(self.with_[-1].mean, self.without[-1].mean, 1)
        return words.signed(self.peak, 1)

    @property
    def moved(self) -> bool:
        """Whether the event moves it by enough to show."""
        return abs(self.peak) >= NOTICEABLE

    @property
    def turned(self) -> bool:
        """Whether it ends clearly on the other side of where the event drove it."""
        end = self.differences[-1]
        return self.moved and abs(end) >= TOLD and end * self.peak < 0


def turned(found: Iterable[Tension], runs: int) -> list[str]:
    """Return the titles of theatres of which that is to be told, given the number of runs."""
    return [one.title for one in found if one.turned] if runs >= RUNS else []


def tensions(rows: Iterable[TheatreRow]) -> dict[str, Tension]:
    """Return every theatre by its id."""
    paths: dict[str, dict[Arm, list[TheatreRow]]] = {}
    for row in rows:
        paths.setdefault(row.theatre, {}).setdefault(row.arm, []).append(row)
    return {
        name: Tension(*(arms[arm] for arm in sorted(arms, key=lambda arm: arm != WITH)))
        for name, arms in paths.items()
    }
