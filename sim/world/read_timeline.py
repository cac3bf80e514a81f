"""Reads the file of a timeline or a history, and checks it against a world."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

from sim.world.dated import Months
from sim.world.document import Place
from sim.world.indicator import Indicator
from sim.world.leader import Leader, leaders_in
from sim.world.month import months_between, next_month
from sim.world.page import Page
from sim.world.problems import Problem, stop
from sim.world.scenario import MAX_STEPS
from sim.world.strict import Reading
from sim.world.timeline import (
    Absent,
    Happened,
    Kind,
    Occurrence,
    Subject,
    Timeline,
    TimelineFile,
)
from sim.world.validate import validate
from sim.world.values import declare
from sim.world.world import World
from sim.world.yaml_reader import read_yaml

Watched = Mapping[str, Indicator]


@dataclass(frozen=True)
class Written:
    """A file as it was read and found in order, with its page for what else is wrong."""

    text: TimelineFile
    leaders: tuple[Leader, ...]
    watched: Watched
    page: Page


def load_timeline(path: Path, world: World, indicators: Iterable[Indicator]) -> Timeline:
    """Read a timeline to score by; ``indicators`` are those that it may name besides actions.

    Raises WorldError with file and line: see ``read_timeline``.
    """
    text = read_timeline(path, world, indicators).text
    outcomes: dict[tuple[Kind, str], Occurrence] = {}
    for event in text.events:
        found = Occurrence(event.kind, event.name, event.date, event.sources, event.note)
        outcomes.setdefault((event.kind, event.name), found)
    for _, one in text.spans():
        months = None if text.months(one) == (text.start, text.end) else text.months(one)
        kind, name = (one.kind, one.name) if isinstance(one, Absent) else ("action", one.action)
        outcomes.setdefault(
            (kind, name), Occurrence(kind, name, None, one.sources, one.note, months)
        )
    looked_for = tuple(outcomes.values())
    return Timeline(text.title, text.start, text.end, text.note, looked_for, text.declared)


def read_timeline(path: Path, world: World, indicators: Iterable[Indicator]) -> Written:
    """Read the file of a timeline or a history.

    Raises WorldError with file and line: an unknown name, a date outside the months covered or
    before the one above it, an entry without a source or given twice, something that both happened
    and did not, a leader who changes what is another's or goes beyond a stated range.
    """
    problems: list[Problem] = []
    document = read_yaml(path)
    page = Page(document, problems)
    text = validate(TimelineFile, document, Reading(), problems)
    stop(problems)
    assert text is not None
    _months(text, page, world)
    watched = {indicator.id: indicator for indicator in indicators}
    _cited(text, page, world)
    _named(text, page, world, watched)
    stop(problems)
    _dated(text, page)
    _spans(text, page)
    stop(problems)
    _owned(text, page, world, watched)
    _in_windows(text, page, world, watched)
    _once(text, page)
    leaders = leaders_in(text.leaders, world.with_sources(text.declared), page)
    stop(problems)
    return Written(text, leaders, watched, page)


def _months(text: TimelineFile, page: Page, world: World) -> None:
    if text.start < world.date:
        said = f"the timeline begins in {text.start}, before the world ({world.date})"
        page.mark(("from",), said, f"Begin in {world.date} or later")
    if text.end < text.start:
        page.mark(("to",), "the timeline ends before it begins", "`from` comes first")
    if months_between(world.date, text.end) >= MAX_STEPS:
        said = f"the timeline ends {MAX_STEPS} months or more after the world's date, {world.date}"
        page.mark(("to",), said, f"End before {next_month(world.date, MAX_STEPS)}")
    if not (text.events or text.absent or text.complete or text.leaders):
        page.mark((), "the timeline holds nothing", "List `events`, `absent`, or both")


def _cited(text: TimelineFile, page: Page, world: World) -> None:
    """Mark entries without a source, and sources that are not known."""
    register = declare(page, text.declared, world).register
    leaders = ((("leaders", n), one) for n, one in enumerate(text.leaders))
    for place, entry in chain(_events(text), text.spans(), leaders):
        if not entry.sources:
            page.mark(place, "the entry has no source", "Add `source:`")
        for source in entry.sources:
            if unknown := register.unknown(source):
                page.mark((*place, "source"), *unknown)


def _named(text: TimelineFile, page: Page, world: World, watched: Watched) -> None:
    """Mark names that are not known: of actions and indicators, and of actors."""
    for place, subject in _subjects(text):
        names = world.actions if subject.kind == "action" else watched
        page.known((*place, subject.kind), subject.name, names, subject.kind)
        if isinstance(subject, Happened) and subject.actor is not None:
            page.known_actor((*place, "actor"), subject.actor, world.parties)
    for n, one in enumerate(text.complete):
        page.known(("complete", n, "action"), one.action, world.actions, "action")
    for n, leader in enumerate(text.leaders):
        page.known_actor(("leaders", n, "actor"), leader.actor, world.parties)


def _events(text: TimelineFile) -> Iterator[tuple[Place, Happened]]:
    yield from ((("events", n), one) for n, one in enumerate(text.events))


def _subjects(text: TimelineFile) -> Iterator[tuple[Place, Subject]]:
    """Yield everything looked for, and where it stands."""
    yield from _events(text)
    yield from ((("absent", n), one) for n, one in enumerate(text.absent))


def _dated(text: TimelineFile, page: Page) -> None:
    """Mark what is dated outside the months covered, and out of order."""
    for key, entries in (("events", text.events), ("leaders", text.leaders)):
        before = ""
        for n, one in enumerate(entries):
            place = (key, n, "date")
            if not text.start <= one.month <= text.end:
                said = f"{one.date} lies outside the months covered, {text.start} to {text.end}"
                page.mark(place, said, "Widen `from` and `to`, or drop it")
            if one.date < before:
                page.mark(place, f"{one.date} comes after {before}", "Sort by date")
            before = max(before, one.date)


def _spans(text: TimelineFile, page: Page) -> None:
    """Mark months that are upside down or not covered."""
    for place, one in text.spans():
        first, last = text.months(one)
        if last < first:
            key = "to" if one.end else "from"
            said = f"the months end ({last}) before they begin ({first})"
            page.mark((*place, key), said, "`from` comes first")
            continue
        for key, month in (("from", first), ("to", last)):
            if not text.start <= month <= text.end:
                said = f"{month} lies outside the months covered, {text.start} to {text.end}"
                page.mark((*place, key), said, "Name months that are covered")


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
            if not first <= subject.month <= last:
                said = f"`{one.id}` looks at {first} to {last}, and {subject.date} lies outside"
                page.mark((*place, "date"), said, "Look for the action itself, or drop the event")
        elif isinstance(subject, Absent):
            start, end = text.months(subject)
            if first > end or last < start:
                said = f"`{one.id}` looks at {first} to {last}, none of the months covered"
                page.mark(place, said, "Widen `from` and `to`, or drop the entry")


def _once(text: TimelineFile, page: Page) -> None:
    """Mark what is given twice, and what both happened and did not."""
    _events_once(text, page)
    _spans_once(text, page)
    for n, one in enumerate(text.absent):
        first, last = text.months(one)
        for event in text.events:
            same = (event.kind, event.name) == (one.kind, one.name)
            if same and first <= event.month <= last:
                said = f"`{one.name}` is among the events too, on {event.date}"
                page.mark(("absent", n), said, "Keep one")
                break


def _events_once(text: TimelineFile, page: Page) -> None:
    lines: dict[tuple[str, ...], int] = {}
    for place, event in _events(text):
        _twice(lines, (event.kind, event.name, event.date), place, page)
    leaders: dict[tuple[str, ...], int] = {}
    for n, one in enumerate(text.leaders):
        _twice(leaders, (one.actor, one.month), ("leaders", n), page)


def _twice(
    lines: dict[tuple[str, ...], int], key: tuple[str, ...], place: Place, page: Page
) -> None:
    line = page.document.line(place)
    first = lines.setdefault(key, line)
    if first != line:
        page.mark(place, f"the entry is there already, in line {first}", "Keep one")


def _spans_once(text: TimelineFile, page: Page) -> None:
    seen: dict[tuple[str, str], list[tuple[Months, int]]] = {}
    for place, one in sorted(text.spans(), key=lambda span: page.document.line(span[0])):
        kind, name = (one.kind, one.name) if isinstance(one, Absent) else ("action", one.action)
        months, line = text.months(one), page.document.line(place)
        for (first, last), above in seen.get((kind, name), ()):
            if months == (first, last):
                page.mark(place, f"the entry is there already, in line {above}", "Keep one")
            elif first <= months[1] and months[0] <= last:
                said = f"`{name}` is spoken of in some of these months already, in line {above}"
                page.mark(place, said, "A month stands in one entry")
        seen.setdefault((kind, name), []).append((months, line))
