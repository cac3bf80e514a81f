"""The world: everything that was read, checked, and addressable by dotted path."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from sim.world import paths
from sim.world.action import Action, CameoEntry, Instrument
from sim.world.capability import Capability
from sim.world.indicator import Indicator
from sim.world.law import Mechanism, Motive
from sim.world.memory import Memory
from sim.world.month import months_between
from sim.world.party import Actor, Party
from sim.world.posture import Posture
from sim.world.provenance import Article, Claim, Fact, Register, Source
from sim.world.quantity import Quantity
from sim.world.relation import Relation
from sim.world.scales import Ladder, Scale
from sim.world.scorecard import Scorecard
from sim.world.theatre import Theatre
from sim.world.threat import Threat
from sim.world.variant import Variant

if TYPE_CHECKING:
    from sim.world.history import History

Era = tuple[int, Mapping[str, Quantity]]
"""A time of a history: its last step, and the values that stood otherwise in it, by path."""


@dataclass(frozen=True)
class World:
    """A world at rest at its reference date.

    `parties` and `theatres` stand in slot order, `mechanisms` and `motives` in the order of their
    ids. The names of a mechanism's parameters are the keys of its `parameters`.
    """

    id: str
    title: str
    date: str  # month of step 1, as 2024-06
    step: str  # month
    parties: Mapping[str, Party]
    actors: Mapping[str, Actor]
    theatres: Mapping[str, Theatre]
    memory: Memory
    postures: Mapping[str, Posture]
    threats: Mapping[str, Threat]
    capabilities: Mapping[str, Capability]
    relations: Mapping[str, Relation]  # "KOR>USA"
    proximity: Mapping[str, Quantity]  # "KOR-USA"
    instruments: Mapping[str, Instrument]
    actions: Mapping[str, Action]
    mechanisms: Mapping[str, Mechanism]
    motives: Mapping[str, Motive]
    indicators: tuple[Indicator, ...]
    variants: Mapping[str, Variant]  # rival forms besides each mechanism by itself
    cameo: Mapping[str, CameoEntry]
    scales: Mapping[str, Scale]
    ladder: Ladder
    register: Register
    folder: Path
    scorecard: Scorecard | None = None  # tests of what the sources say leads to what
    history: "History | None" = None  # what is known of the months before `date`
    eras: tuple[Era, ...] = ()  # times of the history in which values were otherwise

    @property
    def reference(self) -> str:
        """The month in which the world is at rest; `date` is later where a history is known."""
        return self.date if self.history is None else self.history.start

    @property
    def known(self) -> int:
        """How many months lie between the reference and step 1."""
        return months_between(self.reference, self.date)

    @property
    def former(self) -> dict[str, Quantity]:
        """The values that stood otherwise in its history, by the names they are drawn by."""
        return {
            paths.formerly(path, n): value
            for n, (_, values) in enumerate(self.eras)
            for path, value in values.items()
        }

    @property
    def articles(self) -> Mapping[str, Article]:
        """The texts the world was drawn from."""
        return self.register.articles

    @property
    def claims(self) -> Mapping[str, Claim]:
        """What the articles say."""
        return self.register.claims

    @property
    def sources(self) -> Mapping[str, Source]:
        """Data sets and results of theory."""
        return self.register.sources

    @property
    def facts(self) -> Mapping[str, Fact]:
        """Numbers taken from data sets."""
        return self.register.facts

    @property
    def names(self) -> dict[str, str]:
        """Code -> name of every party."""
        return {code: party.name for code, party in self.parties.items()}

    @property
    def laws(self) -> tuple[str, ...]:
        """Every mechanism and motive: what can be switched off."""
        return (*self.mechanisms, *self.motives)

    @cached_property
    def deciding(self) -> tuple[str, ...]:
        """The parties that decide, in slot order."""
        return tuple(name for name, party in self.parties.items() if party.actor)

    @cached_property
    def _places(self) -> dict[str, tuple[paths.Route, Quantity]]:
        return paths.places(self)

    def quantities(self) -> dict[str, Quantity]:
        """Every quantity by dotted path, in the order of the paths, whatever the order in files."""
        return {path: quantity for path, (_, quantity) in self._places.items()}

    def route(self, path: str) -> paths.Route | None:
        """Where a dotted path leads in this object; None if there is no such path."""
        return self._places[path][0] if path in self._places else paths.extra_route(self, path)

    def with_sources(self, sources: Mapping[str, Source]) -> "World":
        """The same world with further sources in its register, such as a file declares."""
        if not sources:
            return self
        known = {**self.register.sources, **sources}
        return replace(self, register=replace(self.register, sources=known))

    def with_values(self, values: Mapping[str, Quantity | str | float]) -> "World":
        """The same world with other values: a quantity, a rating or (postures) level, a number.

        A number is taken without a range, "assumption: set by hand". Raises WorldError for an
        unknown path, a value out of bounds, or base rates that no longer fit their instrument.
        """
        return paths.with_values(self, values)
