"""Law 5: the order in which things are written down, or numbered, changes no result."""

import random
import shutil
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from sim.binding import Case, build_case
from sim.kernel.arrays import Ints
from sim.kernel.step import Moment
from sim.world import Scenario, World, load_scenario, load_world, seeds_dir
from tests.laws.rolled import assert_same, rolled
from tests.laws.worlds import SOME, Recipe, recipes
from tests.made_up import declare

CLOSE = 1e-12  # sums in another order
UNNUMBERED = ("expected", "voiced", "credibility", "pulled", "coming", "stock", "pace", "surprise")


@SOME
@given(recipes(), st.integers(0, 2**32 - 1))
def test_order_of_keys_in_random_worlds(recipe: Recipe, seed: int) -> None:
    documents = shuffled(recipe.documents(), random.Random(seed))
    world, scenario = declare(documents), recipe.scenario()
    assert_same(rolled(build_case(world, scenario)), rolled(build_case(recipe.world(), scenario)))


def test_order_of_keys_in_the_default_world(scripted: Case, tmp_path: Path) -> None:
    folder = tmp_path / "seeds"
    shutil.copytree(seeds_dir(), folder, ignore=shutil.ignore_patterns("schema"))
    dice = random.Random(1)
    for path in sorted(folder.rglob("*.yaml")):
        node = yaml.compose(path.read_text(encoding="utf-8"))
        shuffle_keys(node, dice)
        path.write_text(yaml.serialize(node, allow_unicode=True), encoding="utf-8")
    world = load_world(folder)
    case = build_case(world, load_scenario("dangerous_dominoes", world))
    assert_same(rolled(case), rolled(scripted))


@SOME
@given(recipes(), st.integers(0, 2**32 - 1))
def test_slots_of_random_worlds(recipe: Recipe, seed: int) -> None:
    slots_make_no_difference(recipe.world(), recipe.scenario(), random.Random(seed))


@pytest.mark.parametrize("seed", [1, 2])
def test_slots_of_the_default_world(world: World, seed: int) -> None:
    scenario = load_scenario("dangerous_dominoes", world)
    slots_make_no_difference(world, scenario, random.Random(seed))


def slots_make_no_difference(world: World, scenario: Scenario, dice: random.Random) -> None:
    case = build_case(world, scenario)
    other = build_case(renumbered(world, dice), scenario)
    pairs = places(case.names.pairs, other.names.pairs)
    theatres = places(case.names.theatres, other.names.theatres)
    for one, two in zip(rolled(case), rolled(other), strict=True):
        assert np.array_equal(one.taken, two.taken)
        assert np.array_equal(one.after.posture, two.after.posture)
        for field in UNNUMBERED:
            assert np.allclose(getattr(one.after, field), getattr(two.after, field), atol=CLOSE)
        for field in ("latent", "dependence", "commitment", "assurance", "grievance"):
            assert gap(one, two, field, pairs) < CLOSE, field
        assert gap(one, two, "tension", theatres) < CLOSE
        assert np.abs(one.odds.probability - two.odds.probability).max() < CLOSE


def gap(one: Moment, two: Moment, field: str, order: Ints) -> float:
    return float(np.abs(getattr(one.after, field) - getattr(two.after, field)[:, order]).max())


def places(names: Iterable[str], others: tuple[str, ...]) -> Ints:
    return np.array([others.index(name) for name in names], dtype=np.intp)


def renumbered(world: World, dice: random.Random) -> World:
    """The world with its parties' and theatres' slots dealt out anew."""

    def dealt(things: Any) -> dict[str, Any]:
        slots = dice.sample(range(len(things)), len(things))
        return {
            name: thing.model_copy(update={"slot": slot})
            for (name, thing), slot in zip(things.items(), slots, strict=True)
        }

    return replace(world, parties=dealt(world.parties), theatres=dealt(world.theatres))


def shuffled(thing: Any, dice: random.Random) -> Any:
    """The same with the keys of every mapping in another order."""
    if isinstance(thing, dict):
        keys = sorted(thing)
        dice.shuffle(keys)
        return {key: shuffled(thing[key], dice) for key in keys}
    return thing


def shuffle_keys(node: yaml.Node, dice: random.Random) -> None:
    """Reorder the keys of every mapping of a YAML document, whatever they hold."""
    if isinstance(node, yaml.MappingNode):
        dice.shuffle(node.value)
        for _, value in node.value:
            shuffle_keys(value, dice)
    elif isinstance(node, yaml.SequenceNode):
        for value in node.value:
            shuffle_keys(value, dice)
