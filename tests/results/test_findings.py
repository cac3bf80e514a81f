"""Every finding goes the same way into files and JSON."""

import json
import math

import pytest

from sim.results import as_stored, parsed
from sim.results.discovery import BoxRow, Discovery
from sim.results.findings import as_json, csv_files, facts, files, tables, whole
from tests.results.compared import comparison

ROW = BoxRow("actions.x.base_rate", 0.1234567, 0.2, 0.15, 0.1, 0.3, 0.5, 0.01, "assumption:a")
FOUND = Discovery(
    scenario="pact",
    title="Pact",
    indicator="arms",
    indicator_title="Arms",
    steps=18,
    seed=0,
    runs=200,
    ranged=3,
    candidates=2,
    base=0.1,
    density=1 / 3,
    density_error=None,
    coverage=0.5,
    mass=0.2,
    found_density=0.6,
    found_coverage=0.4,
    rows=(ROW,),
)


def test_rows_are_in_csv_files_and_all_else_in_the_notes() -> None:
    written = files(FOUND)
    assert written.keys() == {"discovery.csv", "discovery.json"}
    assert parsed(BoxRow, written["discovery.csv"]) == as_stored(BoxRow, FOUND.rows)
    notes = json.loads(written["discovery.json"])
    assert notes == facts(FOUND)
    assert "rows" not in notes
    assert notes["density"] == FOUND.density  # no bit is lost


def test_as_one_object_rows_have_the_numbers_of_the_csv_file() -> None:
    told = json.loads(as_json({"asked": "x"}, whole(FOUND), {"place": None}))
    assert next(iter(told)) == "asked"
    assert [*told][-1] == "place"
    assert told["rows"][0]["low"] == 0.123457


def test_what_is_no_number_is_refused() -> None:
    with pytest.raises(ValueError, match="JSON"):
        as_json({"mean": math.nan})


def test_fields_that_hold_rows_are_tables() -> None:
    assert tables(FOUND) == {"rows": (BoxRow, FOUND.rows)}
    found = comparison()
    held = {field for field, _ in found.TABLES.values()}
    assert held <= tables(found).keys()
    assert csv_files(found).keys() == {f"{name}.csv" for name in found.TABLES}
