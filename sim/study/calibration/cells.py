"""What stands in a cell: a day, a state, a CAMEO code. Each text is worked out once."""

from collections.abc import Mapping, Sequence
from datetime import date

NOBODY = -1
KEPT_NAMES = 5_000  # names of others that are counted one by one
FIRST_YEAR, LAST_YEAR = 1900, 2100
SHORTEST, LONGEST = 2, 4  # digits of a CAMEO code

_ALIASES = {
    "RUS": ("russian federation",),
    "PRK": ("democratic people's republic of korea", "dprk", "korea, north"),
    "KOR": ("republic of korea", "rok", "korea, south"),
    "CHN": ("people's republic of china", "prc"),
    "USA": ("united states of america", "us"),
    "VNM": ("viet nam",),
}


class CellError(Exception):
    """A cell cannot be read; the arguments say what is wrong and what would be right."""


class Days(dict[str, int]):
    """Text of a day (2022-01-31, 2022/01/31 or 20220131, a time of day after it) -> its ordinal."""

    def __missing__(self, text: str) -> int:
        """Work out a text that has not been met."""
        day = text.strip()[:10].replace("/", "-")
        if day[:8].isdecimal():
            day = f"{day[:4]}-{day[4:6]}-{day[6:8]}"
        try:
            found = date.fromisoformat(day)
        except ValueError:
            raise CellError(f"{text!r} is no day", "Write 2022-01-31 or 20220131") from None
        if not FIRST_YEAR <= found.year <= LAST_YEAR:
            raise CellError(f"the year {found.year} is out of range")
        self[text] = found.toordinal()
        return self[text]


class Parties(dict[str, int]):
    """Text of a country -> its place among the states asked for; others are NOBODY, and counted."""

    def __init__(self, names: Mapping[str, str], chosen: Sequence[str]) -> None:
        super().__init__()
        self.others: dict[str, int] = {}
        self._known: dict[str, int] = {}
        for code, name in names.items():
            place = chosen.index(code) if code in chosen else NOBODY
            for text in (code, name, *_ALIASES.get(code, ())):
                self._known[text.casefold()] = place

    def __missing__(self, text: str) -> int:
        """Work out a text that has not been met; a name of nobody here is not remembered."""
        key = text.strip().casefold()
        place = self._known.get(key, NOBODY)
        if place != NOBODY:
            self[text] = place
        elif key and key not in self._known and self._room(key):
            self.others[key] = self.others.get(key, 0) + 1
        return place

    def _room(self, key: str) -> bool:
        return key in self.others or len(self.others) < KEPT_NAMES


class Codes(dict[str, int]):
    """Text of a CAMEO code -> its place among the known; a finer code counts as its parent."""

    def __init__(self, known: Sequence[str]) -> None:
        super().__init__()
        self._places = {code: place for place, code in enumerate(known)}

    def __missing__(self, text: str) -> int:
        """Work out a text that has not been met."""
        code = text.strip()
        if not code.isdecimal():
            raise CellError(f"{text!r} is no CAMEO code", "A code has two to four digits")
        found = self._places.get(code, self._places.get(code[:-1]))
        if found is not None and SHORTEST <= len(code) <= LONGEST:
            self[text] = found
            return found
        if f"0{code}" in self._places:
            raise CellError(
                f"the code {code} has lost its leading zero",
                f"Write 0{code}: export the column as text, since 10 and 010 differ",
            )
        raise CellError(f"{code} is no CAMEO code", "Codes begin with 01 to 20, as 042 or 1011")
