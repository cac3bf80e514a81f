"""A scenario: what is scripted to happen, what is set otherwise, what is watched."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Annotated, Any, Literal, Self

from pydantic import Field, model_validator

from sim.world.condition import When
from sim.world.indicator import Indicator
from sim.world.moment import Dates, Step, Window
from sim.world.paths import at_start, put_all
from sim.world.quantity import Quantity
from sim.world.seat import SeatText
from sim.world.strict import Id, PartyId, Sourced, Text, fault
from sim.world.variant import MYOPIC, Decision, Variant, VariantText, variants_of
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


@dataclass(frozen=True)
class Scenario:
    """A scenario with everything it extends. `set` holds overrides by dotted path: another world
    with another reference. `state` holds, by the same paths, where its runs begin off the
    reference, which stays.

    `variants` are the rival forms it declares, by id; `decision` is the rule it is run by. `seats`
    are the states that a program plays, with its command: for `sim play` alone. `about`
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
    def depending(self) -> tuple[str, ...]:
        """The actions that it has done on condition, by luck, or by a rule that names them."""
        ruled = (name for one in self.rules.values() for name in one.named)
        return tuple(dict.fromkeys((*(one.action for one in self.contingencies), *ruled)))

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
    """An event as it stands in the file; `until` and `every` repeat it.

    With `when`, it waits for a condition; with two steps or a `probability` it is left to luck.
    """

    step: Window | None = Field(None, description="its step, or the first and the last it may have")
    date: Dates | None = Field(None, description="the same as months")
    action: Id
    id: Id | None = Field(None, description="what conditions call it by")
    note: str = ""
    until: Step | None = None
    every: Annotated[int, Field(ge=1, le=MAX_STEPS)] | None = None
    when: When | None = None
    after: Annotated[int, Field(ge=0, le=MAX_STEPS)] | None = None
    within: Annotated[int, Field(ge=1, le=MAX_STEPS)] | None = None
    once: bool | None = None
    probability: Annotated[float, Field(gt=0, le=1)] | None = None

    @property
    def fixed(self) -> bool:
        """Whether it happens for sure, in steps that are known."""
        asked = (self.when, self.probability)
        return all(one is None for one in asked) and self.window[0] == self.window[1]

    @property
    def dated(self) -> bool:
        """Whether its months are given, and not left to a condition alone."""
        return self.step is not None or self.date is not None

    @property
    def window(self) -> tuple[int, int]:
        """The first and the last step that it may have."""
        return self.step or self.date or (1, MAX_STEPS)

    @model_validator(mode="after")
    def _when_it_is(self) -> Self:
        if self.step is not None and self.date is not None:
            raise fault("`step` and `date` say the same", "Keep one", ("date",))
        if self.step is None and self.date is None and self.when is None:
            raise fault("the key `step` is missing", "Add it, or `date`, or `when`")
        for name in ("after", "within", "once"):
            if getattr(self, name) is not None and self.when is None:
                said = f"`{name}` counts from a condition"
                raise fault(said, "Add `when`, or write a window as step: [3, 9]", (name,))
        for name in ("until", "every"):
            if getattr(self, name) is not None and not self.fixed:
                said = f"`{name}` repeats an event whose step is known"
                hint = "A window is step: [3, 9]; beside `when`, `once: false` repeats"
                raise fault(said, hint, (name,))
        return self


class AnswerText(Sourced):
    """Whenever a deed was done in the month before, one of one's own follows."""

    to: When = Field(alias="action")
    with_: Id = Field(alias="with")
    within: Annotated[int, Field(ge=1, le=MAX_STEPS)] = 1

    @model_validator(mode="before")
    @classmethod
    def _named(cls, data: Any) -> Any:
        """A deed by its name alone stands for the condition that it was done."""
        if isinstance(data, dict) and isinstance(data.get("action"), str | tuple):
            return {**data, "action": {"action": data["action"]}}
        return data


class RulesText(Sourced):
    """What an actor never and always does, does nothing in, answers; or a policy by its name."""

    policy: Policy | None = None
    never: tuple[Id, ...] = ()
    always: tuple[Id, ...] = ()
    hold: tuple[Id, ...] = Field((), description="instruments in which nothing is done")
    answers: tuple[AnswerText, ...] = ()


class BranchText(Sourced):
    """One way things may go, with its weight beside those of the others."""

    id: Id
    title: Text
    weight: Annotated[float, Field(gt=0, le=MOST_WEIGHT)]
    events: tuple[EventText, ...] = ()


class ScenarioFile(Sourced):
    """scenarios/<id>.yaml."""

    title: Text
    why: Text
    extends: Id | None = None
    against: Id | None = None
    claims: tuple[str, ...] = ()
    events: tuple[EventText, ...] = ()
    rules: dict[PartyId, RulesText] = Field({}, description="how an actor plays, by actor")
    branches: tuple[BranchText, ...] = Field((), description="ways things may go, with weights")
    about: Id | None = Field(None, description="the scripted action that the title names")
    overrides: dict[str, Any] = Field({}, alias="set")
    state: dict[str, Any] = Field({}, description="where runs begin off the reference, which stays")
    off: tuple[str, ...] = ()
    steps: Annotated[int, Field(ge=1, le=MAX_STEPS)] | None = None
    indicators: tuple[Indicator, ...] = ()
    variants: dict[Id, VariantText] = Field({}, description="rival forms of the model")
    seats: dict[PartyId, SeatText] = Field({}, description="states that a program plays: sim play")
