"""An indicator: a named condition on a path, whose probability is reported."""

import math
from typing import Annotated, Any, Literal, Self, get_args

from pydantic import Field, PlainValidator, StringConstraints, WithJsonSchema, model_validator

from sim.world.moment import Step
from sim.world.problems import as_written
from sim.world.strict import Id, Sourced, Strict, Text, fault

THRESHOLDS = ("at_least", "at_most", "rises_by", "falls_by")
BOUNDS: dict[str, tuple[float, float]] = {
    "alignment": (-1.0, 1.0),
    "tension": (0.0, 10.0),
    "assurance": (0.0, 1.0),
    "dependence": (0.0, 1.0),
    "credibility": (0.0, 1.0),
}

Direction = Annotated[str, StringConstraints(pattern=r"^[A-Z]{3}>[A-Z]{3}$")]
Subject = Literal[
    "action", "alignment", "tension", "posture", "assurance", "dependence", "credibility"
]
SUBJECTS: tuple[Subject, ...] = get_args(Subject)
MEASURES = SUBJECTS[1:]


def _threshold(value: object) -> float | str:
    if isinstance(value, str):
        return value
    if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
        raise fault(
            f"{as_written(value)} is no threshold",
            "Write a number, or a level's name for a posture",
        )
    return float(value)


Threshold = Annotated[
    float | str, PlainValidator(_threshold), WithJsonSchema({"type": ["number", "string"]})
]


class Measured(Strict):
    """One number or level of the state, and the threshold that it is held against."""

    alignment: Direction | None = None
    tension: Id | None = None
    posture: Id | None = None
    assurance: Direction | None = None
    dependence: Direction | None = None
    credibility: Id | None = Field(None, description="of a threat")
    at_least: Threshold | None = None
    at_most: Threshold | None = None
    rises_by: Threshold | None = None
    falls_by: Threshold | None = None

    @property
    def measures(self) -> tuple[str, ...]:
        """What it measures of the state; well formed, it is one thing or none."""
        return tuple(name for name in MEASURES if getattr(self, name) is not None)

    @property
    def thresholds(self) -> tuple[str, ...]:
        """The thresholds that are given; well formed, it is one for what is measured."""
        return tuple(name for name in THRESHOLDS if getattr(self, name) is not None)

    def check_threshold(self, subject: str) -> None:
        """Raise a fault unless what is measured has one threshold, within its bounds."""
        given = self.thresholds
        if len(given) != 1:
            found = " and ".join(given) if given else "none"
            raise fault(
                f"the {subject} needs exactly one threshold, here {found}",
                f"Name one of {', '.join(THRESHOLDS)}",
                (given[-1],) if given else (),
            )
        self._in_bounds(subject, given[0], getattr(self, given[0]))

    def _in_bounds(self, subject: str, name: str, value: Any) -> None:
        if subject == "posture":
            if name not in ("at_least", "at_most") or not isinstance(value, str):
                raise fault(
                    "a posture is compared with a level's name",
                    "Write for instance at_least: hedge",
                    (name,),
                )
            return
        if isinstance(value, str):
            raise fault(f"`{name}` must be a number", f"It is {as_written(value)} now", (name,))
        low, high = BOUNDS[subject]
        moves = name in ("rises_by", "falls_by")
        low, high = (0.0, high - low) if moves else (low, high)
        open_low, open_high = moves or subject == "alignment", subject == "alignment"
        if not low <= value <= high or (value == low and open_low) or (value == high and open_high):
            said = f"`{name}: {value:g}` is out of range"
            raise fault(said, f"For {subject} it lies between {low:g} and {high:g}", (name,))


class Indicator(Measured, Sourced):
    """True if its condition holds in some step of its window (`start`..`end`; None: no limit).

    Exactly one subject. A chosen action counts, a scripted one does not.
    """

    id: Id
    title: Text
    action: Id | None = None
    times: Annotated[int, Field(ge=1)] = 1
    start: Step | None = Field(None, alias="from")
    end: Step | None = Field(None, alias="to")
    note: str = ""

    @property
    def subject(self) -> Subject:
        """Which of the subjects it watches."""
        return next(name for name in SUBJECTS if getattr(self, name) is not None)

    @property
    def object(self) -> str:
        """What it watches: an action, a direction, a theatre, a posture or a threat."""
        return str(getattr(self, self.subject))

    @property
    def condition(self) -> tuple[str, float | str]:
        """The threshold's name and value; ('times', n) for an action."""
        for name in self.thresholds:
            return name, getattr(self, name)
        return "times", self.times

    @model_validator(mode="after")
    def _one_subject(self) -> Self:
        given = [name for name in SUBJECTS if getattr(self, name) is not None]
        if len(given) != 1:
            found = " and ".join(given) if given else "none"
            raise fault(
                f"an indicator has exactly one subject, here {found}",
                f"Name one of {', '.join(SUBJECTS)}",
                (given[-1],) if given else (),
            )
        return self

    @model_validator(mode="after")
    def _one_threshold(self) -> Self:
        if not any(getattr(self, name) is not None for name in SUBJECTS):
            return self
        if self.subject == "action":
            _none(self.thresholds, "an action is counted, with `times`")
            return self
        if "times" in self.model_fields_set:
            raise fault("`times` counts actions only", "Name a threshold", ("times",))
        self.check_threshold(self.subject)
        return self

    @model_validator(mode="after")
    def _window(self) -> Self:
        if self.start and self.end and self.start > self.end:
            said = f"the window ends (step {self.end}) before it begins (step {self.start})"
            raise fault(said, "`from` comes first", ("to",))
        return self


def _none(given: tuple[str, ...], said: str) -> None:
    if given:
        raise fault(f"`{given[0]}` does not fit an action", said.capitalize(), (given[0],))


class IndicatorsFile(Strict):
    """seeds/indicators.yaml: what every scenario reports."""

    indicators: tuple[Indicator, ...]
