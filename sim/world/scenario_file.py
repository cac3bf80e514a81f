"""A scenario's file: its events, rules and branches as they are written."""

from typing import Annotated, Any, Self

from pydantic import Field, model_validator

from sim.world.condition import When
from sim.world.indicator import Indicator
from sim.world.moment import Dates, Step, Window
from sim.world.provenance import Source, SourceId
from sim.world.scenario import MAX_STEPS, MOST_WEIGHT, Policy
from sim.world.seat import SeatText
from sim.world.strict import Id, PartyId, Sourced, Text, fault
from sim.world.variant import VariantText


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
    declared: dict[SourceId, Source] = Field({}, alias="sources", description="its own evidence")
