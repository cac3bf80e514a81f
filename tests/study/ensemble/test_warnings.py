import pytest

from sim.study.ensemble.run import run
from sim.world import World, load_scenario


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


def test_a_single_run_is_told_so(world: World) -> None:
    scenario, baseline = load_scenario("lethal_aid", world), load_scenario("pact", world)
    said = {
        runs: next(
            one.text
            for one in run(world, scenario, baseline, runs=runs, steps=4).warnings
            if one.kind == "few-runs"
        )
        for runs in (1, 3)
    }
    one = run(world, scenario, baseline, runs=1, steps=4).warnings
    assert [notice.kind for notice in one if notice.kind != "clipped"] == ["few-runs"]
    assert said[1] == "only 1 run tells neither range nor error. Ask for 100+."
    assert said[3] == "only 3 runs: ranges and shares are rough. Ask for 100+."
