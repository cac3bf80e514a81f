"""The default world's scorecard, and a few tests of it, bound and rolled once for all."""

from functools import lru_cache

from sim.study.scorecard.trials import Plan, Read, blocks, joined, plan, run_blocks
from sim.world import World, load_world
from sim.world.scorecard import CausalTest

DRAWS, INNER, SEED = 24, 4, 5
FEW = ("lethal_aid_brings_arms", "seoul_moves_to_lift_its_ban", "pyongyang_prefers_moscow")


@lru_cache
def world() -> World:
    return load_world()


def told(**said: object) -> CausalTest:
    """A test with what matters in it filled in."""
    whole = {
        "id": "one",
        "title": "One",
        "claims": ("bi-43",),
        "scenario": "pact",
        "from": 2,
        "to": 4,
        "expect": "rises",
    }
    return CausalTest.model_validate({**whole, **said})


def declared(name: str) -> CausalTest:
    card = world().scorecard
    assert card is not None
    return next(test for test in card.tests if test.id == name)


@lru_cache
def few() -> Plan:
    return plan(world(), [declared(name) for name in FEW])


def nobody(_done: int) -> None:
    """Looks on."""


def rolled(of: Plan, draws: int = DRAWS, inner: int = INNER, workers: int = 1) -> Read:
    work = blocks(range(len(of.arms)), draws, inner)
    return joined(list(run_blocks([of], work, SEED, inner, workers, nobody)))
