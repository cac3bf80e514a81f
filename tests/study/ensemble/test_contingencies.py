"""What depended, told: how often it came, how surely that is known, and when."""

from dataclasses import replace
from math import isnan, sqrt
from types import SimpleNamespace
from typing import Any, cast

import numpy as np
import pytest

from sim.kernel.engine.keep import Path
from sim.results import ContingencyRow
from sim.study.ensemble.contingencies import contingency_rows
from sim.study.ensemble.grow import Grown, grow
from sim.study.ensemble.pairing import pair
from sim.world import Scenario, World, load_scenario
from sim.world.condition import When
from sim.world.scenario import Branch, Contingency

AID, ARMS, TEST = "kor_indirect_aid", "rus_conventional_arms", "prk_missile_test"
SURE = Contingency("sure/1", ARMS, first=3, last=3, branch="hot")
WAITS = Contingency("aid/1", AID, When(action=TEST), probability=0.5)
TOSSED = Contingency("arms/1", ARMS, first=2, last=2, probability=0.5, branch="hot")
WAYS = (Branch("hot", "Hot", 0.5), Branch("cool", "Cool", 0.5))


@pytest.fixture(scope="module")
def scenario(world: World) -> Scenario:
    return replace(load_scenario("pact", world), contingencies=(SURE, WAITS, TOSSED), branches=WAYS)


def told(
    world: World, arms: tuple[Scenario, Scenario], *tallies: Any, runs: int = 10
) -> tuple[ContingencyRow, ...]:
    arm = [SimpleNamespace(met=np.array(m), carried=np.array(c)) for m, c in tallies]
    tally = SimpleNamespace(runs=runs, with_=arm[0], without=arm[1])
    return contingency_rows(cast(Grown, SimpleNamespace(tally=tally)), world, arms)


NONE: Any = ([], np.zeros((4, 0)))


def test_share_error_times_and_middle_month_of_each(world: World, scenario: Scenario) -> None:
    met = [5, 4, 0]
    carried = np.array([[0, 1, 0], [0, 3, 0], [5, 4, 0], [0, 8, 0]])
    plain = replace(scenario, contingencies=(), branches=())
    rows = told(world, (scenario, plain), (met, carried), NONE)
    assert [row.event for row in rows] == ["aid/1", "arms/1", "sure/1"], "what is sure comes last"
    aid, never, sure = rows
    assert (aid.actor, aid.action, aid.arm) == ("KOR", AID, "with")
    assert (aid.share, aid.times, aid.step) == (0.4, 1.6, 3)
    assert aid.mc_error == pytest.approx(sqrt(0.4 * 0.6 / 9))
    assert (sure.share, sure.times, sure.step) == (0.5, 0.5, 3)
    assert (never.share, never.mc_error, never.times, never.step) == (0.0, 0.0, 0.0, None)


def test_each_arm_tells_its_own_and_a_single_run_no_error(world: World, scenario: Scenario) -> None:
    other = replace(scenario, contingencies=(WAITS,), branches=())
    one = ([1], np.array([[0], [1]]))
    never = ([0], np.array([[0], [0]]))
    rows = told(world, (other, other), one, never, runs=1)
    assert [(row.arm, row.share, row.step) for row in rows] == [
        ("with", 1, 2),
        ("without", 0, None),
    ]
    assert all(isnan(row.mc_error) for row in rows)


def test_shares_and_times_are_those_of_the_runs(world: World, scenario: Scenario) -> None:
    again = replace(WAITS, name="again/1", once=False, probability=1.0)
    events = (*scenario.contingencies, again)
    baseline = load_scenario("pact", world)
    found = grow(pair(world, replace(scenario, contingencies=events), baseline), 0, 60, 6)
    case = found.pairing.with_
    keep = {"fires": Path(case.slots("fires"))}
    fires = case.keep(case.luck(0, 0, 60, 6), keep)["fires"]  # (step − 1, order, run)
    arms = (replace(scenario, contingencies=events), baseline)
    rows = {row.event: row for row in contingency_rows(found, world, arms)}
    for e, event in enumerate(events):
        assert rows[event.name].share == pytest.approx(fires[:, e].any(axis=0).mean())
        assert rows[event.name].times == pytest.approx(fires[:, e].sum() / 60)
    assert rows["again/1"].times > rows["again/1"].share > 0.0
