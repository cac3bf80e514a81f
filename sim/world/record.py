"""The record: dated facts that come with a world, to measure it by. Nothing here moves a run.

seeds/record/deeds.csv      day (or month), action that covers the deed, its source
seeds/record/coverage.csv   for each action the months in which it was possible and looked for
seeds/record/tone.csv       coded events by series, month and directed pair
seeds/record/goldstein.csv  weight of every CAMEO code on the Goldstein scale
seeds/record/shocks.yaml    shocks of the past, to measure by (see shock.py)
"""

import math
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TypeVar

from pydantic_core import PydanticCustomError

from sim.world.csv_reader import Row, read_table
from sim.world.document import shown
from sim.world.month import months_between, next_month
from sim.world.problems import Problem, WorldError, suggest
from sim.world.strict import HOW_TO_CITE, fault
from sim.world.world import World

FOLDER = "record"
DEEDS = ("date", "action", "source", "note")
COVERAGE = ("action", "from", "to", "complete", "note")
TONE = ("series", "month", "source", "target", "events", "conflict", "cooperation", "goldstein")
GOLDSTEIN = ("code", "weight")
NAMED = {DEEDS: 2, COVERAGE: 2, TONE: 4, GOLDSTEIN: 1}  # so many columns say what a row is of

_MONTH = re.compile(r"(19|20)[0-9]{2}-(0[1-9]|1[0-2])\Z")

Item = TypeVar("Item")


@dataclass(frozen=True, slots=True)
class Deed:
    """A deed of the record: its day (2022-01-04), or its month where the day is not known."""

    date: str
    action: str
    sources: tuple[str, ...]

    @property
    def month(self) -> str:
        """The month, as 2022-01."""
        return self.date[:7]

    @property
    def dated(self) -> bool:
        """True if the day is known."""
        return len(self.date) == len("2022-01-04")


@dataclass(frozen=True, slots=True)
class Window:
    """Months, both included, in which an action was possible and looked for.

    ``complete``: a month in it without a deed had none. Otherwise deeds of it may be missing.
    """

    action: str
    first: str
    last: str
    complete: bool

    def months(self) -> tuple[str, ...]:
        """The months, in order."""
        return tuple(
            next_month(self.first, n) for n in range(months_between(self.first, self.last) + 1)
        )


@dataclass(frozen=True, slots=True)
class Tone:
    """Coded events of one directed pair in one month. Series differ in what they cover."""

    series: str
    month: str
    source: str
    target: str
    events: int
    conflict: int
    cooperation: int
    goldstein: float  # sum of weights


@dataclass(frozen=True)
class Record:
    """Deeds in the order of their dates, what they cover, tone; the weights of CAMEO codes."""

    deeds: tuple[Deed, ...]
    windows: tuple[Window, ...]
    tone: tuple[Tone, ...]
    weights: Mapping[str, float]

    @cached_property
    def known(self) -> Mapping[str, tuple[str, ...]]:
        """By action the months, in order, of which it is known whether it happened."""
        found: dict[str, list[str]] = {}
        for window in self.windows:
            if window.complete:
                found.setdefault(window.action, []).extend(window.months())
        return {action: tuple(sorted(months)) for action, months in sorted(found.items())}


def load_record(world: World) -> Record:
    """The record that comes with a world. Raises WorldError where it is missing or faulty."""
    folder = world.folder / FOLDER
    if not folder.is_dir():
        said = f"the world {world.id} comes with no record"
        names = "deeds.csv, coverage.csv, tone.csv, goldstein.csv"
        raise WorldError([Problem("", 0, said, f"A record stands in {shown(folder)}: {names}")])
    deeds = _read(folder / "deeds.csv", DEEDS, _deed, world)
    windows = _windows(folder / "coverage.csv", world)
    return Record(
        deeds=tuple(sorted(deeds, key=lambda deed: deed.date)),
        windows=windows,
        tone=load_tone(world),
        weights=load_weights(world),
    )


def load_tone(world: World) -> tuple[Tone, ...]:
    """The tone of the record alone. Raises WorldError where it is missing or faulty."""
    return _read(world.folder / FOLDER / "tone.csv", TONE, _tone, world)


def load_weights(world: World) -> Mapping[str, float]:
    """Goldstein weights by CAMEO code: of the record, and of the codes that the world uses."""
    path = world.folder / FOLDER / "goldstein.csv"
    known = {code: entry.goldstein for code, entry in world.cameo.items()}
    if not path.exists():
        return known
    return dict(_read(path, GOLDSTEIN, _weight, world)) | known


