"""The tables that pages hold follow the files of a world."""

from dataclasses import replace

import pytest

from sim.report.laws import tables, with_tables
from sim.world import World

PAGE = "Before.\n<!-- table of {name} -->\nof yesterday\n<!-- end of table -->\nAfter.\n"


def test_every_mechanism_and_motive_has_its_row(world: World) -> None:
    said = tables(world)
    for name, law in [*world.mechanisms.items(), *world.motives.items()]:
        assert f"| `{name}` | {law.title} | {law.says} | `{law.equation}` |\n" in said


@pytest.mark.parametrize(
    ("name", "row"),
    [
        ("mechanisms", "| `balance` |"),
        ("motives", "| `reward` |"),
        ("ideas", "| `balance` |"),
        ("the step", "   - balance: `z[i,o] +="),
    ],
)
def test_a_table_stands_between_its_marks(name: str, row: str, world: World) -> None:
    page = with_tables(PAGE.format(name=name), world)
    assert row in page
    assert "yesterday" not in page
    assert page.startswith("Before.\n<!-- table of")
    assert page.endswith("<!-- end of table -->\nAfter.\n")
    assert with_tables(page, world) == page


def test_a_further_motive_is_a_further_row(world: World) -> None:
    envy = world.motives["reward"].model_copy(update={"id": "envy", "title": "Envy"})
    more = replace(world, motives={**world.motives, "envy": envy})
    assert "| `envy` | Envy |" in with_tables(PAGE.format(name="motives"), more)


def test_a_page_without_a_place_or_with_an_unknown_one_is_refused(world: World) -> None:
    with pytest.raises(ValueError, match=r"no place for a table; known: <!-- table of mechanisms"):
        with_tables("Words.\n", world)
    with pytest.raises(ValueError, match="it marks a table of mechanism;"):
        with_tables(PAGE.format(name="mechanism"), world)
