"""All engines read the same laws: same acts, equal numbers.

The traced ones (numpy; compiled with 2, 4 and 8 runs to a lane; the machine) agree to the last bit.
The reference reads the texts as they stand; where one law adds terms of different form it may add
them in another order, so it is held to 1e-12, and to the same acts.
"""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.binding import Case, build_case
from sim.kernel.engine import compiled, reference, run, vectors
from sim.kernel.engine import library as library_file
from sim.kernel.engine.keep import ACCUMULATORS
from sim.kernel.engine.task import Task
from sim.kernel.order import MECHANISMS, MOTIVES
from sim.world import World, load_scenario, scenario_ids
from tests.kernel.engine.engines import (
    COMPILED,
    ENGINES,
    MACHINE,
    REFERENCE,
    assert_close,
    assert_equal,
    engine,
    library_of,
    numpys,
    task,
    traced,
)
from tests.laws.worlds import SOME, Recipe, recipes

CLOSE = 1e-12
LAWS = (*MECHANISMS, *MOTIVES)


@pytest.fixture(scope="module")
def scripted(world: World) -> Case:
    """The scenario with most events."""
    return build_case(world, load_scenario("dangerous_dominoes", world))


def agree(of: Task) -> None:
    """All traced engines say what numpy's says."""
    expected = numpys(of)
    for roll in traced().values():
        assert_equal(roll(of), expected)


@pytest.mark.parametrize("name", [COMPILED[0], COMPILED[-1], MACHINE[-1], REFERENCE])
def test_runs_that_begin_off_their_reference(world: World, name: str) -> None:
    case = build_case(world, load_scenario("russia_leans_on_china", world))
    batch = case.batch(case.luck(3, 0, 13, 6).values)
    begun = batch.off_reference
    assert begun is not None
    of = replace(task(case, steps=6), state=begun.columns)
    expected, found = numpys(of), engine(name)(of)
    assert not np.array_equal(expected["single"], numpys(replace(of, state={}))["single"])
    if name == REFERENCE:
        assert_close(found, expected, CLOSE)
    else:
        assert_equal(found, expected)


@pytest.mark.parametrize("name", ENGINES)
@pytest.mark.parametrize(
    "scenario", [pytest.param("baseline", marks=pytest.mark.slow), "dangerous_dominoes"]
)
def test_the_default_world(world: World, scenario: str, name: str) -> None:
    roll, of = engine(name), task(build_case(world, load_scenario(scenario, world)))
    expected, found = numpys(of), roll(of)
    assert expected["taken"].any()
    assert np.abs(expected["ledger"]).max() > 0.01
    if name == REFERENCE:
        assert_close(found, expected, CLOSE)
    else:
        assert_equal(found, expected)


AT_ONCE = {"lethal_aid", "russia_leans_on_china", "bombers_over_kadiz", "warned", "rok_nuclear"}
"""A question, a state, a joint deed, a threat and a shut road: the others are slow."""


@pytest.mark.parametrize(
    "scenario",
    [
        name if name in AT_ONCE else pytest.param(name, marks=pytest.mark.slow)
        for name in scenario_ids()
    ],
)
def test_every_scenario(world: World, scenario: str) -> None:
    case = build_case(world, load_scenario(scenario, world))
    agree(task(case, runs=9))
    of = task(case, runs=3, ledger=False)
    assert_close(reference.roll(of), numpys(of), CLOSE)


@pytest.mark.parametrize("name", LAWS)
def test_every_law_off(world: World, name: str) -> None:
    scenario = load_scenario("dangerous_dominoes", world)
    agree(task(build_case(world, replace(scenario, off=scenario.off | {name})), runs=9, steps=6))


@pytest.mark.slow
def test_every_law_but_one_off(world: World) -> None:
    scenario = load_scenario("lethal_aid", world)
    for name in LAWS:
        alone = replace(scenario, off=frozenset(LAWS) - {name})
        agree(task(build_case(world, alone), runs=3, steps=6))


@given(recipes(), st.booleans(), st.sets(st.sampled_from(LAWS), max_size=4))
def test_random_worlds(recipe: Recipe, scripted: bool, off: set[str]) -> None:
    agree(task(recipe.case(scripted=scripted, off=off), runs=11))


@given(recipes(extreme=True), st.booleans())
def test_extreme_worlds(recipe: Recipe, scripted: bool) -> None:
    """Here odds, alignments and tensions meet their bounds."""
    agree(task(recipe.case(scripted=scripted), runs=11, steps=20))


@pytest.mark.slow
@SOME
@given(recipes(), st.booleans(), st.booleans(), st.sets(st.sampled_from(LAWS), max_size=4))
def test_the_reference_says_so_too(
    recipe: Recipe, extreme: bool, scripted: bool, off: set[str]
) -> None:
    of = task(replace(recipe, extreme=extreme).case(scripted=scripted, off=off), runs=11, steps=16)
    assert_close(reference.roll(of), numpys(of), CLOSE)


@pytest.mark.parametrize("runs", [1, 2, 7, 8, 9, 247, 248, 249, 500])
def test_any_number_of_runs(scripted: Case, runs: int) -> None:
    """Runs that fill no lane, and more than numpy works out at a time: the same sums."""
    of = task(scripted, runs=runs, steps=3)
    expected = numpys(of)
    assert expected["state in sum"].shape[-1] == ACCUMULATORS
    for roll in traced().values():
        assert_equal(roll(of), expected)


def test_sums_are_of_the_runs(scripted: Case) -> None:
    of = task(scripted, runs=21, steps=4)
    kept = numpys(of)
    for lane in range(ACCUMULATORS):
        own = kept["state"][1:, :, lane::ACCUMULATORS]
        assert np.allclose(kept["state in sum"][..., lane], own.sum(axis=-1), rtol=1e-14)
    assert np.array_equal(kept["taken in sum"].sum(axis=-1), kept["taken"].sum(axis=-1))
    assert np.array_equal(kept["last"][: kept["state"].shape[1]], kept["state"][-1])
    assert np.array_equal(kept["single"], kept["state"].astype(np.float32))


@pytest.mark.parametrize("name", [*COMPILED, *MACHINE])
def test_stepping_by_hand_and_rolling_are_one(
    scripted: Case, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A bench that is stepped from outside ends where the whole runs of its engine do."""
    roll, wanted = engine(name), library_of(name)
    monkeypatch.setattr(library_file, "find", lambda: wanted)
    assert isinstance(run.bench(scripted.laws.program, 3), compiled.Bench)
    luck = scripted.luck(3, 0, 13, 6)
    by_hand = list(scripted.roll(luck))
    monkeypatch.setattr(library_file, "find", lambda: None)
    assert isinstance(run.bench(scripted.laws.program, 3), vectors.Bench)
    for one, other in zip(by_hand, scripted.roll(luck), strict=True):
        assert np.array_equal(one.taken, other.taken)
        assert np.array_equal(one.odds.probability, other.odds.probability)
        for field in vars(one.after):
            assert np.array_equal(getattr(one.after, field), getattr(other.after, field)), field
    whole = roll(task(scripted, runs=13, steps=6))
    assert np.array_equal(whole["taken"][-1].T, by_hand[-1].taken)
    assert np.array_equal(whole["odds"], numpys(task(scripted, runs=13, steps=6))["odds"])
