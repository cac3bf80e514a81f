"""A timeline: what is known to have happened, and not, after the world's date. Nothing moves by it.

timelines/<id>.yaml. A scenario's probabilities are scored by it (`sim backtest --timeline`).
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Annotated, Literal, Self

from pydantic import Field, StringConstraints, model_validator

from sim.world.document import Place
from sim.world.indicator import Indicator
from sim.world.page import Page
from sim.world.problems import Problem, WorldError
from sim.world.provenance import Source, SourceId
from sim.world.record import months_between, next_month
from sim.world.scenario import MAX_STEPS
from sim.world.strict import Id, PartyId, Reading, Sourced, Strict, Text, fault
from sim.world.validate import validate
from sim.world.values import with_sources
from sim.world.world import World
from sim.world.yaml_reader import read_yaml

Month = Annotated[str, StringConstraints(pattern=r"^[0-9]{4}-(0[1-9]|1[0-2])$")]
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


class Happened(Subject):
    """It happened, for the first time or again."""

    date: str = Field(description="a day as 2024-12-04")
    actor: PartyId | None = None

    @model_validator(mode="after")
    def _day(self) -> Self:
        try:
            date.fromisoformat(self.date)
        except ValueError:
            hint = "Write a day as 2024-12-04"
            raise fault(f"{self.date!r} is no day", hint, ("date",)) from None
        return self


Watched = Mapping[str, Indicator]


class TimelineFile(Strict):
    """timelines/<id>.yaml."""

    title: Text
    start: Month = Field(alias="from", description="first month covered")
    end: Month = Field(alias="to", description="last month covered")
    note: str = ""
    declared: dict[SourceId, Source] = Field({}, alias="sources", description="what it cites")
    events: tuple[Happened, ...] = ()
    absent: tuple[Subject, ...] = Field((), description="looked for, and not found to the end")


@dataclass(frozen=True)
class Occurrence:
    """One thing looked for: the day it first happened, or None where it did not."""

    kind: Kind
    name: str
    date: str | None
    sources: tuple[str, ...]
    note: str = ""


@dataclass(frozen=True)
class Timeline:
    """What happened and what did not in the months ``start`` to ``end``."""

    title: str
    start: str
    end: str
    note: str
    outcomes: tuple[Occurrence, ...]
    sources: dict[str, Source]


def load_timeline(path: Path, world: World, indicators: Iterable[Indicator]) -> Timeline:
    """Read a timeline; ``indicators`` are those that it may name besides actions.

    Raises WorldError with file and line: an unknown name, an event outside the months covered, one
    dated before the event above it, one given twice, something that both happened and did not.
    """
    problems: list[Problem] = []
    document = read_yaml(path)
    page = Page(document, problems)
    text = validate(TimelineFile, document, Reading(), problems)
    _stop(problems)
    assert text is not None
    _months(text, page, world)
    watched = {indicator.id: indicator for indicator in indicators}
    _named(text, page, world, watched)
    _stop(problems)
    _dated(text, page)
    _owned(text, page, world, watched)
    _in_windows(text, page, world, watched)
    _once(text, page)
    _stop(problems)
    first: dict[tuple[Kind, str], Occurrence] = {}
    for event in text.events:
        found = Occurrence(event.kind, event.name, event.date, event.sources, event.note)
        first.setdefault((event.kind, event.name), found)
    absent = (Occurrence(one.kind, one.name, None, one.sources, one.note) for one in text.absent)
    outcomes = (*first.values(), *absent)
    return Timeline(text.title, text.start, text.end, text.note, outcomes, text.declared)


def _months(text: TimelineFile, page: Page, world: World) -> None:
    if text.start < world.date:
        said = f"the timeline begins in {text.start}, before the world ({world.date})"
        page.mark(("from",), said, f"Begin in {world.date} or later")
    if text.end < text.start:
        page.mark(("to",), "the timeline ends before it begins", "`from` comes first")
    if months_between(world.date, text.end) >= MAX_STEPS:
        said = f"the timeline ends {MAX_STEPS} months or more after the world's date, {world.date}"
        page.mark(("to",), said, f"End before {next_month(world.date, MAX_STEPS)}")
    if not text.events and not text.absent:
        page.mark((), "the timeline holds nothing", "List `events`, `absent`, or both")


def _named(text: TimelineFile, page: Page, world: World, watched: Watched) -> None:
    """Mark names that are not known: of actions and indicators, actors, and sources."""
    register = with_sources(world, text.declared).register
    for place, subject in _subjects(text):
        names = world.actions if subject.kind == "action" else watched
        page.known((*place, subject.kind), subject.name, names, subject.kind)
        if not subject.sources:
            page.mark(place, "the entry has no source", "Add `source:`")
        for source in subject.sources:
            if unknown := register.unknown(source):
                page.mark((*place, "source"), *unknown)
        if isinstance(subject, Happened) and subject.actor is not None:
            page.known_actor((*place, "actor"), subject.actor, world.parties)


def _subjects(text: TimelineFile) -> Iterator[tuple[Place, Subject]]:
    """Yield everything looked for, and where it stands."""
    yield from ((("events", n), one) for n, one in enumerate(text.events))
    yield from ((("absent", n), one) for n, one in enumerate(text.absent))


def _dated(text: TimelineFile, page: Page) -> None:
    """Mark events outside the months covered, and out of order."""
    before = ""
    for n, event in enumerate(text.events):
        place = ("events", n, "date")
        if not text.start <= event.date[:7] <= text.end:
            said = f"{event.date} lies outside the months covered, {text.start} to {text.end}"
            page.mark(place, said, "Widen `from` and `to`, or drop the event")
        if event.date < before:
            page.mark(place, f"{event.date} comes after {before}", "Sort by date")
        before = max(before, event.date)


def _owned(text: TimelineFile, page: Page, world: World, watched: Watched) -> None:
    """Mark actors that do not own the action looked for."""
    for n, event in enumerate(text.events):
        name = event.action or watched[event.name].action
        if event.actor is None or name is None or event.actor == world.actions[name].owner:
            continue
        owner = world.actions[name].owner
        said = f"`{name}` is an action of {owner}, not of {event.actor}"
        page.mark(("events", n, "actor"), said, f"Write actor: {owner}")


def _in_windows(text: TimelineFile, page: Page, world: World, watched: Watched) -> None:
    """Mark what an indicator's own window leaves out."""
    for place, subject in _subjects(text):
        if subject.kind == "action":
            continue
        one = watched[subject.name]
        first = next_month(world.date, (one.start or 1) - 1)
        last = text.end if one.end is None else next_month(world.date, one.end - 1)
        if isinstance(subject, Happened):
            month = subject.date[:7]
            if text.start <= month <= text.end and not first <= month <= last:
                said = f"`{one.id}` looks at {first} to {last}, and {subject.date} lies outside"
                page.mark((*place, "date"), said, "Look for the action itself, or drop the event")
        elif first > text.end or last < text.start:
            said = f"`{one.id}` looks at {first} to {last}, none of the months covered"
            page.mark(place, said, "Widen `from` and `to`, or drop the entry")


def _once(text: TimelineFile, page: Page) -> None:
    """Mark what is given twice, and what both happened and did not."""
    lines: dict[tuple[Kind, str, str], int] = {}
    for place, subject in _subjects(text):
        day = subject.date if isinstance(subject, Happened) else ""
        line = page.document.line(place)
        first = lines.setdefault((subject.kind, subject.name, day), line)
        if first != line:
            page.mark(place, f"the entry is there already, in line {first}", "Keep one")
    happened = {(event.kind, event.name) for event in text.events}
    for n, one in enumerate(text.absent):
        if (one.kind, one.name) in happened:
            page.mark(("absent", n), f"`{one.name}` is among the events too", "Keep one")


def _stop(problems: list[Problem]) -> None:
    if problems:
        raise WorldError(problems)
