"""Rows as pandas frames, with the columns of their CSV files."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from sim.results import columns, record
from sim.results.findings import Tables
from sim.world.problems import suggest

if TYPE_CHECKING:
    import pandas as pd

    from sim.report.html.brief import Brief


def tables(brief: "Brief") -> Tables:
    """Return the tables of a result, those of rival forms among them where they were asked for."""
    from sim.results.store import TABLES
    from sim.results.uncertainty import Uncertainty

    own = {name: (kind, getattr(brief.results, name)) for name, kind in TABLES.items()}
    further = {
        name: (kind, brief.rows(name, kind)) for name, (_, kind) in Uncertainty.TABLES.items()
    }
    return {**own, **{name: found for name, found in further.items() if found[1]}}


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