def _read(
    path: Path,
    columns: tuple[str, ...],
    parse: Callable[[tuple[str, ...], World], Item],
    world: World,
) -> tuple[Item, ...]:
    return tuple(item for _line, item in _lines(path, columns, parse, world))


def _lines(
    path: Path,
    columns: tuple[str, ...],
    parse: Callable[[tuple[str, ...], World], Item],
    world: World,
) -> list[tuple[int, Item]]:
    """What each row says, with its line."""
    problems: list[Problem] = []
    seen: dict[tuple[str, ...], int] = {}
    found = []
    for row in read_table(path, columns):
        try:
            found.append((row.line, parse(row.cells, world)))
            _once(row, columns, seen)
        except PydanticCustomError as error:
            context = error.context or {}
            problems.append(Problem(shown(path), row.line, context["said"], context["hint"]))
    if problems:
        raise WorldError(problems)
    return found


def _once(row: Row, columns: tuple[str, ...], seen: dict[tuple[str, ...], int]) -> None:
    """Refuse a row that says of the same thing what another says already."""
    key = row.cells[: NAMED[columns]]
    first = seen.setdefault(key, row.line)
    if first != row.line:
        raise fault(f"the row is there already, in line {first}", "Keep one")


def _deed(cells: tuple[str, ...], world: World) -> Deed:
    when, action, source, _note = cells
    if not (_MONTH.match(when) or _is_day(when)):
        raise fault(f"{when!r} is no date", "Write a day as 2022-01-04 or a month as 2022-01")
    _known_action(action, world)
    sources = tuple(filter(None, map(str.strip, source.split(";"))))
    if not sources:
        raise fault("the deed has no source", HOW_TO_CITE)
    for one in sources:
        if wrong := world.register.unknown(one):
            raise fault(*wrong)
    return Deed(when, action, sources)


def _window(cells: tuple[str, ...], world: World) -> Window:
    action, first, last, complete, _note = cells
    _known_action(action, world)
    for month in (first, last):
        if not _MONTH.match(month):
            raise fault(f"{month!r} is no month", "Write it as 2022-01")
    if last < first:
        raise fault(f"the months end ({last}) before they begin ({first})", "`from` comes first")
    if complete not in ("yes", "no"):
        raise fault(f"{complete!r} does not say whether the months are complete", "Write yes or no")
    return Window(action, first, last, complete == "yes")


def _windows(path: Path, world: World) -> tuple[Window, ...]:
    """The months covered; two windows of an action that share one are refused."""
    found = _lines(path, COVERAGE, _window, world)
    ended: dict[str, str] = {}
    for line, window in sorted(found, key=lambda one: (one[1].action, one[1].first)):
        if window.first <= ended.get(window.action, ""):
            said = f"two rows of `{window.action}` cover {window.first}"
            raise WorldError([Problem(shown(path), line, said, "A month stands in one row")])
        ended[window.action] = window.last
    return tuple(window for _line, window in found)


def _known_action(action: str, world: World) -> None:
    if action not in world.actions:
        raise fault(f"unknown action `{action}`", suggest(action, world.actions))


def _tone(cells: tuple[str, ...], world: World) -> Tone:
    series, month, source, target, events, conflict, cooperation, weight = cells
    if not _MONTH.match(month):
        raise fault(f"{month!r} is no month", "Write it as 2022-01")
    for party in (source, target):
        if party not in world.parties:
            raise fault(f"unknown party `{party}`", suggest(party, world.parties))
    counts = _whole(events), _whole(conflict), _whole(cooperation)
    if counts[1] + counts[2] > counts[0]:
        raise fault("there are more conflict and cooperation than events")
    return Tone(series, month, source, target, *counts, _number(weight))


def _weight(cells: tuple[str, ...], _world: World) -> tuple[str, float]:
    code, weight = cells
    if not code.isdecimal():
        raise fault(f"{code!r} is no CAMEO code", "Write its digits, with the leading zero")
    return code, _number(weight)


def _is_day(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return len(text) == len("2022-01-04") and _MONTH.match(text[:7]) is not None


def _whole(text: str) -> int:
    if not text.isdecimal():
        raise fault(f"{text!r} is no count", "Write a whole number")
    return int(text)


def _number(text: str) -> float:
    try:
        value = float(text)
    except ValueError:
        raise fault(f"{text!r} is no number") from None
    if not math.isfinite(value):
        raise fault(f"{text!r} is no finite number")
    return value
