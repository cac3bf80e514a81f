"""Which column of an event file holds what: found by the header, for the usual exports.

plain   date, source, target, code (and goldstein, id)
ICEWS   Event Date, Source Country, Target Country, CAMEO Code, Intensity, Event ID
GDELT   SQLDATE, Actor1CountryCode, Actor2CountryCode, EventCode, GoldsteinScale, GLOBALEVENTID,
        with a header or, as in the daily export files, without
"""

import csv
from collections.abc import Sequence

from sim.results.calibration import EventLayout
from sim.study.calibration.cells import short
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
_TYPES = (  # columns of another coding, as files of POLECAT, ACLED and UCDP have them
    *("event_type", "event type", "eventtype", "event mode", "event_mode", "plover"),
    *("sub_event_type", "type_of_violence", "quadclass", "quad_class", "type"),
)
_BARE_GDELT = (57, 58, 61)  # columns of GDELT 1.0 before and after April 2013, and of GDELT 2.0
_DAY_DIGITS = 8


def layout_of(first: str, file: str, second: str = "") -> EventLayout:
    """The layout that the first line of a file tells. Raises WorldError if it tells none.

    ``second``, the line after it, is only looked at for what is wrong.
    """
    delimiter = "\t" if "\t" in first else max(",;", key=first.count)
    cells = _cells(first, delimiter)
    if _bare_gdelt(cells):
        return EventLayout(
            "GDELT without a header", "\t", 1, 7, 17, 26, 30, 0, columns=len(cells), headed=False
        )
    names = [cell.casefold() for cell in cells]
    found = {what: _at(names, known) for what, known in (_NAMES | _OPTIONAL).items()}
    missing = [what for what in _NAMES if found[what] < 0]
    if missing:
        if "code" in missing and (place := _at(names, _TYPES)) >= 0:
            raise WorldError([_other_types(file, cells[place], _cells(second, delimiter), place)])
        raise WorldError(
            [Problem(file, 1, f"no column holds the {missing[0]}", _hint(missing, cells))]
        )
    for place in found.values():
        if place >= 0 and names.count(names[place]) > 1:
            at = [str(n) for n, name in enumerate(names, start=1) if name == names[place]]
            said = f"columns {' and '.join(at)} are both called `{short(cells[place])}`"
            raise WorldError([Problem(file, 1, said, "Rename or remove the one that is not meant")])
    kind = "ICEWS" if "source country" in names and "event date" in names else "plain"
    kind = "GDELT" if "sqldate" in names else kind
    return EventLayout(
        kind,
        delimiter,
        date=found["date"],
        source=found["source"],
        target=found["target"],
        code=found["code"],
        weight=found["weight"],
        id=found["id"],
        columns=len(cells),
        quoted=delimiter == "\t" and first.startswith('"'),
    )


def _cells(line: str, delimiter: str) -> list[str]:
    row = next(csv.reader([line.rstrip("\r\n")], delimiter=delimiter, skipinitialspace=True), [])
    return [cell.strip() for cell in row]


def _other_types(file: str, column: str, row: Sequence[str], place: int) -> Problem:
    """A column of event types stands where one of codes is wanted."""
    column = short(column)
    cell = row[place] if place < len(row) else ""
    if cell.isdecimal() and 2 <= len(cell) <= 4:
        hint = f"If `{column}` holds CAMEO codes, as {cell}, call it code"
        return Problem(file, 1, "no column holds the code", hint)
    example = f", as {short(cell)!r}," if cell else ""
    said = f"the event types in column `{column}`{example} are no CAMEO codes"
    hint = (
        "Types of PLOVER (POLECAT), ACLED or UCDP are another coding, and no table turns them "
        "into CAMEO: take a file with a column of codes, as 042 or 1011"
    )
    return Problem(file, 1, said, hint)


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
    close = suggest(missing[0], [short(cell) for cell in cells[:200] if cell])
    named = f"; the first line has {', '.join(map(short, cells[:8]))}" if len(cells) > 1 else ""
    return f"{close} {wanted}{named}" if close.startswith("Did") else f"{wanted}{named}"
