"""A condition: what must hold before a scenario has something done (`when:`).

The language is that of indicators: a deed, a posture, a number that crosses a level. Besides, an
event of the scenario, a threat that was pulled, and `any`, `all` and `not` of further conditions.
It is asked before the deeds of each month: deeds of "the last month" are those of the month before.
"""

from collections.abc import Iterator
from typing import Annotated, Self

from pydantic import Field, model_validator

from sim.world.document import Place
from sim.world.indicator import Measured
from sim.world.strict import Id, PartyId, fault

DEED = ("by", "harms", "helps")
JOINED = ("any", "all", "not_")


class When(Measured):
    """One condition. Exactly one of a deed, an event, a threat, a measure, or a joint.

    A deed is named (`action`, one or several), or described: `by` an actor, and whom it `harms` or
    `helps`. `within` is how many months ago it may have been, 1 by default.
    """

    action: Id | tuple[Id, ...] | None = None
    by: PartyId | None = None
    harms: PartyId | None = None
    helps: PartyId | None = None
    threat: Id | None = Field(None, description="a threat whose trigger was pulled")
    event: Id | None = Field(None, description="an event of this scenario that was carried out")
    within: Annotated[int, Field(ge=1, le=600)] | None = None
    any: "tuple[When, ...]" = ()
    all: "tuple[When, ...]" = ()
    not_: "When | None" = Field(None, alias="not")

    @property
    def months(self) -> int:
        """How many months ago it may have been."""
        return 1 if self.within is None else self.within

    @property
    def actions(self) -> tuple[str, ...]:
        """The deeds that are named."""
        if self.action is None:
            return ()
        return (self.action,) if isinstance(self.action, str) else self.action

    @property
    def subject(self) -> str:
        """What it asks of: "deed", "event", "threat", a measure, or a joint."""
        return self._subjects()[0]

    @property
    def parts(self) -> "tuple[tuple[Place, When], ...]":
        """The conditions that it joins, with where they stand."""
        negated = () if self.not_ is None else ((("not",), self.not_),)
        joints = {"any": self.any, "all": self.all}
        several = (((key, n), one) for key, own in joints.items() for n, one in enumerate(own))
        return (*several, *negated)

    def walk(self, place: Place = ()) -> "Iterator[tuple[Place, When]]":
        """This condition and all that it joins, with where they stand."""
        yield place, self
        for at, part in self.parts:
            yield from part.walk((*place, *at))

    def _subjects(self) -> tuple[str, ...]:
        described = [name for name in DEED if getattr(self, name) is not None]
        found = ["deed"] if self.action is not None or described else []
        found += [name for name in ("event", "threat") if getattr(self, name) is not None]
        found += self.measures
        found += [name.rstrip("_") for name in JOINED if getattr(self, name)]
        return tuple(found)

    @model_validator(mode="after")
    def _well_formed(self) -> Self:
        subjects = self._subjects()
        if len(subjects) != 1:
            found = " and ".join(subjects) if subjects else "nothing"
            raise fault(
                f"a condition asks one thing, here {found}",
                "Join several with `all:` or `any:`",
                ("action" if subjects[-1] == "deed" and self.action else subjects[-1],)
                if subjects and subjects[-1] != "deed"
                else (),
            )
        (subject,) = subjects
        if self.action is not None and any(getattr(self, name) is not None for name in DEED):
            said = "a deed is named or described, not both"
            raise fault(said, "Drop `action` or the others", ("action",))
        if self.action == ():
            raise fault("`action` names no deed", "Name one or several", ("action",))
        if self.within is not None and subject not in ("deed", "event", "threat"):
            raise fault("`within` asks when something was done", "Drop it", ("within",))
        if subject in self.measures:
            self.check_threshold(subject)
        elif self.thresholds:
            (name, *_) = self.thresholds
            raise fault(f"`{name}` needs a measure", "Name one", (name,))
        return self
