"""Law 7: what is switched off does nothing, and leaves the others' formulas alone."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.binding import Case, build_case
from sim.kernel.decide import TILT_LIMIT
from sim.kernel.latent import BOUND
from sim.kernel.order import MECHANISMS, MOTIVES
from sim.kernel.state import SYMBOLS
from sim.kernel.step import advance, odds, tilts
from sim.ledger import book
from sim.world import World, load_scenario
from tests.laws.rolled import rolled, same_bits
from tests.laws.worlds import SOME, Recipe, recipes

UNMOVED = tuple(set(SYMBOLS) - {"latent", "alignment", "dependence", "assurance"})


def without(world: World, name: str) -> Case:
    scenario = load_scenario("dangerous_dominoes", world)
    return build_case(world, replace(scenario, off=scenario.off | {name}))


@pytest.mark.parametrize("name", MECHANISMS)
def test_mechanism_off_in_the_default_world(world: World, scripted: Case, name: str) -> None:
    assert name in book(scripted).mechanism
    mechanism_is_off(scripted, without(world, name), name)


@pytest.mark.parametrize("name", MOTIVES)
def test_motive_off_in_the_default_world(world: World, scripted: Case, name: str) -> None:
    motive_is_off(scripted, without(world, name), name)


@SOME
@given(recipes(), st.sampled_from(sorted(MECHANISMS)))
def test_mechanism_off_in_random_worlds(recipe: Recipe, name: str) -> None:
    mechanism_is_off(recipe.case(scripted=True), recipe.case(scripted=True, off=[name]), name)


@SOME
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
    """It books nothing, what the others book keeps its bits, and only what it moves differs."""
    ours, others = book(on), book(off)
    assert name not in others.mechanism
    kept = [n for n, mechanism in enumerate(ours.mechanism) if mechanism not in (name, BOUND)]
    same_entries = [n for n, mechanism in enumerate(others.mechanism) if mechanism != BOUND]
    assert [ours.entry(n) for n in kept] == [others.entry(n) for n in same_entries]
    batch_off = off.batch(off.values.uniforms(1, 0, 20))
    for moment in rolled(on, post=True):
        likely, script = moment.odds, off.script.get(moment.step)
        same = advance(
            batch_off, moment.before, moment.step, likely, moment.taken, script, post=True
        )
        assert moment.posted is not None
        assert same.posted is not None
        assert same_bits(same.posted[:, same_entries], moment.posted[:, kept])
        for field in UNMOVED:
            assert same_bits(getattr(same.after, field), getattr(moment.after, field)), field
        assert same_bits(odds(batch_off, moment.before).probability, moment.odds.probability)


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
