"""The one object that ``sim run --json`` prints."""

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from sim.report.finding import finding
from sim.report.sentence import plain as text_of
from sim.results import Results, record
from sim.results.manifest import plain
from sim.results.uncertainty import Uncertainty

_TABLES = (
    "alignment",
    "shifts",
    "yardstick",
    "indicators",
    "reactions",
    "stakes",
    "threats",
    "held_back",
    "theatres",
    "events",
    "warnings",
)


def as_json(results: Results, place: Path | None, doubt: Uncertainty | None = None) -> str:
    """Return the results as JSON text; rows bear the columns of the CSV files.

    ``sources`` are those that the scenario itself cites; sources.csv has all.
    """
    meta = results.meta
    found = results.reproduction
    fields: dict[str, Any] = {
        "scenario": meta.scenario,
        "title": meta.title,
        "baseline": meta.baseline,
        "world": meta.world,
        "runs": meta.runs,
        "seed": meta.seed,
        "steps": meta.steps,
        "start": meta.start,
        "off": list(meta.off),
        "set": dict(meta.set_values),
        "script": plain(meta.script),
        "changes": plain(meta.changes),
        "event": plain(meta.event),
        "own": list(meta.own),
        "finding": [text_of(one) for one in finding(results)],
        "reproduction": None if found is None else record(found),
    }
    for table in _TABLES:
        fields[table] = _records(getattr(results, table))
    fields["sources"] = [record(one) for one in results.sources if one.cited_by]
    if doubt is not None:
        for table, (_, rows) in doubt.tables.items():
            fields[table] = _records(rows)
    fields["results_dir"] = None if place is None else place.as_posix()
    return json.dumps(fields, ensure_ascii=False, allow_nan=False)


def _records(rows: Iterable[Any]) -> list[dict[str, Any]]:
    return [record(row) for row in rows]
