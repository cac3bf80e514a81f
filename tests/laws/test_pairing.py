"""Law 3: arms of a comparison share their luck, so what a scenario leaves alone stays the same."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from sim.binding import Case, build_case
from sim.world import Scenario, World, load_scenario
from tests.laws.rolled import assert_same, rolled
from tests.laws.worlds import Recipe, recipes
from tests.made_up import SOURCE
from tests.made_up import scenario as read_scenario


def copied(scenario: Scenario) -> Scenario:
    """The same under other words: nothing of it is scripted."""
    return replace(scenario, id="copy", title="A copy", why="No reason", indicators=())


def test_copy_of_the_baseline(world: World, baseline: Case) -> None:
    copy = build_case(world, copied(load_scenario("baseline", world)))
    assert_same(rolled(copy), rolled(baseline))


def test_scripting_nothing_on_the_default_world(world: World, baseline: Case) -> None:
    assert_same(rolled(build_case(world, read_scenario(world))), rolled(baseline))


@given(recipes())
def test_copy_in_random_worlds(recipe: Recipe) -> None:
    copy = build_case(recipe.world(), copied(recipe.baseline()))
    assert_same(rolled(copy), rolled(recipe.case()))


@given(recipes(), st.data())
def test_setting_values_to_what_they_are(recipe: Recipe, data: st.DataObject) -> None:
    world = recipe.world()
    path = data.draw(st.sampled_from(sorted(world.quantities())))
    same = build_case(world, read_scenario(world, {"set": unchanged(world, [path])}))
    assert_same(rolled(same), rolled(recipe.case()))


def test_setting_values_to_what_they_are_on_the_default_world(world: World, baseline: Case) -> None:
    values = unchanged(world, list(world.quantities())[::20])
    same = build_case(world, read_scenario(world, {"set": values}))
    assert_same(rolled(same), rolled(baseline))


def unchanged(world: World, paths: Iterable[str]) -> dict[str, Any]:
    """Overrides by the same value from another source."""
    quantities = [(path, world.quantities()[path]) for path in paths]
    return {
        path: {"value": q.value, "range": [q.low, q.high], "source": SOURCE}
        for path, q in quantities
    }


def test_nothing_differs_before_the_first_event(world: World, baseline: Case) -> None:
    scenario = load_scenario("lethal_aid", world)
    arm = build_case(world, replace(scenario, set={}, off=frozenset()))
    the_past_is_shared(arm, baseline, min(e.step for e in scenario.events))


@given(recipes())
def test_the_past_is_shared_in_random_worlds(recipe: Recipe) -> None:
    """What a scenario will script later has no effect before."""
    scenario = recipe.scenario()
    steps = [event.step for event in scenario.events]
    arm = build_case(recipe.world(), scenario)
    unscripted = build_case(recipe.world(), replace(scenario, events=()))
    the_past_is_shared(arm, unscripted, min(steps, default=scenario.steps + 1))


def the_past_is_shared(arm: Case, other: Case, first_event: int) -> None:
    past = first_event - 1
    assert_same(rolled(arm)[:past], rolled(other)[:past])


@given(recipes())
def test_scripted_actions_are_taken_and_take_their_instrument(recipe: Recipe) -> None:
    scenario = recipe.scenario()
    case = build_case(recipe.world(), scenario)
    instruments = {name: n for n, name in enumerate(case.names.instruments)}
    moments = rolled(case)
    for event in scenario.events:
        k = case.names.actions.index(event.action)
        taken = moments[event.step - 1].taken
        line = instruments[recipe.world().actions[event.action].instrument]
        assert (taken[:, k] == 1.0).all()
        assert (taken[:, case.line == line].sum(axis=1) == 1.0).all()
