"""Shocks of the past: dated deeds by which the record of tone is measured. Nothing moves a run.

seeds/record/shocks.yaml. What each did to the tone of a pair says how much a shift is (the
yardstick beside every answer), and the world's closest deeds are held against it
(`sim backtest --shocks`).
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Annotated, Self

from pydantic import Field, StringConstraints, model_validator

from sim.world.dated import Month
from sim.world.document import Place
from sim.world.page import Page
from sim.world.problems import Problem, WorldError
from sim.world.provenance import Source, SourceId
from sim.world.record import FOLDER, Tone, load_tone
from sim.world.strict import Id, Reading, Sourced, Strict, Text, fault
from sim.world.validate import validate
from sim.world.world import World
from sim.world.yaml_reader import read_yaml

FILE = "shocks.yaml"

Pair = Annotated[str, StringConstraints(pattern=r"^[A-Z]{3}>[A-Z]{3}$")]
Span = tuple[Month, Month]


class TonePoint(Sourced):
    """How much of the index of alignment one Goldstein point of tone is."""

    value: float = Field(gt=0.0, le=1.0)


class Windows(Strict):
    """Months that are compared where the record lacks those around a shock; first and last."""

    before: Span
    after: Span

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        months = (*self.before, *self.after)
        if list(months) != sorted(months) or self.before[1] == self.after[0]:
            raise fault("the months are out of order", "Write [first, last], `before` first")
        return self


class Shock(Sourced):
    """One shock; see the head of the file for what its keys mean."""

    id: Id
    date: str = Field(description="a day as 2012-08-10")
    title: Text = Field(description="as it stands in: what ... did")
    pairs: tuple[Pair, ...] = Field(min_length=1, description="whose tone toward whom is measured")
    closest: tuple[Id, ...] = Field(description="the world's deeds that come nearest, or []")
    likeness: Text = Field(description="how near they come")
    windows: Windows | None = None
    note: str = ""

    @property
    def year(self) -> str:
        """The year it fell in."""
        return self.date[:4]

    @model_validator(mode="after")
    def _day(self) -> Self:
        try:
            date.fromisoformat(self.date)
        except ValueError:
            hint = "Write a day as 2012-08-10"
            raise fault(f"{self.date!r} is no day", hint, ("date",)) from None
        return self


class ShocksFile(Strict):
    """seeds/record/shocks.yaml."""

    scale: TonePoint
    declared: dict[SourceId, Source] = Field({}, alias="sources", description="what it cites")
    shocks: tuple[Shock, ...] = Field(min_length=1)


@dataclass(frozen=True)
class Shocks:
    """The shocks of a world by date, the tone to measure them in, and its scale."""

    shocks: tuple[Shock, ...]
    tone: tuple[Tone, ...]
    scale: float  # of the index of alignment for one Goldstein point


def load_shocks(world: World) -> Shocks | None:
    """The shocks that come with a world; None where it has none.

    Raises WorldError with file and line: an unknown pair, deed or source, an entry without a
    source, two of one name, one out of order, two deeds of one instrument.
    """
    path = world.folder / FOLDER / FILE
    if not path.exists():
        return None
    problems: list[Problem] = []
    document = read_yaml(path)
    page = Page(document, problems)
    text = validate(ShocksFile, document, Reading(), problems)
    if text is not None:
        _cited(text, page, world)
        _named(text, page, world)
        _ordered(text, page)
    if problems or text is None:
        raise WorldError(problems)
    return Shocks(text.shocks, load_tone(world), text.scale.value)


def _cited(text: ShocksFile, page: Page, world: World) -> None:
    register = world.with_sources(text.declared).register
    for place, entry in _sourced(text):
        if not entry.sources:
            page.mark(place, "the entry has no source", "Add `source:`")
        for source in entry.sources:
            if unknown := register.unknown(source):
                page.mark((*place, "source"), *unknown)


def _sourced(text: ShocksFile) -> Iterator[tuple[Place, Sourced]]:
    yield ("scale",), text.scale
    yield from ((("shocks", n), shock) for n, shock in enumerate(text.shocks))


def _named(text: ShocksFile, page: Page, world: World) -> None:
    pairs = [name for name in world.relations if name[:3] in world.actors]
    for n, shock in enumerate(text.shocks):
        for at, pair in enumerate(shock.pairs):
            page.known(("shocks", n, "pairs", at), pair, pairs, "pair")
        taken: dict[str, str] = {}
        for at, name in enumerate(shock.closest):
            place = ("shocks", n, "closest", at)
            if not page.known(place, name, world.actions, "action"):
                continue
            other = taken.setdefault(world.actions[name].instrument, name)
            if other != name or name in shock.closest[:at]:
                said = f"`{name}` is done in the same month by the instrument of `{other}`"
                page.mark(place, said, "An instrument does one thing in a month: keep one")


def _ordered(text: ShocksFile, page: Page) -> None:
    before, names = "", set[str]()
    for n, shock in enumerate(text.shocks):
        if shock.date < before:
            page.mark(("shocks", n, "date"), f"{shock.date} comes after {before}", "Sort by date")
        if shock.id in names:
            page.mark(("shocks", n, "id"), f"there is a shock `{shock.id}` already", "Keep one")
        before = max(before, shock.date)
        names.add(shock.id)
