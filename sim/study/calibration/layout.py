"""Which column of an event file holds what: found by the header, for the usual exports.

plain   date, source, target, code (and goldstein, id)
ICEWS   Event Date, Source Country, Target Country, CAMEO Code, Intensity, Event ID
GDELT   SQLDATE, Actor1CountryCode, Actor2CountryCode, EventCode, GoldsteinScale, GLOBALEVENTID,
        with a header or, as in the daily export files, without
"""

from collections.abc import Sequence
from dataclasses import dataclass

from sim.world import Problem, WorldError
from sim.world.problems import suggest

_NAMES = {
    "date": ("event date", "sqldate", "date", "event_date", "day"),
    "source": ("source country", "actor1countrycode", "source", "source_country"),
    "target": ("target country", "actor2countrycode", "target", "target_country"),
    "code": ("cameo code", "eventcode", "cameo", "cameo_code", "event_code", "code"),
}
_OPTIONAL = {
    "weight": ("intensity", "goldsteinscale", "goldstein", "weight"),
    "id": ("event id", "globaleventid", "id", "event_id"),
}
_BARE_GDELT = (57, 58, 61)  # columns of GDELT 1.0 before and after April 2013, and of GDELT 2.0
_DAY_DIGITS = 8


@dataclass(frozen=True, slots=True)
class Layout:
    """Where the columns are (from 0); ``weight`` and ``id`` are −1 where there are none."""

    name: str
    delimiter: str
    date: int
    source: int
    target: int
    code: int
    weight: int
    id: int
    headed: bool = True

    @property
    def width(self) -> int:
        """How many cells a row must have at least."""
        return max(self.date, self.source, self.target, self.code, self.weight, self.id) + 1


def layout_of(first: str, file: str) -> Layout:
    """The layout that the first line of a file tells. Raises WorldError if it tells none."""
    delimiter = "\t" if "\t" in first else max(",;", key=first.count)
    cells = [cell.strip().strip('"') for cell in first.rstrip("\r\n").split(delimiter)]
    if _bare_gdelt(cells):
        return Layout("GDELT without a header", "\t", 1, 7, 17, 26, 30, 0, headed=False)
    names = [cell.casefold() for cell in cells]
    found = {what: _at(names, known) for what, known in (_NAMES | _OPTIONAL).items()}
    missing = [what for what in _NAMES if found[what] < 0]
    if missing:
        raise WorldError(
            [Problem(file, 1, f"no column holds the {missing[0]}", _hint(missing, cells))]
        )
    for place in found.values():
        if place >= 0 and names.count(names[place]) > 1:
            at = [str(n) for n, name in enumerate(names, start=1) if name == names[place]]
            said = f"columns {' and '.join(at)} are both called `{cells[place]}`"
            raise WorldError([Problem(file, 1, said, "Rename or remove the one that is not meant")])
    kind = "ICEWS" if "source country" in names and "event date" in names else "plain"
    kind = "GDELT" if "sqldate" in names else kind
    return Layout(
        kind,
        delimiter,
        date=found["date"],
        source=found["source"],
        target=found["target"],
        code=found["code"],
        weight=found["weight"],
        id=found["id"],
    )


def _at(names: Sequence[str], known: Sequence[str]) -> int:
    return next((names.index(name) for name in known if name in names), -1)


def _bare_gdelt(cells: Sequence[str]) -> bool:
    return (
        len(cells) in _BARE_GDELT
        and cells[0].isdecimal()
        and cells[1].isdecimal()
        and len(cells[1]) == _DAY_DIGITS
    )


def _hint(missing: Sequence[str], cells: Sequence[str]) -> str:
    wanted = "Columns are date, source, target, code, or those of an ICEWS or GDELT export"
    close = suggest(missing[0], [cell for cell in cells if cell])
    named = f"; the first line has {', '.join(cells[:8])}" if len(cells) > 1 else ""
    return f"{close} {wanted}{named}" if close.startswith("Did") else f"{wanted}{named}"
