"""Whole runs kept by the engine, against the same runs step by step."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from sim.binding import Case, build_case
from sim.kernel.engine.keep import Keep, Last, LastSum, Path, Sum, Weighted, added_up
from sim.kernel.step import Moment
from sim.world import load_scenario, load_world

RUNS, STEPS = 11, 5  # neither a whole number of lanes nor of anything else
WORLD = load_world()
MYOPIC = build_case(WORLD, load_scenario("lethal_aid", WORLD))
CASES = {"myopic": MYOPIC, "anticipating": replace(MYOPIC, foresighted=True)}
WEIGHTS = np.linspace(0.0, 1.0, STEPS)[:, None] * np.ones(MYOPIC.frame.actions)


@pytest.fixture(scope="module", params=CASES)
def case(request: pytest.FixtureRequest) -> Case:
    return CASES[request.param]


@pytest.fixture(scope="module")
def moments(case: Case) -> list[Moment]:
    luck = case.luck(4, 3, RUNS, STEPS)
    return list(case.roll(luck, post=True))


def kept(case: Case) -> Mapping[str, NDArray[Any]]:
    chance = case.slots("chance")
    keep: dict[str, Keep] = {
        "alignment": Path(case.slots("a"), initial=True),
        "taken": Path(case.slots("taken"), np.int8),
        "tilt": Path(case.slots("tilt")),
        "tension": Last(case.slots("e")),
        "weighted": Weighted(chance, WEIGHTS),
        "sum": Sum(chance),
        "ledger": LastSum(case.slots("ledger", ledger=True)),
    }
    return case.keep(case.luck(4, 3, RUNS, STEPS), keep, ledger=True)


def test_what_is_kept_is_what_the_steps_say(case: Case, moments: list[Moment]) -> None:
    found = kept(case)
    states = [moments[0].before, *(moment.after for moment in moments)]
    assert np.array_equal(found["alignment"], [s.alignment.T for s in states])
    assert np.array_equal(found["taken"], [moment.taken.T for moment in moments])
    assert np.array_equal(found["tilt"], [moment.odds.tilt.T for moment in moments])
    assert np.array_equal(found["tension"], states[-1].tension.T)


def test_sums_are_those_of_the_steps(case: Case, moments: list[Moment]) -> None:
    found, chances = kept(case), np.array([moment.odds.probability.T for moment in moments])
    weighted = np.zeros_like(chances[0])
    for weight, chance in zip(WEIGHTS, chances, strict=True):
        weighted += weight[:, None] * chance
    assert np.array_equal(found["weighted"], weighted)
    assert np.abs(added_up(found["sum"]) - chances.sum(axis=2)).max() < 1e-13
    posted = [moment.posted for moment in moments if moment.posted is not None]
    assert len(posted) == STEPS
    assert np.abs(added_up(found["ledger"]) - np.sum(posted, axis=(0, 1))).max() < 1e-12


def test_actors_that_look_ahead_act_otherwise() -> None:
    here, ahead = (kept(case)["tilt"] for case in CASES.values())
    assert not np.array_equal(here, ahead)


def test_runs_go_on_from_a_state(case: Case, moments: list[Moment]) -> None:
    """The last two steps again, from where the third has led."""
    luck = case.luck(4, 3, RUNS, STEPS)
    rest = replace(luck, steps=luck.steps[3:])
    keep = {"alignment": Last(case.slots("a"))}
    again = case.keep(rest, keep, state=moments[2].after, first_step=4)["alignment"]
    assert np.array_equal(again, moments[-1].after.alignment.T)


def test_a_value_that_is_held_moves_no_other() -> None:
    luck = MYOPIC.luck(4, 3, RUNS, 1)
    batch = MYOPIC.batch(luck.values)
    path = "dyads.KOR>USA.alignment"
    drawn = MYOPIC.values.quantile(luck.values)
    drawn[:, MYOPIC.values.column(path)] = 0.25
    held = MYOPIC.held(batch, {path: 0.25, "actors.MAR.precision": 1.0})
    assert np.array_equal(held.values, MYOPIC.batch_of(drawn).values)
    assert np.array_equal(MYOPIC.held(batch, {}).values, batch.values)


def test_a_value_held_beyond_its_range_does_what_it_says() -> None:
    """An act that can only help is held at a harm: as in a world in which it harms."""
    path = "actions.rus_prk_pact.impacts.PRK"
    column = MYOPIC.values.column(path)
    assert MYOPIC.values.low[column] > 0.0
    case = MYOPIC.reaching({path: -0.4})
    assert case is not MYOPIC
    assert MYOPIC.reaching({path: 0.4, "actors.RUS.power": 1.0}) is MYOPIC
    luck = case.luck(4, 3, RUNS, STEPS)
    batch = case.held(case.batch(luck.values), {path: -0.4})
    found = case.keep(luck, {"z": Last(case.slots("z"))}, batch)["z"]
    other = WORLD.with_values({path: -0.4})
    there = build_case(other, load_scenario("lethal_aid", other))
    luck = there.luck(4, 3, RUNS, STEPS)
    wanted = there.keep(luck, {"z": Last(there.slots("z"))})["z"]
    assert np.abs(found - wanted).max() < 1e-12
