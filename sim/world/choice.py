"""A choice: who decides, between which options, by what, and what others may do about it."""

from dataclasses import dataclass
from typing import Annotated, Literal, Self, get_args

from pydantic import Field, PlainValidator, WithJsonSchema, model_validator

from sim.world.indicator import Direction, Indicator
from sim.world.problems import as_written
from sim.world.scenario import MAX_STEPS, MOST_WEIGHT, Scenario
from sim.world.scenario_file import EventText, RulesText
from sim.world.strict import Id, PartyId, Sourced, Strict, Text, fault

FEWEST_OPTIONS, MOST_OPTIONS = 2, 8
MOST_ANSWERS = 6
MOST_OBJECTIVES = 8

Watched = Literal["indicator", "alignment", "tension", "acts"]
WATCHED: tuple[Watched, ...] = get_args(Watched)
Wanted = Literal["up", "down"]

WEIGHTED = "weighted"  # what the sum of all objectives by their weights is called
AS_THEY_WILL = "as_they_will"  # the answer where a file gives none: nothing of others is scripted


@dataclass(frozen=True, slots=True)
class Objective:
    """What the options are judged by, and which way is better.

    ``of`` names it: an indicator, a direction such as ``RUS>KOR``, a theatre, or actions. Of an
    indicator the share of runs in which it comes true counts, of an alignment its end, of a tension
    its mean over the months, of acts how many of them there are in a run, scripted or chosen.
    ``weight`` is the reader's, if the file gives one; ``None`` says nothing of what it is worth.
    """

    id: str
    title: str
    kind: Watched
    of: tuple[str, ...]
    wanted: Wanted
    weight: float | None = None

    @property
    def sign(self) -> float:
        """1 where more is better, −1 where less is."""
        return 1.0 if self.wanted == "up" else -1.0


@dataclass(frozen=True, slots=True)
class Deed:
    """An option of the one who decides, or an answer of the others: what is scripted for it."""

    id: str
    title: str
    script: tuple[str, ...]  # what is scripted for it, in words
    note: str = ""


@dataclass(frozen=True)
class Choice:
    """Options, each under every answer of the others, on top of one base.

    ``cells`` are scenarios by (answer, option) ids. ``base`` is what they have in common.
    """

    id: str
    title: str
    why: str
    decides: str
    base: Scenario
    steps: int
    objectives: tuple[Objective, ...]
    options: tuple[Deed, ...]
    answers: tuple[Deed, ...]
    cells: dict[tuple[str, str], Scenario]

    @property
    def weights(self) -> tuple[float, ...] | None:
        """The weights that the file gives, or ``None`` where it leaves them to the reader."""
        found = tuple(one.weight for one in self.objectives if one.weight is not None)
        return found or None

    @property
    def claims(self) -> tuple[str, ...]:
        """The claims that it rests on."""
        return next(iter(self.cells.values())).claims


def _weight(value: object) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise fault(f"the weight {as_written(value)} is no number", "Write a number from 0 on")
    if not 0.0 <= value <= MOST_WEIGHT:
        hint = f"Write a number from 0 to {MOST_WEIGHT:,}"
        raise fault(f"the weight {as_written(value)} cannot be", hint)
    return float(value)


Weight = Annotated[
    float,
    PlainValidator(_weight),
    WithJsonSchema({"type": "number", "minimum": 0, "maximum": MOST_WEIGHT}),
]


class ObjectiveText(Strict):
    """An objective as it stands in the file: exactly one thing, and which way is better."""

    id: Id
    title: Text
    indicator: Id | None = None
    alignment: Direction | None = None
    tension: Id | None = None
    acts: tuple[Id, ...] | None = None
    direction: Wanted
    weight: Weight | None = None

    @property
    def kind(self) -> Watched:
        """Which of the things that can be watched it watches."""
        return next(name for name in WATCHED if getattr(self, name) is not None)

    @property
    def of(self) -> tuple[str, ...]:
        """What it watches."""
        found = getattr(self, self.kind)
        return (found,) if isinstance(found, str) else found

    @model_validator(mode="after")
    def _one(self) -> Self:
        given = [name for name in WATCHED if getattr(self, name) is not None]
        if len(given) != 1:
            found = " and ".join(given) if given else "none"
            raise fault(
                f"an objective watches exactly one thing, here {found}",
                f"Name one of {', '.join(WATCHED)}",
                (given[-1],) if given else (),
            )
        if self.acts is not None and not self.acts:
            raise fault("`acts` lists no action", "Name one action or more", ("acts",))
        for n, name in enumerate(self.acts or ()):
            if name in (self.acts or ())[:n]:
                said = f"`{name}` is there already, and would count twice"
                raise fault(said, "Leave one of them out", ("acts", n))
        return self


class DeedText(Sourced):
    """An option, or an answer, as it stands in the file. It is a deed, not another world."""

    id: Id
    title: Text
    note: str = ""
    events: tuple[EventText, ...] = ()
    rules: dict[PartyId, RulesText] = Field({}, description="how an actor plays, by actor")


class ChoiceFile(Sourced):
    """options/<id>.yaml."""

    title: Text
    why: Text
    decides: PartyId = Field(description="whose choice it is: every event of an option is its own")
    extends: Id = Field(description="the scenario that all options stand on")
    steps: Annotated[int, Field(ge=1, le=MAX_STEPS)] | None = None
    claims: tuple[str, ...] = ()
    indicators: tuple[Indicator, ...] = Field((), description="more that an objective may name")
    objectives: tuple[ObjectiveText, ...]
    options: tuple[DeedText, ...]
    others: tuple[DeedText, ...] = Field((), description="what the others may do about any of them")
