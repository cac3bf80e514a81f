"""Leading zeros that a column of CAMEO codes has lost, as it does in a spreadsheet.

042 becomes 42 (or 42.0), which is no code, and can be read. 010 becomes 10, which is another code:
once one code of a column has lost its zero, none of 10 to 20 can be told from 010 to 020.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from sim.world import Problem, WorldError

LOST, DOUBTFUL, WHOLE = 1, 2, 4  # a zero was lost; may have been; a code begins with zero

_DECIMAL = re.compile(r"([0-9]{1,4})(\.0+)?")


def number_of(code: str) -> str | None:
    """The digits of a code, also where it has become a decimal number (42.0)."""
    if code.isascii() and code.isdecimal():
        return code
    found = _DECIMAL.fullmatch(code)
    return None if found is None else found[1]


class Signs(dict[str, int]):
    """Text of a code -> what it tells about the zeros of its column, as flags."""

    def __init__(self, known: Sequence[str]) -> None:
        super().__init__()
        self._known = frozenset(known)

    def __missing__(self, text: str) -> int:
        """Work out a text that has not been met; one that is no code tells nothing."""
        code = text.strip().lstrip('="').rstrip('"').strip()
        sign = self._sign(code, number_of(code))
        if len(self) < _KEPT and len(text) < _LONGEST:
            self[text] = sign
        return sign

    def _sign(self, code: str, number: str | None) -> int:
        if number is None:
            return 0
        if number.startswith("0"):
            return WHOLE
        itself = number in self._known or (len(number) > 2 and number[:-1] in self._known)
        zeroed = f"0{number}" in self._known
        sign = LOST if number != code or (zeroed and not itself) else 0
        return sign | (DOUBTFUL if zeroed and itself else 0)


_KEPT = 10_000  # texts that are remembered
_LONGEST = 40


@dataclass
class Zeros:
    """The first signs of lost zeros in a column."""

    file: str
    news: int = LOST | DOUBTFUL | WHOLE  # flags that would still tell something
    lost: tuple[int, str] | None = None  # line and text of the first code without its zero
    doubtful: tuple[int, str] | None = None  # of the first between two of the states asked for

    def note(self, sign: int, text: str, line: int, between: bool) -> None:
        """Take up what a row's code tells; ``between``: the row is one that counts."""
        self.news &= ~(sign & WHOLE)
        if sign & LOST:
            self.lost = self.lost or (line, text)
            self.news &= ~LOST
        if sign & DOUBTFUL and between:
            self.doubtful = self.doubtful or (line, text)
            self.news &= ~DOUBTFUL

    def check(self) -> None:
        """Raise WorldError where a zero was lost and a code occurs that may have lost one."""
        if self.lost is None or self.doubtful is None:
            return
        line, text = self.lost
        at, other = self.doubtful
        digits = number_of(other.strip('=" ')) or other
        said = (
            f"the code {text.strip()} shows that the column has lost its leading zeros, and "
            f"{digits} in line {at} may be {digits} or 0{digits}"
        )
        hint = "Export the column again as text: no row can be left out or mended in its place"
        raise WorldError([Problem(self.file, line, said, hint)])

    @property
    def suspect(self) -> bool:
        """Whether no code begins with zero, although one that may have lost it occurs."""
        return self.doubtful is not None and self.news & (WHOLE | LOST) == WHOLE | LOST
