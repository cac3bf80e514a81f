"""What stands in a cell: a day, a state, a CAMEO code. Each text is worked out once."""

from collections.abc import Mapping, Sequence
from datetime import date

from sim.study.calibration.names import ALIASES, folded
from sim.study.calibration.zeros import number_of

NOBODY = -1
KEPT_NAMES = 5_000  # names of others that are counted one by one
KEPT_TEXTS = 50_000  # that need not be worked out again
KEPT_LENGTH = 100  # characters of such a text, and of a name that is looked up
FIRST_YEAR, LAST_YEAR = 1900, 2100
SHORTEST, LONGEST = 2, 4  # digits of a CAMEO code
SHOWN = 40  # characters of a cell in a message


class CellError(Exception):
    """A cell cannot be read; the arguments say what is wrong and what would be right."""

    column = "cells"


class DayError(CellError):
    """A cell is no day."""

    column = "days"


class CodeError(CellError):
    """A cell is no CAMEO code."""

    column = "codes"


class WeightError(CellError):
    """A cell is no weight."""

    column = "weights"


def bare(text: str) -> str:
    """What a cell holds, without the quotation marks that a tab-separated file may keep."""
    text = text.strip()
    if text.startswith('="'):  # how a spreadsheet is told that 042 is a text
        text = text[1:]
    if len(text) > 1 and text[0] == text[-1] == '"':
        return text[1:-1].replace('""', '"').strip()
    return text


def short(text: str) -> str:
    """A text of the file as it is named in a message: not long, and nothing but letters."""
    cut = text if len(text) <= SHOWN else f"{text[:SHOWN]}…"
    return "".join(letter if letter.isprintable() else "\ufffd" for letter in cut)


def quoted(text: str) -> str:
    """A cell as it is shown in a message."""
    return repr(text if len(text) <= SHOWN else f"{text[:SHOWN]}…")


class Kept(dict[str, int]):
    """Texts that have been worked out; neither many nor long ones are kept."""

    def keep(self, text: str, value: int) -> int:
        """Remember a text if there is room, and return its value."""
        if len(self) < KEPT_TEXTS and len(text) <= KEPT_LENGTH:
            self[text] = value
        return value


class Days(Kept):
    """Text of a day (2022-01-31, 2022/01/31 or 20220131, a time of day after it) -> its ordinal."""

    def __missing__(self, text: str) -> int:
        """Work out a text that has not been met."""
        day = bare(text)[:10].replace("/", "-")
        if day[:8].isdecimal():
            day = f"{day[:4]}-{day[4:6]}-{day[6:8]}"
        try:
            found = date.fromisoformat(day)
        except ValueError:
            raise DayError(f"{quoted(text)} is no day", "Write 2022-01-31 or 20220131") from None
        if not FIRST_YEAR <= found.year <= LAST_YEAR:
            raise DayError(
                f"the year {found.year} is out of range",
                f"Years go from {FIRST_YEAR} to {LAST_YEAR}",
            )
        return self.keep(text, found.toordinal())


class Parties(Kept):
    """Text of a country -> its place among the states asked for; others are NOBODY, and counted."""

    def __init__(self, names: Mapping[str, str], chosen: Sequence[str]) -> None:
        super().__init__()
        self.others: dict[str, int] = {}
        self._keys: dict[str, str] = {}  # text of an other -> the name it is counted by
        self._known: dict[str, int] = {}
        for code, name in names.items():
            place = chosen.index(code) if code in chosen else NOBODY
            for text in (code, name, *ALIASES.get(code, ())):
                self._known[folded(text)] = place

    def __missing__(self, text: str) -> int:
        """Work out a text that has not been met; a name of nobody here is counted each time."""
        key = self._keys.get(text)
        if key is None:
            name = bare(text)
            place = self._known.get(folded(name)) if len(name) <= KEPT_LENGTH else None
            if place is not None:
                return self.keep(text, place)
            key = short(name.casefold())
            if len(self._keys) < KEPT_NAMES and len(text) <= KEPT_LENGTH:
                self._keys[text] = key
        if key and (key in self.others or len(self.others) < KEPT_NAMES):
            self.others[key] = self.others.get(key, 0) + 1
        return NOBODY


class Codes(Kept):
    """Text of a CAMEO code -> its place among the known; a finer code counts as its parent.

    With ``restore`` a code that has lost its leading zero is read with it. Whether that can be
    done, the whole column tells: see ``zeros``.
    """

    def __init__(self, known: Sequence[str], restore: bool = False) -> None:
        super().__init__()
        self._places = {code: place for place, code in enumerate(known)}
        self._restore = restore

    def __missing__(self, text: str) -> int:
        """Work out a text that has not been met."""
        code = bare(text)
        number = number_of(code)
        if number is None:
            raise _no_code(code)
        found = self._places.get(number, self._places.get(number[:-1]))
        damaged = number != code
        if found is not None and SHORTEST <= len(number) <= LONGEST:
            if damaged and not self._restore:
                raise CodeError(
                    f"the code {code} has become a decimal number",
                    f"Write {number}: export the column as text, since 10 and 010 differ",
                )
        elif f"0{number}" in self._places:
            found = self._places[f"0{number}"]
            if not self._restore:
                raise CodeError(
                    f"the code {code} has lost its leading zero",
                    f"Write 0{number}: export the column as text, since 10 and 010 differ",
                )
        else:
            said = f"{code[:SHOWN]} is no CAMEO code"
            raise CodeError(said, "Codes begin with 01 to 20, as 042 or 1011")
        return self.keep(text, found)


def _no_code(code: str) -> CodeError:
    hint = "A code has two to four digits"
    if code.isalpha():
        hint += "; event types of PLOVER, ACLED or UCDP are another coding"
    return CodeError(f"{quoted(code)} is no CAMEO code", hint)
