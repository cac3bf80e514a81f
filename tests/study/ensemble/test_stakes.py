"""Who gains, who loses: the table, held against the runs it is made of."""

import numpy as np
import pytest

from sim.study.ensemble.pairing import free, pair
from sim.study.ensemble.run import run
from sim.world import World, load_scenario

RUNS, STEPS = 12, 4


def test_stakes_are_impacts_of_what_is_scripted_and_of_what_is_chosen(world: World) -> None:
    scenario, baseline = load_scenario("lethal_aid", world), load_scenario("pact", world)
    pairing = pair(world, scenario, baseline)
    decided = free(pairing.cases, STEPS)
    parties = pairing.with_.names.parties
    wanted = np.zeros((2, len(parties), RUNS))
    for case, sign in zip(pairing.cases, (1.0, -1.0), strict=True):
        luck = case.luck(3, 0, RUNS, STEPS)
        impact = case.batch(luck.values).value("x")
        for moment in case.roll(luck):
            now = decided[moment.step - 1]
            for column, (k, party) in enumerate(case.laws.program.slots("x")):
                scripted = moment.taken[:, k] * (1.0 - now[k])
                chosen = moment.odds.probability[:, k] * now[k]
                wanted[0, party] += sign * impact[:, column] * scripted
                wanted[1, party] += sign * impact[:, column] * chosen
    found = run(world, scenario, baseline, runs=RUNS, seed=3, steps=STEPS).stakes
    assert [one.stake for one in found] == sorted((one.stake for one in found), reverse=True)
    for one in found:
        deed, follows = wanted[:, parties.index(one.party)]
        whole = deed + follows
        assert one.deed == pytest.approx(deed.mean(), abs=1e-12)
        assert one.follows == pytest.approx(follows.mean(), abs=1e-12)
        assert one.stake == pytest.approx(whole.mean(), abs=1e-12)
        assert one.mc_error == pytest.approx(whole.std(ddof=1) / np.sqrt(RUNS), abs=1e-12)


def test_nobody_gains_where_nothing_is_scripted(world: World) -> None:
    baseline = load_scenario("baseline", world)
    found = run(world, baseline, baseline, runs=4, steps=3).stakes
    assert {one.stake for one in found} == {0.0}
