"""Months, and what carries a date in a file."""

import re
from datetime import date
from typing import Annotated, Self

from pydantic import Field, StringConstraints, model_validator

from sim.world.strict import Sourced, fault

Month = Annotated[str, StringConstraints(pattern=r"^(19|20)[0-9]{2}-(0[1-9]|1[0-2])$")]
Months = tuple[str, str]
"""The first and the last of some months, both included."""
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}(-[0-9]{2})?")


class Dated(Sourced):
    """Something with a day, or with its month where the day is not known."""

    date: str = Field(description="a day as 2024-12-04, or a month as 2024-12")

    @property
    def month(self) -> str:
        """The month, as 2024-12."""
        return self.date[:7]

    @model_validator(mode="after")
    def _is_date(self) -> Self:
        if not _is_date(self.date):
            hint = "Write a day as 2024-12-04, or a month as 2024-12"
            raise fault(f"{self.date!r} is no date", hint, ("date",))
        return self


def _is_date(text: str) -> bool:
    if not _DATE.fullmatch(text):
        return False
    try:
        date.fromisoformat(f"{text}-01"[:10])
    except ValueError:
        return False
    return True
