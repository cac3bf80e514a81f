"""A timeline: what is known to have happened, and not, after the world's date.

One file, read in two ways. As a timeline nothing moves by it: a scenario's probabilities are scored
on it (timelines/<id>.yaml, `sim backtest --timeline`). As a history it is what runs begin with
(seeds/history/<id>.yaml; see history.py).
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal, Self

from pydantic import Field, model_validator

from sim.world.dated import Dated, Month, Months
from sim.world.document import Place
from sim.world.leader import LeaderText
from sim.world.provenance import Source, SourceId
from sim.world.strict import Id, PartyId, Sourced, Strict, Text, fault

Kind = Literal["action", "indicator"]


class Subject(Sourced):
    """What is looked for: an action, or an indicator of the world or of a scenario."""

    action: Id | None = None
    indicator: Id | None = None
    note: str = ""

    @property
    def kind(self) -> Kind:
        """Whether an action or an indicator is looked for."""
        return "action" if self.action is not None else "indicator"

    @property
    def name(self) -> str:
        """What it is called in the world."""
        return str(self.action if self.action is not None else self.indicator)

    @model_validator(mode="after")
    def _one(self) -> Self:
        if (self.action is None) == (self.indicator is None):
            raise fault("name exactly one of `action` and `indicator`")
        return self


class Happened(Subject, Dated):
    """It happened, for the first time or again."""

    actor: PartyId | None = None


class Absent(Subject):
    """It was looked for, and did not happen in these months (default: all that are covered)."""

    start: Month | None = Field(None, alias="from")
    end: Month | None = Field(None, alias="to")


class Complete(Sourced):
    """Every deed of this kind in these months is among the events: the others are without it."""

    action: Id
    start: Month | None = Field(None, alias="from")
    end: Month | None = Field(None, alias="to")
    note: str = ""


class TimelineFile(Strict):
    """timelines/<id>.yaml, seeds/history/<id>.yaml."""

    title: Text
    start: Month = Field(alias="from", description="first month covered")
    end: Month = Field(alias="to", description="last month covered")
    note: str = ""
    declared: dict[SourceId, Source] = Field({}, alias="sources", description="what it cites")
    events: tuple[Happened, ...] = ()
    absent: tuple[Absent, ...] = Field((), description="looked for, and not found")
    complete: tuple[Complete, ...] = Field((), description="every deed of it is among the events")
    leaders: tuple[LeaderText, ...] = Field((), description="who decides from when on")

    def months(self, one: Absent | Complete) -> Months:
        """The months that an entry speaks of."""
        return one.start or self.start, one.end or self.end

    def spans(self) -> Iterator[tuple[Place, Absent | Complete]]:
        """Yield what speaks of months without a deed, and where it stands."""
        yield from ((("absent", n), one) for n, one in enumerate(self.absent))
        yield from ((("complete", n), one) for n, one in enumerate(self.complete))


@dataclass(frozen=True)
class Occurrence:
    """One thing looked for: the day it first happened, or None where it did not.

    ``months`` are those in which it was looked for, where that is not all of the timeline.
    """

    kind: Kind
    name: str
    date: str | None
    sources: tuple[str, ...]
    note: str = ""
    months: Months | None = None


@dataclass(frozen=True)
class Timeline:
    """What happened and what did not in the months ``start`` to ``end``."""

    title: str
    start: str
    end: str
    note: str
    outcomes: tuple[Occurrence, ...]
    sources: dict[str, Source]
