import pytest

from sim.study.ensemble.run import run
from sim.world import World, load_scenario, load_world


@pytest.fixture(scope="module")
def world() -> World:
    return load_world()


@pytest.mark.parametrize(
    ("name", "said"),
    [("baseline", "nothing is scripted in either arm"), ("pact", "cannot be told apart")],
)
def test_equal_arms_are_uninformative(world: World, name: str, said: str) -> None:
    """Whether or not something is scripted in both: each arm has arrays of its own."""
    scenario, again = load_scenario(name, world), load_scenario(name, world)
    found = run(world, scenario, again, runs=3, steps=18)
    (notice,) = [one for one in found.warnings if one.kind == "uninformative"]
    assert said in notice.text
