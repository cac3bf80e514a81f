"""The scorecard: what sources say leads to what, as tests of direction on the model.

seeds/scorecard.yaml. A test names a scenario, what it is compared with, what is observed in both,
and which way the difference should go.
"""

from collections.abc import Mapping
from typing import Annotated, Literal, Self, get_args

from pydantic import Field, PlainValidator, WithJsonSchema, model_validator

from sim.world.action import Action
from sim.world.strict import Id, Sourced, Strict, Text, fault

IDLE = "idle"  # `against: idle`: the instruments of the scenario's events stay idle then
LATEST = 120  # steps; no test looks further ahead

Observed = Literal[
    "action",
    "friendly_acts",
    "hostile_acts",
    "alignment",
    "assurance",
    "dependence",
    "tension",
    "stake",
    "posture",
]
OBSERVED: tuple[Observed, ...] = get_args(Observed)
ACTS: tuple[Observed, ...] = ("action", "friendly_acts", "hostile_acts")
DIRECTED: tuple[Observed, ...] = (
    "friendly_acts",
    "hostile_acts",
    "alignment",
    "assurance",
    "dependence",
)
LEVELS: tuple[Observed, ...] = ("alignment", "assurance", "dependence", "tension")

Expected = Literal["rises", "falls", "stays", "hardly", "seldom", "exceeds"]
Step = Annotated[int, Field(ge=1, le=LATEST)]


def _names(value: object) -> tuple[str, ...]:
    """One name or a list of names, as a list."""
    given = (value,) if isinstance(value, str) else value
    if not isinstance(given, tuple) or not given or not all(isinstance(n, str) for n in given):
        raise fault("a name or a list of names is wanted", "Write one name, or [one, another]")
    if len(set(given)) < len(given):
        twice = next(name for name in given if given.count(name) > 1)
        raise fault(f"`{twice}` is there twice", "Name each once")
    return given


_ONE_OR_MORE = {
    "anyOf": [{"type": "string"}, {"type": "array", "items": {"type": "string"}, "minItems": 1}]
}
Names = Annotated[tuple[str, ...], PlainValidator(_names), WithJsonSchema(_ONE_OR_MORE)]


class Observable(Strict):
    """What is observed of a run: exactly one of the keys, which names one thing or several.

    Levels (alignment, assurance, dependence, tension) are averaged over the names and the window.
    Acts are added up: how often the owner chooses one of the named actions (`action`), or any
    action that at its stated value helps (`friendly_acts`) or harms (`hostile_acts`) the target.
    A stake is the good less the harm that a party meets in the window, whoever does it: the sum of
    the impacts on it of all that is done (`stake`). A posture is the probability that it stands at
    a level or beyond in some step of the window.
    """

    action: Names | None = None
    friendly_acts: Names | None = None
    hostile_acts: Names | None = None
    alignment: Names | None = None
    assurance: Names | None = None
    dependence: Names | None = None
    tension: Names | None = None
    stake: Names | None = None
    posture: Id | None = None
    at_least: Id | None = Field(None, description="the posture's level")

    @property
    def observed(self) -> Observed:
        """Which of the keys it has."""
        return next(name for name in OBSERVED if getattr(self, name) is not None)

    @property
    def objects(self) -> tuple[str, ...]:
        """The actions, directions, theatres, parties or the posture it names."""
        named: str | tuple[str, ...] = getattr(self, self.observed)
        return (named,) if isinstance(named, str) else named

    @model_validator(mode="after")
    def _one_key(self) -> Self:
        given = [name for name in OBSERVED if getattr(self, name) is not None]
        if len(given) != 1:
            found = " and ".join(given) if given else "nothing"
            raise fault(
                f"exactly one thing is observed, here {found}",
                f"Name one of {', '.join(OBSERVED)}",
                (given[-1],) if given else (),
            )
        if (self.observed == "posture") != (self.at_least is not None):
            raise fault(
                "`at_least` and `posture` go together",
                "Write both, as posture: rok_nuclear and at_least: debate",
                ("at_least",) if self.at_least else ("posture",),
            )
        return self


