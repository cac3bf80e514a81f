"""Figures say what they are given: places, levels, sums."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.report.html.svg.heatmap import heatmap
from sim.report.html.svg.levels import level, level_class, round_top
from sim.report.html.svg.network import network, ring, seating, thickness
from sim.report.html.svg.trend import Path, trend
from sim.report.html.svg.waterfall import Bar, waterfall
from tests.report.html.page import read


@pytest.mark.parametrize(
    ("value", "found"),
    [(0.0, "z"), (0.004, "z"), (0.1, "p1"), (0.2, "p1"), (0.21, "p2"), (1.0, "p5"), (-0.92, "n5")],
)
def test_levels(value: float, found: str) -> None:
    assert level_class(value, 1) == found


@given(st.floats(-1, 1), st.sampled_from([0.05, 0.1, 1.0]))
def test_levels_are_odd_and_rise(value: float, top: float) -> None:
    assert level(-value, top) == -level(value, top)
    assert level(value, top) <= level(min(1.0, value + 0.1), top)


@given(st.lists(st.floats(-2, 2)))
def test_the_top_holds_all(values: list[float]) -> None:
    assert all(abs(value) <= round_top(values) for value in values)


def test_a_heat_map_shows_each_value_in_its_place() -> None:
    values = {("A", "B"): -0.5, ("B", "A"): 0.25}
    top = read(heatmap(values, ["A", "B"], ["A", "B"], 1, "x", alive=True))
    cells = top.all("rect")
    assert [one.get("data-pair") for one in cells] == ["A>B", "B>A"]
    shown = [one for one in top.all("text") if one.get("data-text")]
    assert [one.text for one in shown] == ["−0.50", "+0.25"]
    (down, across) = [(float(one.get("y")), float(one.get("x"))) for one in cells]
    assert down[0] < across[0]
    assert down[1] > across[1]


def test_the_network_has_a_half_for_each_direction_told_apart_by_dashes() -> None:
    values = {("A", "B"): -0.5, ("B", "A"): 0.25}
    top = read(network(values, ["A", "B"], {"A": "Aland"}, 1, "x"))
    halves = {one.get("data-edge"): one for one in top.all("line")}
    assert halves["A>B"].get("class") == "edge neg"
    assert halves["B>A"].get("class") == "edge pos"
    for name in ("x2", "y2"):  # they meet in the middle
        assert halves["A>B"].get(name) == halves["B>A"].get(name)
    assert float(halves["A>B"].get("stroke-width")) > float(halves["B>A"].get("stroke-width"))
    assert thickness(0.004, 1) == 0.0
    assert "Aland" in top.text


def test_friends_sit_side_by_side() -> None:
    friends = {("A", "C"): 0.9, ("C", "A"): 0.9, ("B", "D"): 0.9, ("A", "B"): -0.9}
    tour = seating(["A", "B", "C", "D"], friends)
    assert sorted(tour) == ["A", "B", "C", "D"]
    assert abs(tour.index("A") - tour.index("C")) in (1, 3)
    assert len(set(ring(8))) == 8


def test_a_waterfall_goes_on_where_the_last_bar_ended() -> None:
    bars = [Bar("one", "m", 0.3, "a"), Bar("two", "m", -0.1, "b")]
    top = read(waterfall(bars, Bar("sum", "all", 0.2, ""), "x", "ledger.csv"))
    first, second, total = top.all("rect")
    ends = [
        (float(one.get("x")), float(one.get("x")) + float(one.get("width")))
        for one in (first, second, total)
    ]
    assert ends[1][1] == pytest.approx(ends[0][1], abs=0.02)  # the second begins at the end
    assert total.get("class") == "bar total pos"
    assert ends[2] == pytest.approx((ends[0][0], ends[1][0]), abs=0.02)


def test_no_stroke_of_a_waterfall_runs_through_a_label() -> None:
    bars = [
        Bar(
            "The long name of a deed that a state has done, wrapped over two lines, it is so long",
            "m",
            0.1,
            "a",
        )
        for _ in range(4)
    ]
    top = read(waterfall(bars, Bar("The sum of it all", "all", 0.4, ""), "x", "ledger.csv"))
    feet = [
        float(one.get("y") or 0)
        for one in top.all("text")
        if not one.get("class").endswith("q") and "end" not in one.get("class")
    ]
    strokes = [
        (float(ends[0].split()[1]), float(ends[1]))
        for path in top.all("path")
        for ends in (part.split("V") for part in path.get("d").split("M")[1:])
    ]
    assert len(feet) == 9
    assert len(strokes) == 5 + 3
    for foot in feet:  # a letter stands from some nine units above its foot to two below
        assert not [one for one in strokes if one[0] < foot + 2 and one[1] > foot - 9]


def test_names_of_heights_keep_off_the_lines() -> None:
    level_path = [4.0] * 10
    path = Path(level_path, level_path, [3.0] * 10, [5.0] * 10)
    months = [str(at) for at in range(10)]
    top = read(trend(path, months, "x", [(4.0, "displays of force")], width=300))
    (name,) = [one for one in top.all("text") if one.text == "displays of force"]
    line = top.all("path")[-1].get("d")
    height = float(line.removeprefix("M").split("L")[0].split()[1])
    assert abs(float(name.get("y")) - 4 - height) >= 7.9


def test_a_path_that_never_moves_is_drawn_all_the_same() -> None:
    flat = Path([0.5] * 2, [0.5] * 2, [0.5] * 2, [0.5] * 2)
    assert "nan" not in trend(flat, ["start", "Jun 2024"], "x")
