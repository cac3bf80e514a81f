import io
import json
import math
import re
from dataclasses import replace
from itertools import combinations
from pathlib import Path

import pytest

from sim.report.compare.answer import letters
from sim.report.compare.text import as_json, show
from sim.report.screen import WIDTH, console
from sim.results import Notice, columns
from sim.results.comparison import Comparison
from tests.results.compared import comparison

PLACE = Path("results/compare/abc")


def screen(found: Comparison) -> str:
    text = io.StringIO()
    show(found, PLACE, console(text))
    return text.getvalue()


def flat(text: str) -> str:
    return " ".join(text.split())


def test_screen_shows_scenarios_side_by_side() -> None:
    text = screen(comparison(warnings=(Notice("few-runs", "only 9 runs."),)))
    for said in (
        "2 scenarios against pact",
        "A    lethal_aid           South Korea sends lethal aid",
        "ref  pact                 The treaty of 19 June 2024",
        "Russia toward South Korea  -0.04  -0.02  +0.02 ±0.004  -0.06 to +0.14",
        "Seoul debates a bomb  30.6%  12.4%  -18.2 ±1.2  12.0%",
        "A  >99% of runs, half by month 2; by free choices 98%, half by month 4; first:",
        "Russia arms North Korea (in the reference only, 15%)",
        "B  never: every run is the reference's, to the last bit.",
        "Warning: only 9 runs.",
        "Files: results/compare/abc",
    ):
        assert flat(said) in flat(text), said
    assert "China toward Japan" not in text
    assert max(map(len, text.splitlines())) <= WIDTH


def test_the_answer_comes_first_and_is_written_from_the_contrasts() -> None:
    text = flat(screen(comparison()))
    said = (
        "B instead of A: less likely: “Seoul debates a bomb” (30.6% to 12.4% of runs, -18.2 ±1.2"
        " points); likelier: “The two move it apart” (25% to 35%, +10 ±1.2)."
    )
    assert said in text
    moved = "Of all alignments: Russia toward South Korea differs most at the end: +0.02 ±0.004"
    assert moved in text
    assert text.index(said) < text.index("What becomes likelier")


def test_what_a_script_decides_is_dropped_and_said() -> None:
    text = flat(screen(comparison()))
    assert "weapons go to Ukraine directly" not in text
    assert "1 a script decides: compare_indicators.csv" in text
    assert "reviews its ban" not in text
    assert "lends shells" not in text


def test_what_the_scenarios_ask_for_stands_first_also_without_a_change() -> None:
    text = flat(screen(comparison()))
    own = text.index("falls by a tenth of the 20% 20% 0 ±1.2 10% whole")
    assert text.index("Asked by the scenarios") < own < text.index("Asked of all")


