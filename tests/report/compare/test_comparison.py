import io
import json
import math
from dataclasses import replace
from pathlib import Path

from sim.report.compare.text import as_json, letters, show
from sim.report.screen import WIDTH, console
from sim.results import Notice, columns
from sim.results.comparison import TABLES, Comparison
from tests.results.compared import comparison

PLACE = Path("results/compare/abc")


def screen(found: Comparison) -> str:
    text = io.StringIO()
    show(found, PLACE, console(text))
    return text.getvalue()


def test_screen_shows_scenarios_side_by_side() -> None:
    text = screen(comparison(warnings=(Notice("few-runs", "only 9 runs."),)))
    for said in (
        "2 scenarios against pact (The treaty of 19 June 2024)",
        "A  lethal_aid           South Korea sends lethal aid",
        "Russia toward South Korea  A   -0.04  -0.13 to +0.05  ±0.003  -0.11 (3)",
        "B   -0.02  -0.07 to +0.03  ±0.003  -0.11 (3)   +0.03  ±0.004",
        "Seoul debates a bomb        12%  31% +19±1  12% 0±0",
        "A  >99% of runs part, half of them by month 2",
        "South Korea reviews its ban (scripted, here only, 96%)",
        "South Korea lends shells (in the reference only: displaced here by the script, 12%)",
        "Free choices differ in 98%, half of them by month 4",
        "Russia arms North Korea (in the reference only, 15%)",
        "B  never: every run is the reference's, to the last bit.",
        "Warning: only 9 runs.",
        "Files: results/compare/abc",
    ):
        assert " ".join(said.split()) in " ".join(text.split()), said
    assert "China toward Japan" not in text
    assert max(map(len, text.splitlines())) <= WIDTH


def test_many_scenarios_still_fit() -> None:
    found = comparison()
    names = tuple(f"scenario_number_{n}" for n in range(30))
    many = replace(
        found,
        meta=replace(found.meta, scenarios=names, titles=tuple("A title" * 20 for _ in names)),
        alignments=tuple(replace(found.alignments[0], scenario=name) for name in names),
        indicators=tuple(replace(found.indicators[0], scenario=name) for name in names),
        arms=tuple(replace(found.arms[0], scenario=name) for name in names),
        partings=(),
    )
    assert letters(many.meta)["scenario_number_25"] == "Z"
    assert letters(many.meta)["scenario_number_26"] == "27"
    text = screen(many)
    assert max(map(len, text.splitlines())) <= WIDTH
    assert "and 21 further scenarios: compare_indicators.csv" in text


def test_nothing_stands_out_and_a_single_run_has_no_error() -> None:
    found = comparison()
    quiet = replace(found, alignments=found.alignments[2:], indicators=())
    assert "None by more than chance" in screen(quiet)
    lone = replace(
        found,
        alignments=tuple(
            replace(row, mc_error=math.nan, contrast_error=math.nan) for row in found.alignments
        ),
    )
    assert "nan" not in screen(lone)
    assert "±–" not in screen(lone)


def test_json_holds_every_table_with_its_columns() -> None:
    found = comparison()
    told = json.loads(as_json(found, PLACE))
    assert told["scenarios"] == ["lethal_aid", "technology_transfer"]
    assert told["results_dir"] == "results/compare/abc"
    for name, (rows, row_type) in TABLES.items():
        assert len(told[name]) == len(getattr(found, rows))
        assert tuple(told[name][0]) == columns(row_type)
    assert json.loads(as_json(found, None))["results_dir"] is None
