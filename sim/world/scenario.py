"""A scenario: what is scripted to happen, what is set otherwise, what is watched."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Literal

from sim.world.condition import When
from sim.world.indicator import Indicator
from sim.world.paths import at_start, put_all
from sim.world.provenance import Source
from sim.world.quantity import Quantity
from sim.world.variant import MYOPIC, Decision, Variant, variants_of
from sim.world.world import World

STEPS = 18  # the horizon of a scenario that names none
MAX_STEPS = 600
MOST_WEIGHT = 1_000_000  # of a branch, an objective: so that no sum of them overflows

Policy = Literal["model", "restraint", "tit_for_tat", "hawk", "hedge"]
"""What a state that follows no choice of its own may follow instead; see
:mod:`sim.binding.policies`."""


@dataclass(frozen=True, slots=True)
class Event:
    """An action scripted for a step (1 is the reference month). Its owner takes it for sure."""

    step: int
    action: str
    note: str = ""
    sources: tuple[str, ...] = ()
    id: str = ""  # what conditions call it by


@dataclass(frozen=True, slots=True)
class Contingency:
    """An event that depends: on a condition, on luck, or on the branch that a run is in.

    Its condition is watched in the steps ``first`` to ``last``. Once it holds, luck gives the event
    by its ``probability``; it falls due ``after`` months later, or in one of ``within`` months,
    each as likely, and is carried out in the first month from then on, up to ``until``, in which
    it is possible and its instrument free. ``name`` is what its luck is drawn by.
    """

    name: str
    action: str
    when: When | None = None
    first: int = 1
    last: int = MAX_STEPS
    after: int = 0
    within: int = 1
    until: int = MAX_STEPS
    once: bool = True
    probability: float = 1.0
    branch: str = ""
    id: str = ""
    note: str = ""
    sources: tuple[str, ...] = ()

    @property
    def sure(self) -> bool:
        """Whether it comes in a known step of every run, or of every run of its branch."""
        return self.when is None and self.within == 1 and self.probability == 1.0

    @property
    def at_latest(self) -> tuple[str, int]:
        """How it comes, and the last step that it names: no run may end before."""
        if self.sure:
            return "comes at", self.first
        last = self.first + self.within - 1 if self.when is None else self.last
        last = self.first if last == MAX_STEPS else last
        if self.first + self.after > last:
            return "cannot come before", self.first + self.after
        return "may come up to", last


@dataclass(frozen=True, slots=True)
class Answer:
    """Whenever ``to`` holds, ``action`` follows within so many months."""

    to: When
    action: str
    within: int
    sources: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Rules:
    """How an actor plays, besides what the model leaves to it."""

    policy: Policy | None = None
    never: tuple[str, ...] = ()
    always: tuple[str, ...] = ()
    hold: tuple[str, ...] = ()
    answers: tuple[Answer, ...] = ()
    sources: tuple[str, ...] = ()

    @property
    def named(self) -> tuple[str, ...]:
        """The actions that it has done by name."""
        return (*self.always, *(one.action for one in self.answers))


@dataclass(frozen=True, slots=True)
class Branch:
    """One way things may go. ``weight`` is its share of the runs; all branches make up 1."""

    id: str
    title: str
    weight: float
    sources: tuple[str, ...] = ()


_Citing = Event | Contingency | Rules | Answer | Branch | Quantity | Indicator | Variant


@dataclass(frozen=True)
class Scenario:
    """A scenario with everything it extends. `set` holds overrides by dotted path: another world
    with another reference. `state` holds, by the same paths, where its runs begin off the
    reference, which stays.

    `variants` are the rival forms it declares, by id; `decision` is the rule it is run by. `seats`
    are the states that a program plays, with its command: for `sim play` alone. `sources` are what
    it declares beyond the register of the world. `about` is the scripted action that the title
    names, where the scenario says so; `own` are the `indicators` that it gives itself, and does not
    have from what it extends.
    """

    id: str
    title: str
    why: str
    against: str
    steps: int = STEPS
    parent: str | None = None
    claims: tuple[str, ...] = ()
    events: tuple[Event, ...] = ()
    contingencies: tuple[Contingency, ...] = ()  # those before take an instrument first
    rules: Mapping[str, Rules] = field(default_factory=dict)  # by actor
    branches: tuple[Branch, ...] = ()
    about: str | None = None
    off: frozenset[str] = frozenset()
    indicators: tuple[Indicator, ...] = ()
    own: frozenset[str] = frozenset()
    set: Mapping[str, Quantity | str] = field(default_factory=dict)
    state: Mapping[str, Quantity | str] = field(default_factory=dict)
    variants: Mapping[str, Variant] = field(default_factory=dict)
    decision: Decision = MYOPIC
    seats: Mapping[str, str] = field(default_factory=dict)
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
        """Every value that a run draws, by path: of the reference, then of where it begins, then
        what stood there before in the world's history."""
        return {**self.apply(world).quantities(), **self.beginnings, **world.former}

    def in_branch(self, name: str) -> "Scenario":
        """The scenario in which one of its branches is what happens."""
        mine = tuple(
            replace(one, branch="") for one in self.contingencies if one.branch in ("", name)
        )
        return replace(self, contingencies=mine, branches=())

    @property
    def scripted(self) -> frozenset[str]:
        """Every action that it has done, in all runs or some."""
        return frozenset(one.action for one in self.events) | frozenset(
            one.action for one in self.contingencies
        )

    @property
    def begins(self) -> dict[str, int]:
        """Action -> the first step that it has a month for: known, of a window, or in a branch."""
        found: dict[str, int] = {}
        given = [(one.action, one.step) for one in self.events]
        given += [(one.action, one.first) for one in self.contingencies if one.when is None]
        for action, step in given:
            found[action] = min(step, found.get(action, step))
        return found

    @property
    def depending(self) -> tuple[str, ...]:
        """The actions that it has done on condition, by luck, or by a rule that names them."""
        ruled = (name for one in self.rules.values() for name in one.named)
        return tuple(dict.fromkeys((*(one.action for one in self.contingencies), *ruled)))

    @property
    def cites(self) -> dict[str, tuple[str, ...]]:
        """The sources that each part of it cites."""
        claims = tuple(f"claim:{claim}" for claim in self.claims)
        answers = (one for rules in self.rules.values() for one in rules.answers)
        numbers = {
            part: [one for one in given.values() if isinstance(one, Quantity)]
            for part, given in (("set", self.set), ("state", self.state))
        }
        parts: dict[str, Iterable[_Citing]] = {
            "events": (*self.events, *self.contingencies),
            "rules": (*self.rules.values(), *answers),
            "branches": self.branches,
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
