"""Law 8: a world may begin off its reference, which stays: departures from it then matter."""

from collections.abc import Iterable, Mapping
from dataclasses import replace

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from sim.binding import Case, build_case
from sim.world import Quantity, World, load_scenario
from sim.world.quantity import KINDS
from sim.world.state import states
from tests.laws.rolled import assert_same, differences, rolled, same_bits
from tests.laws.test_bounds import everything_in_bounds
from tests.laws.test_ledger import the_books_close
from tests.laws.worlds import Recipe, recipes

State = Mapping[str, Quantity | str]


def begun(recipe: Recipe, state: State, *, scripted: bool = False) -> Case:
    scenario = recipe.scenario() if scripted else recipe.baseline()
    return build_case(recipe.world(), replace(scenario, state=state))


def as_it_is(world: World, paths: Iterable[str]) -> State:
    known = world.quantities()
    return {p: known[p] if p in known else world.postures[p.split(".")[1]].start for p in paths}


@st.composite
def elsewhere(draw: st.DrawFn, world: World) -> State:
    """Some of the state anywhere within the bounds of its kind."""
    found: dict[str, Quantity | str] = {}
    for path in draw(st.sets(st.sampled_from(states(world)), min_size=1)):
        known = world.quantities().get(path)
        if known is None:
            found[path] = draw(st.sampled_from(world.postures[path.split(".")[1]].levels))
            continue
        kind = KINDS[known.kind]
        ends = st.floats(kind.low, kind.high, exclude_min=kind.open_low, exclude_max=kind.open_high)
        low, value, high = sorted(draw(st.tuples(ends, ends, ends)))
        found[path] = Quantity(value, low, high, kind.name, known.sources)
    return found


@settings(max_examples=6)
@given(recipes(), st.data())
def test_a_state_that_is_the_reference_changes_no_bit(recipe: Recipe, data: st.DataObject) -> None:
    world = recipe.world()
    paths = data.draw(st.sets(st.sampled_from(states(world)), min_size=1))
    same = begun(recipe, as_it_is(world, paths))
    assert same.start
    assert_same(rolled(same), rolled(recipe.case()))


def test_nor_does_it_in_the_default_world(world: World, scripted: Case) -> None:
    scenario = load_scenario("dangerous_dominoes", world)
    same = build_case(world, replace(scenario, state=as_it_is(world, states(world))))
    assert_same(rolled(same), rolled(scripted))


@settings(max_examples=4)
@given(recipes(), st.data())
def test_the_reference_stays(recipe: Recipe, data: st.DataObject) -> None:
    """Values of the laws, and what is normal, are those of the world."""
    state = data.draw(elsewhere(recipe.world()))
    moved, rest = begun(recipe, state), recipe.case()
    at = [case.batch(case.values.uniforms(1, 0, 5)) for case in (moved, rest)]
    assert differences(at[0].start, at[1].start) == []
    for symbol in ("base_rate", "z_ref", "d_ref", "power"):
        assert same_bits(at[0].value(symbol), at[1].value(symbol))


@settings(max_examples=6)
@given(recipes(), st.data())
def test_it_begins_where_it_says(recipe: Recipe, data: st.DataObject) -> None:
    state = data.draw(elsewhere(recipe.world()))
    case = begun(recipe, state)
    found = case.batch_of(case.values.central(1)).off_reference
    assert found is not None
    names = case.names
    columns = {
        "alignment": (found.alignment, names.pairs),
        "dependence": (found.dependence, names.pairs),
        "commitment": (found.commitment, names.pairs),
        "assurance": (found.assurance, names.pairs),
        "tension": (found.tension, names.theatres),
        "start": (found.posture, names.postures),
    }
    for path, stands in state.items():
        _, name, field = path.split(".")
        rows, axis = columns[field]
        if isinstance(stands, str):
            stands = replace(QUANTITY, value=recipe.world().postures[name].rank(stands))
        near = 1e-6 if field == "alignment" else 0.0  # the numerical bound, and atanh and tanh
        assert abs(rows[0, axis.index(name)] - stands.value) <= near


QUANTITY = Quantity(0.0, 0.0, 0.0, "level", ("assumption: made up",))


@settings(max_examples=4)
@given(recipes(), st.booleans(), st.data())
def test_bounds_hold_and_books_close(recipe: Recipe, scripted: bool, data: st.DataObject) -> None:
    state = {
        path: one
        for path, one in data.draw(elsewhere(recipe.world())).items()
        if not path.startswith("postures.")  # a script must meet its preconditions
    }
    case = begun(recipe, state, scripted=scripted)
    everything_in_bounds(case, rolled(case, steps=30, post=True))
    the_books_close(case)


@settings(max_examples=4)
@given(recipes(), st.data())
def test_run_r_is_the_same_run_in_any_batch(recipe: Recipe, data: st.DataObject) -> None:
    case = begun(recipe, data.draw(elsewhere(recipe.world())))
    assert_same(rolled(case, first_run=3, runs=5), rolled(case, runs=9), slice(3, 8))


def test_dependence_fades_toward_its_reference(world: World) -> None:
    """Where nothing is done that surprises, at its half-life."""
    path = "dyads.RUS>CHN.dependence"
    state = {path: Quantity(0.9, 0.9, 0.9, "share", QUANTITY.sources)}
    calm = replace(load_scenario("baseline", world), state=state)
    quiet = {f"actions.{name}.transfers.RUS": 0.0 for name in world.actions}
    known = {key: 0.0 for key in quiet if key in world.quantities()}
    case = build_case(world.with_values(known), calm)
    column = case.names.pairs.index("RUS>CHN")
    batch = case.batch_of(case.values.central(1))
    luck = case.luck(1, 0, 1, 24)
    path_of = [m.after.dependence[0, column] for m in case.roll(luck, batch)]
    rest = world.quantities()[path].value
    half_life = world.quantities()["memory.dependence"].value
    faded = rest + (0.9 - rest) * 0.5 ** (np.arange(1, 25) / half_life)
    assert np.abs(np.array(path_of) - faded).max() < 1e-12
