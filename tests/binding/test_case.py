import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from sim.binding import Case, build_case
from sim.world import World, load_scenario
from tests.laws.rolled import assert_same, rolled
from tests.laws.worlds import Recipe, recipes
from tests.made_up import CODE, SOURCE, declare, fixed, scenario


def test_levels_are_the_starting_levels() -> None:
    recipe = Recipe(seed=1, actions=12)
    world, case = recipe.world(), recipe.case()
    assert case.names.postures
    for name, level in zip(case.names.postures, case.frame.levels, strict=True):
        assert world.postures[name].levels[level] == world.postures[name].start


def test_the_script_names_what_is_taken_and_what_is_out_of_hand() -> None:
    recipe = Recipe(seed=1, actions=12)
    events = recipe.scenario().events
    case = recipe.case(scripted=True)
    assert set(case.script) == {event.step for event in events}
    for step, script in case.script.items():
        wanted = {event.action for event in events if event.step == step}
        taken = {case.names.actions[k] for k in np.flatnonzero(script.taken)}
        assert taken == wanted
        lines = {recipe.world().actions[action].instrument for action in wanted}
        occupied = {case.names.instruments[n] for n in np.flatnonzero(script.occupied)}
        assert occupied == lines


def test_overrides_reach_the_values() -> None:
    recipe = Recipe(seed=1)
    world = recipe.world()
    path = "actors.ALP.precision"
    case = build_case(world, scenario(world, {"set": {path: {**fixed(1.5), "source": SOURCE}}}))
    assert case.values.mode[case.values.column(path)] == 1.5


def test_a_run_keeps_its_branch_for_all_its_steps_and_needs_none_for_no_step(world: World) -> None:
    case = build_case(world, load_scenario("three_winters", world))
    assert case.branched is not None
    drawn = case.luck(1, 0, 5, 6).steps[:, case.branched]
    assert (drawn == drawn[0]).all()
    assert len(set(drawn[0])) > 1
    assert len(case.luck(1, 0, 5, 0).steps) == 0


@given(recipes())
def test_a_newcomer_moves_nobodys_luck(recipe: Recipe) -> None:
    """Another actor, with a line of policy of its own, leaves all earlier draws as they were."""
    small = recipe.case()
    larger = case_with_newcomer(recipe)
    few, many = small.luck(7, 3, 5, 6), larger.luck(7, 3, 5, 6)
    shared = [larger.values.column(path) for path in small.values.paths]
    assert np.array_equal(many.values[:, shared], few.values)
    lines = [larger.names.instruments.index(name) for name in small.names.instruments]
    for one, other in zip(few.steps, many.steps, strict=True):
        assert np.array_equal(other[lines], one)


def case_with_newcomer(recipe: Recipe) -> Case:
    documents = recipe.documents()
    old = [i for i, party in documents["world"]["parties"].items() if party["actor"]]
    words = {"name": "AAA", "actor": True, "slot": 99}
    documents["world"]["parties"] = {"AAA": words, **documents["world"]["parties"]}
    documents["actors/AAA"] = {**documents["actors/ALP"], "id": "AAA"}
    for name in old:
        documents[f"dyads/AAA-{name}"] = {
            "pair": ["AAA", name],
            "source": SOURCE,
            "proximity": fixed(0.5),
            f"AAA>{name}": {"alignment": fixed(0.1)},
            f"{name}>AAA": {"alignment": fixed(0.1)},
        }
    action = {"title": "acts", "cameo": CODE, "base_rate": fixed(0.2), "impacts": {}}
    documents["actions/aaa_line"] = {
        "instrument": "aaa_line",
        "owner": "AAA",
        "title": "A line",
        "source": SOURCE,
        "actions": {"aaa_act": action},
    }
    world = declare(documents)
    return build_case(world, scenario(world))


@given(recipes(), st.integers(0, 30))
def test_part_of_the_luck(recipe: Recipe, start: int) -> None:
    case = recipe.case()
    luck = case.luck(1, 0, 40, 5)
    part = list(case.roll(luck.part(start, start + 10)))
    assert_same(part, rolled(case, first_run=start, runs=10, steps=5))
