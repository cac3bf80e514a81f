"""The one object that ``sim run --json`` prints."""

from pathlib import Path

from sim.report.finding import finding
from sim.report.sentence import plain as text_of
from sim.results import Results
from sim.results.findings import as_json as json_of
from sim.results.findings import by_file, records
from sim.results.formats import plain
from sim.results.uncertainty import Uncertainty

_TABLES = (
    "alignment",
    "shifts",
    "yardstick",
    "indicators",
    "reactions",
    "contingencies",
    "branches",
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
    asked = {
        "scenario": meta.scenario,
        "title": meta.title,
        "baseline": meta.baseline,
        "world": meta.world,
        "runs": meta.runs,
        "seed": meta.seed,
        "steps": meta.steps,
        "start": meta.start,
        "off": meta.off,
        "set": meta.set_values,
        "script": meta.script,
        "changes": meta.changes,
        "event": meta.event,
        "known_past": meta.known_past,
        "own": meta.own,
        "finding": [text_of(one) for one in finding(results)],
        "reproduction": plain(results.reproduction, short=True),
    }
    tables = records({name: getattr(results, name) for name in _TABLES})
    cited = records({"sources": [one for one in results.sources if one.cited_by]})
    further = {} if doubt is None else records(by_file(doubt))
    return json_of(asked, tables, cited, further, {"results_dir": place})
