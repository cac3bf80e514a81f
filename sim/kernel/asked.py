"""What may be asked for: whole numbers within bounds, and months. Checked before any work."""

import re
from dataclasses import dataclass

LONGEST = 40  # characters of what was given that are told
_MONTH = re.compile(r"(19|20)[0-9]{2}-(0[1-9]|1[0-2])")


@dataclass(frozen=True)
class Whole:
    """A whole number that may be asked for by a name, from ``low`` to ``high``."""

    name: str
    low: int
    high: int

    def check(self, value: object) -> None:
        """Refuse another. Raises ``ValueError`` that says what would be right."""
        if type(value) is int and self.low <= value <= self.high:
            return
        wanted = f"a whole number (int) from {self.low} to {self.high}"
        raise ValueError(f"{self.name} must be {wanted}, not {_said(value)}")


SEED = Whole("seed", 0, 2**63 - 1)
RUN = Whole("run", 0, 10_000_000 - 1)
STEPS = Whole("steps", 1, 600)


def is_month(text: str) -> bool:
    """Whether a text is a month from 1900-01 to 2099-12, as 2024-09."""
    return _MONTH.fullmatch(text) is not None


def check_month(name: str, value: object) -> None:
    """Refuse what is no month and not None. Raises ``ValueError``."""
    if value is not None and not (isinstance(value, str) and is_month(value)):
        raise ValueError(f'{name} must be a month, such as "2018-01", not {_said(value)}')


def _said(value: object) -> str:
    large = isinstance(value, int) and abs(value) > SEED.high  # too long to be written out
    text = hex(value) if large and isinstance(value, int) else repr(value)
    return text if len(text) <= LONGEST else f"{text[:LONGEST]}..."
