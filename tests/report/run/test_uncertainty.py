import io
import json
import math
from dataclasses import replace

import pytest

from sim.report.run.as_json import as_json
from sim.report.run.text import show
from sim.report.run.uncertainty import Finding, Under, alignments, indicators, verdict
from sim.report.screen import WIDTH, console
from sim.results import Results, columns
from sim.results.uncertainty import Uncertainty, VarianceRow, VariantIndicatorRow, VariantRow
from tests.results.fake import results

FORMS = ("all", "balance_only", "common_threat_only", "anticipating")
EFFECTS = (-0.112, -0.041, 0.0, 0.03)


def doubt() -> Uncertainty:
    found = results()
    return Uncertainty(
        variants=tuple(
            VariantRow(form, r.source, r.target, effect, -0.2, 0.1, 0.004, 0.01, 0.002, 1000)
            for form, effect in zip(FORMS, EFFECTS, strict=True)
            for r in found.shifts
        ),
        indicators=tuple(
            VariantIndicatorRow(form, r.indicator, r.title, 0.3, 0.1, 0.2, 0.012, 0.01, 0.002, 1000)
            for form in FORMS
            for r in found.indicators
        ),
        variance=(
            *(
                VarianceRow(
                    f"{r.source}>{r.target}", "alignment", r.effect, r.mc_error,
                    0.05, 0.1, 0.02, 0.194, 0.775, 0.031, 0.06,
                )
                for r in found.shifts
            ),
            *(
                VarianceRow(
                    r.indicator, "indicator", r.difference, r.mc_error,
                    0.0, 0.0, 0.0, None, None, None, None,
                )
                for r in found.indicators
            ),
        ),
        draws=100,
        repeats=10,
    )  # fmt: skip


def screen(found: Results, of: Uncertainty | None) -> str:
    text = io.StringIO()
    show(found, None, console(text), of)
    return text.getvalue()


def test_screen_keeps_four_kinds_of_doubt_apart() -> None:
    text = screen(results(), doubt())
    assert screen(results(), None) == text.split("Rival forms")[0] + text[text.index("Warning: ") :]
    said = " ".join(text.split())
    for words in (
        "all, as it is -0.112 ±0.004 +20 points ±1.2 1,000",
        "common threat only 0.000 ±0.004",
        "Russia toward South Korea -0.112 ±0.003 0.050 19% 0.100 78% 0.020 3%",
        "South Korea hedges toward a bomb +19 points ±1.0 0.0 0.0 0.0",
        "what to expect is -0.112, known to ±0.003 from the number of runs",
        "would move that by 0.050 (one standard deviation, give or take 6 points of share)",
        "other forms by 0.020",
        "In any one history chance adds 0.100",
        "100 draws of the values, each with 10 courses of chance",
    ):
        assert words in said, words
    assert max(map(len, text.splitlines())) <= WIDTH


def test_a_part_whose_estimate_fell_below_zero_is_too_small_to_tell() -> None:
    of = doubt()
    lost = [
        replace(row, sd_parameters=0.0, share_parameters=0.0, share_chance=0.969)
        if row.kind == "alignment"
        else row
        for row in of.variance
    ]
    said = " ".join(screen(results(), replace(of, variance=tuple(lost))).split())
    assert "Russia toward South Korea -0.112 ±0.003 too small to tell 0.100 97%" in said
    assert "would move that by an amount too small to tell (one standard deviation" in said
    assert "South Korea hedges toward a bomb +19 points ±1.0 0.0 0.0 0.0" in said


@pytest.mark.parametrize(
    ("effects", "said"),
    [
        (EFFECTS, "of 3 rival forms, 1 agree on its direction, 1 show no effect beyond sampling"),
        ((-0.1, -0.2), "from -0.200 to -0.100: of 1 rival form, 1 agree"),
        ((0.0, 0.2), "It runs from 0.000 to +0.200 over all of them."),
        ((0.3,), "It runs from +0.300 to +0.300 over all of them."),
    ],
)
def test_verdict_counts_the_forms(effects: tuple[float, ...], said: str) -> None:
    forms = [Under(str(n), effect, 0.004, 1000) for n, effect in enumerate(effects)]
    finding = Finding("X", False, forms, doubt().variance[0])
    assert said in verdict(finding)


def test_an_effect_without_a_known_error_has_no_direction() -> None:
    forms = [Under("all", -0.1, math.nan, 1), Under("other", -0.1, math.nan, 1)]
    assert "It runs from" in verdict(Finding("X", False, forms, doubt().variance[0]))


def test_where_no_effect_stands_out_the_largest_is_told() -> None:
    found = results()
    assert [one.title for one in alignments(found, doubt())] == [
        "Russia toward South Korea",
        "United States toward South Korea",
    ]
    quiet = replace(
        found, shifts=tuple(replace(r, effect=0.0, peak_error=0.2) for r in found.shifts)
    )
    assert [one.title for one in alignments(quiet, doubt())] == ["Russia toward South Korea"]


def test_the_indicator_shown_is_the_one_that_forms_move_most() -> None:
    found = results()
    second = replace(found.indicators[1], difference=0.1)
    found = replace(found, indicators=(found.indicators[0], second))
    assert [one.title for one in indicators(found, doubt())][1] == second.title
    of = doubt()
    variance = [replace(r, sd_form=0.2) if r.target == second.indicator else r for r in of.variance]
    text = screen(found, replace(of, variance=tuple(variance)))
    assert f"{second.title}: +20 points in the world as it is" in " ".join(text.split())


def test_json_holds_the_tables() -> None:
    told = json.loads(as_json(results(), None, doubt()))
    for name, (field, row_type) in Uncertainty.TABLES.items():
        assert len(told[name]) == len(getattr(doubt(), field))
        assert tuple(told[name][0]) == columns(row_type)
    assert not set(Uncertainty.TABLES) & json.loads(as_json(results(), None)).keys()
