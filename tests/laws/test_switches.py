"""Law 7: what is switched off does nothing, and leaves the others' formulas alone."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.binding import Case, build_case
from sim.kernel.decide import TILT_LIMIT
from sim.kernel.order import MECHANISMS, MOTIVES
from sim.kernel.step import advance
from sim.ledger import book
from sim.world import World, load_scenario
from tests.laws.rolled import rolled, same_bits
from tests.laws.worlds import Recipe, recipes


def without(world: World, name: str) -> Case:
    scenario = load_scenario("dangerous_dominoes", world)
    return build_case(world, replace(scenario, off=scenario.off | {name}))


@pytest.mark.parametrize("name", MECHANISMS)
def test_mechanism_off_in_the_default_world(world: World, scripted: Case, name: str) -> None:
    mechanism_is_off(scripted, without(world, name), name)


@pytest.mark.parametrize("name", MOTIVES)
def test_motive_off_in_the_default_world(world: World, scripted: Case, name: str) -> None:
    motive_is_off(scripted, without(world, name), name)


@given(recipes(), st.sampled_from(sorted(MECHANISMS)))
def test_mechanism_off_in_random_worlds(recipe: Recipe, name: str) -> None:
    mechanism_is_off(recipe.case(scripted=True), recipe.case(scripted=True, off=[name]), name)


@given(recipes(), st.sampled_from(sorted(MOTIVES)))
def test_motive_off_in_random_worlds(recipe: Recipe, name: str) -> None:
    motive_is_off(recipe.case(scripted=True), recipe.case(scripted=True, off=[name]), name)


@given(recipes())
def test_everything_off_in_random_worlds(recipe: Recipe) -> None:
    """Nothing moves an alignment, and all that is possible keeps its base rate."""
    case = recipe.case(off=[*MECHANISMS, *MOTIVES])
    for moment in rolled(case):
        assert same_bits(moment.after.latent, moment.before.latent)
        assert (moment.odds.tilt == 0.0).all()


def mechanism_is_off(on: Case, off: Case, name: str) -> None:
    nothing_is_posted(off, name)
    batch_off = off.batch(off.values.uniforms(1, 0, 20))
    for moment in rolled(on):
        same = advance(batch_off, moment.before, moment.step, moment.odds, moment.taken)
        assert name in moment.booked
        assert set(same.booked) == set(moment.booked) - {name}
        for other in set(same.booked) & set(MECHANISMS):
            assert same_bits(same.booked[other], moment.booked[other]), other
        for field in ("grievance", "expected", "tension", "commitment", "posture", "pulled"):
            assert same_bits(getattr(same.after, field), getattr(moment.after, field)), field
        assert same_bits(odds(batch_off, moment.before).probability, moment.odds.probability)


def nothing_is_posted(case: Case, name: str) -> None:
    columns = book(case)
    batch = case.batch(case.values.uniforms(1, 0, 20))
    fixed = columns.effects(batch)
    for moment in rolled(case):
        assert name not in moment.booked
        posted = columns.row(columns.post(batch, fixed, moment))
        assert (posted[columns.slices[name]] == 0.0).all()


def motive_is_off(on: Case, off: Case, name: str) -> None:
    batch_on, batch_off = (case.batch(case.values.uniforms(1, 0, 20)) for case in (on, off))
    for moment in rolled(on):
        parts, rest = tilts(batch_on, moment.before), tilts(batch_off, moment.before)
        assert set(rest) == set(parts) - {name}
        for other in rest:
            assert same_bits(rest[other], parts[other]), other
        total = sum(rest.values(), np.zeros_like(moment.odds.tilt))
        bounded = np.clip(total, -TILT_LIMIT, TILT_LIMIT)
        assert np.abs(odds(batch_off, moment.before).tilt - bounded).max() < 1e-11
        same = advance(batch_off, moment.before, moment.step, moment.odds, moment.taken)
        assert same_bits(same.after.latent, moment.after.latent)
