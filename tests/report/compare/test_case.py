"""A case: lethal aid with and without a standing deployment and assurances."""

import io
from pathlib import Path

import pytest

import sim
from sim.report.compare import choice
from sim.report.compare.answer import answer
from sim.report.compare.text import show
from sim.report.screen import console
from sim.results.comparison import Comparison
from sim.world import World, load_scenario


@pytest.fixture(scope="module")
def found(world: World) -> Comparison:
    assured = load_scenario(Path(__file__).with_name("lethal_aid_assured.yaml"), world)
    return sim.compare(["lethal_aid", assured], world=world).found


def test_the_headline_says_what_the_umbrella_brings_and_what_it_costs(found: Comparison) -> None:
    """Seoul believes the promise; a clash and a nuclear test become likelier."""
    (told,) = choice.headlines(found).values()
    rises = {one.id: row.contrast > 0 for one, row in told}
    expected = {"seoul_doubts_washington": False, "peninsula_clash": True, "nuclear_test": True}
    assert rises.items() >= expected.items()
    said, *_ = answer(found)
    assert said.label == "B instead of A"
    assert said.text.startswith("less likely: “South Korea's belief in the American promise falls")
    _, _, likelier = said.text.partition("; likelier: ")
    assert "a clash with loss of life” (" in likelier
    assert "test a nuclear weapon” (" in likelier


def test_what_both_script_is_no_row_of_it(found: Comparison) -> None:
    groups = choice.conditions(found)
    assert {one.id for one in groups.settled} == {"seoul_sends_lethal_aid", "seoul_reviews_its_ban"}
    assert groups.own[0].id.startswith("moscow_keeps_its_word")


def test_a_narrow_screen_answers_at_once_and_stops(
    found: Comparison, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    text = io.StringIO()
    show(found, Path("results/compare/abc"), console(text))
    lines = text.getvalue().splitlines()
    assert len(lines) <= 60
    assert max(map(len, lines)) <= 80
    assert "test a nuclear weapon" in " ".join(lines[:25])
