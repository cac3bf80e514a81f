from types import SimpleNamespace
from typing import cast

import numpy as np
import pytest

from sim.study.ensemble.grow import Grown
from sim.study.ensemble.run import run
from sim.study.ensemble.tally import Moments
from sim.study.ensemble.warnings import _uninformative
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


def grown(runs: int, effect: float, moved: float, differing: int = 1) -> Grown:
    """Of so many pairs of runs; means of the effect and of an indicator, in their standard errors,
    each a hundredth."""
    found = []
    for mean in (effect, moved):
        away = np.sqrt(runs - 1) if runs > 1 else 0.0
        moments = Moments(1)
        moments.add(0.01 * (mean + away * np.resize([1.0, -1.0], (1, runs))))
        found.append(moments)
    tally = SimpleNamespace(runs=runs, differing=differing, path=found[0], indicator=found[1])
    arm = SimpleNamespace(script={1: "something"})
    pairing = SimpleNamespace(with_=arm, without=arm)
    return cast(Grown, SimpleNamespace(tally=tally, pairing=pairing))


@pytest.mark.parametrize("runs", [2, 50])
@pytest.mark.parametrize(
    ("effect", "moved", "told"),
    [(1.9, 0.0, False), (2.1, 0.0, True), (-2.1, 0.0, True), (0.0, 1.9, False), (0.0, -2.1, True)],
)
def test_what_stands_out_of_two_standard_errors_can_be_told_apart(
    runs: int, effect: float, moved: float, *, told: bool
) -> None:
    assert (_uninformative(grown(runs, effect, moved), differ=False) is None) == told


def test_a_single_pair_of_runs_is_told_apart_only_by_being_the_same() -> None:
    assert _uninformative(grown(1, 0.0, 0.0), differ=False) is None
    same = _uninformative(grown(1, 0.0, 0.0, differing=0), differ=False)
    assert same is not None
    assert "cannot be told apart" in same.text
