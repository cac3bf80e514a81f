"""Rows as pandas frames, with the columns of their CSV files."""

from collections.abc import Iterable, Mapping
from dataclasses import fields, is_dataclass
from typing import TYPE_CHECKING, Any

from sim.results import columns, record
from sim.world.problems import suggest

if TYPE_CHECKING:
    import pandas as pd

    from sim.report.html.brief import Brief

Tables = Mapping[str, tuple[type[Any], tuple[Any, ...]]]
"""Name -> what the rows are, and the rows."""


def tables(brief: "Brief") -> Tables:
    """Return the tables of a result, those of rival forms among them where they were asked for."""
    from sim.results.store import TABLES
    from sim.results.uncertainty import Uncertainty

    own = {name: (kind, getattr(brief.results, name)) for name, kind in TABLES.items()}
    empty = Uncertainty((), (), (), 0, 0).tables
    further = {name: (kind, brief.rows(name, kind)) for name, (kind, _) in empty.items()}
    return {**own, **{name: found for name, found in further.items() if found[1]}}


def tables_of(found: object) -> Tables:
    """Return the tables among the fields of what a study found."""
    assert is_dataclass(found)
    rows = {part.name: getattr(found, part.name) for part in fields(found)}
    return {
        name: (type(some[0]), some)
        for name, some in rows.items()
        if isinstance(some, tuple) and some and is_dataclass(some[0])
    }


def frame(name: str, known: Tables) -> "pd.DataFrame":
    """Return one table. Raises ``ValueError`` for a name that there is not."""
    if name not in known:
        raise ValueError(f"there is no table `{name}`. {suggest(name, list(known))}")
    kind, rows = known[name]
    return of_rows(kind, rows)


def of_rows(kind: type[Any], rows: Iterable[Any]) -> "pd.DataFrame":
    """Return rows as a frame; what is not known is missing."""
    import pandas as pd

    return pd.DataFrame.from_records([record(row) for row in rows], columns=columns(kind))
