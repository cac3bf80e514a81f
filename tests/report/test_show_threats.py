import io
from dataclasses import replace

import pytest

from sim.report.screen import console
from sim.report.show.threats import show
from sim.study.threats import holds
from sim.world import World


@pytest.fixture
def lines(world: World, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    monkeypatch.setenv("COLUMNS", "80")
    text = io.StringIO()
    show(world, holds(world), console(text))
    return text.getvalue().splitlines()


def test_the_first_lines_answer(lines: list[str], world: World) -> None:
    first = " ".join(" ".join(lines[:25]).split())
    assert world.threats["rus_arms_if_lethal_aid"].title in first
    for said in (
        "Russia against South Korea, stands, believed 45% (range 25% to 65%)",
        "South Korea sends lethal aid directly to",
        "The rest is mostly paying back harm",
        "Russia against the United States",
    ):
        assert said in first, said
    assert max(map(len, lines)) <= 80


def test_what_a_threat_is_made_of(lines: list[str], world: World) -> None:
    text = " ".join(" ".join(lines).split())
    for threat in world.threats.values():
        assert threat.title in text
    for said in (
        "Pulled by: South Korea sends lethal aid directly to Ukraine",
        "Is to end: South Korea's rule on lethal aid to Ukraine: at least indirect",
        "louder when Russia warns South Korea not to arm Ukraine",
        "Russia delivers conventional arms and air defence to North Korea (0.65, high)",
        "No act of this world voices it anew.",
        "Claim bi-33",
    ):
        assert said in text, said


def test_a_world_without_threats_says_so(world: World) -> None:
    text = io.StringIO()
    show(replace(world, threats={}), (), console(text))
    assert text.getvalue().startswith("No threat stands")
