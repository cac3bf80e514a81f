import numpy as np
from hypothesis import given

from sim.kernel.grain import Effects, Grain, by_action, by_actor, effects
from sim.kernel.seen import impulse
from tests.laws.rolled import rolled
from tests.laws.worlds import Recipe, recipes


@given(recipes())
def test_both_grains_add_up_to_the_same(recipe: Recipe) -> None:
    """What an actor's actions do one by one is what the actor does."""
    case = recipe.case()
    batch = case.batch(case.values.uniforms(1, 0, 20))
    frame, p = case.frame, batch.p
    fine, coarse = by_action(frame), by_actor(frame)
    assert coarse.deeds == frame.actors
    assert fine.deeds == frame.actions
    for moment in rolled(case, steps=4):
        one, other = (
            impulse(grain, frame, p, effects(grain, p.impact), moment.before, moment.seen)
            for grain in (fine, coarse)
        )
        for name in ("good", "joint", "stir", "moved", "before"):
            summed, whole = getattr(one, name).sum(axis=1), getattr(other, name).sum(axis=1)
            assert np.allclose(summed, whole, atol=1e-12), name


@given(recipes())
def test_owners(recipe: Recipe) -> None:
    frame = recipe.case().frame
    assert np.array_equal(by_action(frame).owner, frame.owner)
    assert by_actor(frame).owner.tolist() == list(range(frame.actors))


@given(recipes())
def test_effects_are_good_and_harm(recipe: Recipe) -> None:
    case = recipe.case()
    p = case.batch(case.values.uniforms(1, 0, 5)).p
    grain: Grain = by_action(case.frame)
    worked: Effects = effects(grain, p.impact)
    assert np.array_equal(worked.good, np.maximum(p.impact, 0.0))
    assert (worked.harm >= 0.0).all()
    assert (worked.joint >= 0.0).all()
    assert (case.frame.impact.to[grain.own] < case.frame.impact.to[grain.other]).all()
