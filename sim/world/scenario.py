"""A scenario: what is scripted to happen, what is set otherwise, what is watched."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Annotated, Any

from pydantic import Field

from sim.world.indicator import Indicator
from sim.world.paths import at_start, put_all
from sim.world.provenance import Source, SourceId
from sim.world.quantity import Quantity
from sim.world.strict import Id, Sourced, Text
from sim.world.variant import MYOPIC, Decision, Variant, VariantText, variants_of
from sim.world.world import World

STEPS = 18  # the horizon of a scenario that names none
MAX_STEPS = 600


@dataclass(frozen=True, slots=True)
class Event:
    """An action scripted for a step (1 is the reference month). Its owner takes it for sure."""

    step: int
    action: str
    note: str = ""
    sources: tuple[str, ...] = ()


@dataclass(frozen=True)
class Scenario:
    """A scenario with everything it extends. `set` holds overrides by dotted path: another world
    with another reference. `state` holds, by the same paths, where its runs begin off the
    reference, which stays.

    `variants` are the rival forms it declares, by id; `decision` is the rule it is run by;
    `sources` are what it declares beyond the register of the world. `about`
    is the scripted action that the title names, where the scenario says so; `own` are the
    `indicators` that it gives itself, and does not have from what it extends.
    """

    id: str
    title: str
    why: str
    against: str
    steps: int = STEPS
    parent: str | None = None
    claims: tuple[str, ...] = ()
    events: tuple[Event, ...] = ()
    about: str | None = None
    off: frozenset[str] = frozenset()
    indicators: tuple[Indicator, ...] = ()
    own: frozenset[str] = frozenset()
    set: Mapping[str, Quantity | str] = field(default_factory=dict)
    state: Mapping[str, Quantity | str] = field(default_factory=dict)
    variants: Mapping[str, Variant] = field(default_factory=dict)
    decision: Decision = MYOPIC
    sources: Mapping[str, Source] = field(default_factory=dict)

    def apply(self, world: World) -> World:
        """The world with this scenario's overrides: the reference. All else is for the run."""
        return world.with_values(self.set) if self.set else world

    def outset(self, world: World) -> World:
        """The world as runs find it when they begin: what is off the reference in its place."""
        return put_all(self.apply(world), self.state)

    @property
    def beginnings(self) -> dict[str, Quantity]:
        """The values that runs begin at off the reference, by the names they are drawn by."""
        return {at_start(p): one for p, one in self.state.items() if isinstance(one, Quantity)}

    def quantities(self, world: World) -> dict[str, Quantity]:
        """Every value that a run draws, by path: of the reference, then of where it begins."""
        return {**self.apply(world).quantities(), **self.beginnings}

    @property
    def cites(self) -> dict[str, tuple[str, ...]]:
        """The sources that each part of it cites."""
        claims = tuple(f"claim:{claim}" for claim in self.claims)
        numbers = {
            part: [one for one in given.values() if isinstance(one, Quantity)]
            for part, given in (("set", self.set), ("state", self.state))
        }
        parts: dict[str, Iterable[Event | Quantity | Indicator | Variant]] = {
            "events": self.events,
            **numbers,
            "indicators": self.indicators,
            "variants": self.variants.values(),
        }
        return {"claims": claims} | {
            part: tuple(dict.fromkeys(source for one in given for source in one.sources))
            for part, given in parts.items()
        }

    def reported(self, world: World) -> tuple[Indicator, ...]:
        """The scenario's own indicators, then those of what it extends, then those of the world."""
        nearest = sorted(self.indicators, key=lambda one: one.id not in self.own)
        return (*nearest, *world.indicators)

    def forms(self, world: World, off: Iterable[str] = ()) -> tuple[Variant, ...]:
        """The forms of the model to ask this question of, the world as it is first.

        ``off`` names what is off besides: no rival form stands on that.
        """
        return variants_of(world, self.variants, {*self.off, *off})


class EventText(Sourced):
    """An event as it stands in the file; `until` and `every` repeat it."""

    step: Annotated[int, Field(ge=1, le=MAX_STEPS)]
    action: Id
    note: str = ""
    until: Annotated[int, Field(ge=1, le=MAX_STEPS)] | None = None
    every: Annotated[int, Field(ge=1, le=MAX_STEPS)] | None = None


class ScenarioFile(Sourced):
    """scenarios/<id>.yaml."""

    title: Text
    why: Text
    extends: Id | None = None
    against: Id | None = None
    claims: tuple[str, ...] = ()
    events: tuple[EventText, ...] = ()
    about: Id | None = Field(None, description="the scripted action that the title names")
    overrides: dict[str, Any] = Field({}, alias="set")
    state: dict[str, Any] = Field({}, description="where runs begin off the reference, which stays")
    off: tuple[str, ...] = ()
    steps: Annotated[int, Field(ge=1, le=MAX_STEPS)] | None = None
    indicators: tuple[Indicator, ...] = ()
    variants: dict[Id, VariantText] = Field({}, description="rival forms of the model")
    declared: dict[SourceId, Source] = Field({}, alias="sources", description="its own evidence")
