"""A scenario on a timeline: probabilities by hand, what the script settles, what hangs on what."""

import numpy as np
import pytest

from sim.study.backtest.scores import brier
from sim.study.backtest.timeline import TimelineScore, score_timeline
from sim.study.ensemble.run import run
from sim.world import Scenario, World, WorldError, load_scenario
from sim.world.timeline import Outcome, Timeline

PAPER = ("assumption: made up for the test",)


def line(*outcomes: tuple[str, str, str | None], end: str = "2024-09") -> Timeline:
    made = tuple(Outcome(kind, name, day, PAPER) for kind, name, day in outcomes)  # type: ignore[arg-type]
    return Timeline("Made up", "2024-06", end, "", made, {})


@pytest.fixture(scope="module")
def arms(world: World) -> tuple[Scenario, Scenario]:
    return load_scenario("pact", world), load_scenario("baseline", world)


@pytest.fixture(scope="module")
def found(world: World, arms: tuple[Scenario, Scenario]) -> TimelineScore:
    timeline = line(
        ("indicator", "treaty_in_force", "2024-08-01"),
        ("action", "prk_icbm_test", "2024-07-02"),
        ("indicator", "nuclear_test", None),
        ("action", "rus_prk_pact", "2024-06-19"),
    )
    return score_timeline(world, timeline, *arms, runs=200, seed=3)


def test_probabilities_are_those_of_a_run(
    found: TimelineScore, world: World, arms: tuple[Scenario, Scenario]
) -> None:
    """Four months of the same runs: the indicator's share, with half a run added to either side."""
    ran = run(world, *arms, runs=200, seed=3, steps=4)
    share = next(row for row in ran.indicators if row.indicator == "nuclear_test")
    item = found.items[2]
    assert item.scenario == pytest.approx((share.with_ * 200 + 0.5) / 201)
    assert item.baseline == pytest.approx((share.without * 200 + 0.5) / 201)


def test_what_the_script_settles_is_not_scored(found: TimelineScore) -> None:
    assert [item.settled for item in found.items] == [False, False, False, True]
    assert [item.outcome.name for item in found.scored] == [
        "treaty_in_force", "prk_icbm_test", "nuclear_test",
    ]  # fmt: skip


def test_scores_by_hand(found: TimelineScore) -> None:
    came = np.array([1.0, 1.0, 0.0])
    ours = np.array([item.scenario for item in found.scored])
    theirs = np.array([item.baseline for item in found.scored])
    assert found.brier == pytest.approx((brier(ours, came).mean(), brier(theirs, came).mean()))
    assert found.skill.value == pytest.approx(1.0 - found.brier[0] / found.brier[1])
    name, least = found.least
    assert name == "treaty_in_force"
    rest = brier(ours, came)[1:].sum() / brier(theirs, came)[1:].sum()
    assert least == pytest.approx(1.0 - rest)


def test_only_the_months_covered_count(world: World, arms: tuple[Scenario, Scenario]) -> None:
    short = score_timeline(world, line(("action", "prk_icbm_test", None), end="2024-06"), *arms)
    long = score_timeline(world, line(("action", "prk_icbm_test", None), end="2024-12"), *arms)
    assert short.items[0].baseline == pytest.approx(0.19, abs=0.03)
    assert long.items[0].baseline > 0.6


def test_a_script_that_settles_all_is_refused(
    world: World, arms: tuple[Scenario, Scenario]
) -> None:
    with pytest.raises(WorldError, match="pact scripts everything"):
        score_timeline(world, line(("action", "rus_prk_pact", "2024-06-19")), *arms)


def test_nothing_of_the_world_changes(world: World, arms: tuple[Scenario, Scenario]) -> None:
    before = world.quantities()
    score_timeline(world, line(("action", "prk_icbm_test", None)), *arms, runs=20)
    assert world.quantities() == before