@pytest.mark.parametrize("columns", [100, 80, 60, 40])
def test_no_label_loses_the_word_that_carries_its_sign(
    columns: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", str(columns))
    long = "South Korea's belief that the American promise would be honoured if it came to that"
    found = comparison()
    rows = tuple(replace(row, title=f"{long} falls by 0.15") for row in found.indicators)
    titles = (f"{long} grows", f"{long} fades")
    found = replace(found, indicators=rows, meta=replace(found.meta, titles=titles))
    text = screen(found)
    assert max(map(len, text.splitlines())) <= columns
    assert "…" not in text
    answer, _, table = text.partition("What becomes likelier")
    assert flat(answer).count("falls by 0.15") == 2
    words = re.sub("[^a-z ]", "", flat(table)).split()
    assert words.count("falls") == 3  # its own and two of all
    assert all(word in flat(text) for word in ("grows", "fades"))


def test_many_scenarios_still_fit() -> None:
    found = comparison()
    names = tuple(f"scenario_number_{n}" for n in range(30))
    twos = list(combinations(names, 2))
    many = replace(
        found,
        meta=replace(found.meta, scenarios=names, titles=tuple("A title" * 20 for _ in names)),
        alignments=tuple(replace(found.alignments[0], scenario=name) for name in names),
        indicators=tuple(
            replace(found.indicators[2], scenario=name, with_=n / 30)
            for n, name in enumerate(names)
        ),
        contrasts=tuple(
            replace(found.contrasts[0], scenario=late, over=early) for early, late in twos
        ),
        indicator_contrasts=tuple(
            replace(
                found.indicator_contrasts[1],
                scenario=late,
                over=early,
                contrast=(names.index(late) - names.index(early)) / 30,
            )
            for early, late in twos
        ),
        arms=tuple(replace(found.arms[0], scenario=name) for name in names),
        partings=(),
    )
    assert letters(many.meta)["scenario_number_25"] == "Z"
    assert letters(many.meta)["scenario_number_26"] == "27"
    text = screen(many)
    assert max(map(len, text.splitlines())) <= WIDTH
    assert (
        "30 instead of A: likelier: “Seoul debates a bomb” (0.0% to 96.7% of runs, +96.7"
        in flat(text)
    )
    assert "A 0.0% 30 96.7% 30-A +96.7 ±1.2" in flat(text)


def test_three_scenarios_have_a_contrast_for_every_two() -> None:
    names = ("a", "b", "c")
    found = comparison()
    shares = dict(zip(names, (0.306, 0.124, 0.5), strict=True))
    three = replace(
        found,
        meta=replace(found.meta, scenarios=names, titles=names),
        alignments=tuple(replace(found.alignments[0], scenario=name) for name in names),
        indicators=tuple(
            replace(found.indicators[2], scenario=name, with_=shares[name]) for name in names
        ),
        contrasts=tuple(
            replace(found.contrasts[0], scenario=late, over=early)
            for early, late in combinations(names, 2)
        ),
        indicator_contrasts=tuple(
            replace(
                found.indicator_contrasts[1],
                scenario=late,
                over=early,
                contrast=shares[late] - shares[early],
            )
            for early, late in combinations(names, 2)
        ),
        arms=(),
        partings=(),
    )
    text = flat(screen(three))
    assert len(screen(three).splitlines()) <= 60
    assert "what A B C B-A C-A C-B ref" in text
    assert "30.6% 12.4% 50.0% -18.2 ±1.2 +19.4 ±1.2 +37.6 ±1.2 12.0%" in text
    for said in ("B instead of A: less", "C instead of A: likelier", "C instead of B: likelier"):
        assert said in text


def test_nothing_stands_out_and_a_single_run_has_no_error() -> None:
    found = comparison()
    quiet = replace(
        found,
        alignments=found.alignments[2:],
        contrasts=found.contrasts[1:],
        indicators=(),
        indicator_contrasts=(),
    )
    assert "Nothing sets the scenarios apart: all do the same" in screen(quiet)
    assert "No alignment differs between them by more than chance" in screen(quiet)
    lone = replace(
        found,
        meta=replace(found.meta, runs=1),
        contrasts=tuple(replace(row, mc_error=math.nan) for row in found.contrasts),
        indicator_contrasts=tuple(
            replace(row, mc_error=math.nan) for row in found.indicator_contrasts
        ),
    )
    assert "nothing can be told from chance" in screen(lone)
    assert "nan" not in screen(lone)
    assert "±–" not in screen(lone)


def test_json_holds_every_table_with_its_columns() -> None:
    found = comparison()
    told = json.loads(as_json(found, PLACE))
    assert told["scenarios"] == ["lethal_aid", "technology_transfer"]
    assert told["results_dir"] == "results/compare/abc"
    assert (told["own"], told["settled"]) == (["arms"], ["aid"])
    assert told["answer"][0]["about"] == "B instead of A"
    assert told["answer"][0]["says"].startswith("less likely: “Seoul debates a bomb”")
    for name, (rows, row_type) in Comparison.TABLES.items():
        assert len(told[name]) == len(getattr(found, rows))
        assert tuple(told[name][0]) == columns(row_type)
    assert json.loads(as_json(found, None))["results_dir"] is None


def test_a_reference_that_is_one_of_the_scenarios_is_said_once() -> None:
    found = comparison()
    meta = replace(found.meta, reference="technology_transfer")
    assert "ref technology_transfer the same as B" in flat(screen(replace(found, meta=meta)))
