"""Shares under several scenarios, beside each other."""

import pytest

from sim.report.html.markup import Markup
from sim.report.html.svg.drawing import NARROW, WIDE
from sim.report.html.svg.sides import Beside, sides
from tests.report.html.page import read


@pytest.mark.parametrize("width", [WIDE, NARROW])
def test_every_scenario_has_its_bar_from_the_reference_on(width: float) -> None:
    row = Beside(
        "South Korea's belief in the American promise falls by 0.15",
        0.25,
        [("A", 0.5), ("B", 0.0)],
        [Markup("<tspan>50%</tspan>"), Markup("<tspan>0%</tspan>")],
        "indicator=doubt",
    )
    top = read(sides([row], width, "two scenarios"))
    bars = {one.get("class"): one for one in top.all("line") if "reach" in one.get("class")}
    (zero,) = [one for one in top.all("line") if one.get("class") == "zero"]
    assert {one.get("x1") for one in bars.values()} == {zero.get("x1")}
    assert float(bars["reach pos"].get("x2")) > float(zero.get("x1"))
    assert float(bars["reach neg"].get("x2")) < float(zero.get("x1"))
    said = [one.text for one in top.all("text")]
    assert "A 50%" in said
    assert "B 0%" in said
    assert "falls by 0.15" in " ".join(said)