class CausalTest(Observable, Sourced):
    """One expectation on the model, in the window from step `from` to step `to`.

    `rises`, `falls`: more, or less, than in what it is compared with. `stays`: within the margin
    of it. `hardly`: rises by no more than the margin, or falls. `seldom`: no more than the margin
    in the scenario itself. `exceeds`: rises by more than `than` does. Acts are compared as a ratio,
    everything else as a difference.
    """

    id: Id
    title: Text
    claims: tuple[str, ...] = ()
    scenario: Id
    against: Id | None = Field(None, description="a scenario, or idle; default: the scenario's own")
    start: Step = Field(alias="from")
    end: Step = Field(alias="to")
    expect: Expected
    margin: Annotated[float, Field(gt=0)] | None = None
    than: Observable | None = None
    note: str = ""

    @model_validator(mode="after")
    def _whole(self) -> Self:
        if self.start > self.end:
            said = f"the window ends (step {self.end}) before it begins (step {self.start})"
            raise fault(said, "`from` comes first", ("to",))
        if not self.claims and not any(s.startswith("data:") for s in self.sources):
            raise fault("the test rests on no claim", "Name `claims`, or data as its `source`")
        for key, wanted in (("margin", ("stays", "hardly", "seldom")), ("than", ("exceeds",))):
            if (getattr(self, key) is not None) != (self.expect in wanted):
                said = f"`{key}` goes with `expect: {'` or `expect: '.join(wanted)}`"
                here = "expect" if getattr(self, key) is None else key
                raise fault(said, "Write both or neither", (here,))
        if self.than is not None and not {self.observed, self.than.observed} <= set(LEVELS):
            said = "`expect: exceeds` compares levels"
            raise fault(said, f"Observe one of {', '.join(LEVELS)} in both", ("than",))
        return self


class Negligible(Strict):
    """Effects below which a finding is next to nothing: a difference, for acts a ratio less 1."""

    alignment: Annotated[float, Field(ge=0)]
    assurance: Annotated[float, Field(ge=0)]
    dependence: Annotated[float, Field(ge=0)]
    tension: Annotated[float, Field(ge=0)]
    stake: Annotated[float, Field(ge=0)]
    posture: Annotated[float, Field(ge=0)]
    acts: Annotated[float, Field(ge=0)]

    def of(self, observed: Observed) -> float:
        """The threshold for what is observed."""
        found: float = getattr(self, "acts" if observed in ACTS else observed)
        return found


class Answer(Sourced):
    """An answer whose size a record gives, to be set beside the model's.

    `record` begins the names of the facts: how many cases (`_cases`), the days after and before
    (`_days`, `_base_days`) and for each owner of the acts its hostile events a day before and
    after (`_XXX_base`, `_XXX`); without `_XXX_base`, `_XXX` is the change. A value whose source
    is of the same data set and bears the word `named` was set with the record in view.
    """

    scenario: Id
    step: Step = Field(description="the step in which the answer is looked for")
    hostile_acts: Names
    record: Id
    named: Text = Field(description="the word by which sources of values name the record")


class Scorecard(Sourced):
    """seeds/scorecard.yaml. A world without the file has no tests."""

    negligible: Negligible
    tests: tuple[CausalTest, ...] = ()
    answers: tuple[Answer, ...] = ()


SIGNS = {"friendly_acts": 1.0, "hostile_acts": -1.0}


def acts_of(item: Observable, actions: Mapping[str, Action]) -> tuple[str, ...]:
    """The ids of the actions an observable counts, each once; none if it counts no acts."""
    if item.observed == "action":
        return item.objects
    directions = item.objects if item.observed in SIGNS else ()
    return tuple(
        name
        for name, action in actions.items()
        if any(counts(item.observed, action, direction) for direction in directions)
    )


def counts(observed: str, action: Action, direction: str) -> bool:
    """Whether an action is a friendly (or hostile) act along a direction, at its stated value."""
    owner, target = direction.split(">")
    impact = action.impacts.get(target)
    return action.owner == owner and impact is not None and impact.value * SIGNS[observed] > 0.0
