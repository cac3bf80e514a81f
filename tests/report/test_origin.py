"""Every page that a command writes says from what; a page of another world would mislead."""

from dataclasses import replace
from pathlib import Path

import pytest

from sim.report.origin import origin
from sim.world import World, load_world

DOCS = Path(__file__).parents[2] / "docs"
HOW = {
    "claims.md": "sim claims --anticipating --docs docs/claims.md",
    "docking.md": "sim docking --out docs/docking.md",
    "faults.md": "sim faults --before docs/faults-before.json --out docs/faults.md",
    "validation.md": "sim validation --out docs/validation.md",
}


@pytest.fixture(scope="module")
def world() -> World:
    return load_world()


@pytest.mark.parametrize("name", HOW)
def test_the_page_was_made_from_this_world(name: str, world: World) -> None:
    said = (DOCS / name).read_text(encoding="utf-8")
    assert f"`{HOW[name]}`" in said
    assert origin(world) in said, f"docs/{name} is of another world. Run: {HOW[name]}"


def test_another_value_is_another_world(world: World) -> None:
    assert origin(world) != origin(world.with_values({"actors.RUS.precision": 2.4}))


def test_another_test_is_another_scorecard(world: World) -> None:
    card = world.scorecard
    assert card is not None
    fewer = replace(world, scorecard=card.model_copy(update={"tests": card.tests[:-1]}))
    assert origin(fewer) != origin(world)
    assert origin(fewer).split("scorecard")[0] == origin(world).split("scorecard")[0]


def test_a_world_without_a_scorecard_has_an_origin_too(world: World) -> None:
    assert "Made from world" in origin(replace(world, scorecard=None))
