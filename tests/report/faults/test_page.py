"""The page of known faults: what is in its columns."""

import pytest

from sim.report.faults.page import page, shown
from sim.results.faults import MeasuredFault, Measurement, Reading, Saved
from sim.study.faults import FAULTS
from sim.world import World

MAIN = Reading(FAULTS[0].main, "what it does", "difference", -0.25, 0.01, "below 0")
NEW = Reading("new", "what is new", "count", 3.0, note="x, y")


def measurement(world: World, *readings: Reading) -> Measurement:
    return Measurement(world, 1234, 0, (MeasuredFault(FAULTS[0], readings),))


def before(world: World) -> Saved:
    then = Reading(MAIN.id, "", "difference", 0.5, 0.02)
    return measurement(world, then).saved("the first version", "0.0.1")


def test_both_columns_stand_side_by_side(world: World) -> None:
    text = page(measurement(world, MAIN, NEW), before(world))
    assert "| measured | wanted | before | now |" in text
    assert "| what it does | below 0 | +0.500 ± 0.020 | -0.250 ± 0.010 |" in text
    assert "| what is new |  | – | 3 (x, y) |" in text
    told = '"Before" is the first version, version 0.0.1, 1,234 runs, seed 0.'
    assert told in " ".join(text.split())
    assert f"## 1. {FAULTS[0].asked}" in text


def test_without_earlier_readings_there_is_one_column(world: World) -> None:
    text = page(measurement(world, MAIN), None)
    assert "| measured | wanted | now |" in text
    assert "efore" not in text.split("Do not edit it")[1]


@pytest.mark.parametrize(
    ("kind", "value", "error", "told"),
    [
        ("share", 0.3149, 0.0107, "31.5% ± 1.1%"),
        ("ratio", 1.0143, None, "x 1.014"),
        ("ratio", 2.318, 0.0366, "x 2.32 ± 0.037"),
        ("difference", -0.0102, 0.001, "-0.010 ± 0.001"),
        ("number", 6.872, None, "6.872"),
        ("count", 8.0, None, "8"),
        ("ratio", None, None, "–"),
    ],
)
def test_a_reading_is_shown_in_its_own_unit(
    kind: str, value: float | None, error: float | None, told: str
) -> None:
    one = Reading("it", "it", kind, None)  # type: ignore[arg-type]
    assert shown(one, value, error, "") == told
