"""A scenario on a timeline: probabilities by hand, what the script settles, what hangs on what."""

from dataclasses import replace

import numpy as np
import pytest

from sim.results.timeline import TimelineScore
from sim.study.backtest.backtest import WHOLE
from sim.study.backtest.scores import brier
from sim.study.backtest.timeline import score_timeline
from sim.study.ensemble.run import run
from sim.world import Scenario, World, WorldError, load_scenario
from sim.world.timeline import Occurrence, Timeline

PAPER = ("assumption: made up for the test",)


def line(*outcomes: tuple[str, str, str | None], end: str = "2024-09") -> Timeline:
    made = tuple(Occurrence(kind, name, day, PAPER) for kind, name, day in outcomes)  # type: ignore[arg-type]
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
    assert found.least is not None
    name, least = found.least
    assert name == "treaty_in_force"
    rest = brier(ours, came)[1:].sum() / brier(theirs, came)[1:].sum()
    assert least == pytest.approx(1.0 - rest)


def test_only_the_months_covered_count(world: World, arms: tuple[Scenario, Scenario]) -> None:
    short = score_timeline(world, line(("action", "prk_icbm_test", None), end="2024-06"), *arms)
    long = score_timeline(world, line(("action", "prk_icbm_test", None), end="2024-12"), *arms)
    assert short.items[0].baseline == pytest.approx(0.19, abs=0.03)
    assert long.items[0].baseline > 0.6


def test_fewer_than_ten_things_give_no_verdict(found: TimelineScore) -> None:
    assert len(found.scored) == 3
    assert {found.skill.verdict, found.log_skill.verdict} == {"too few to tell"}


def test_one_thing_hangs_on_itself(world: World, arms: tuple[Scenario, Scenario]) -> None:
    assert (
        score_timeline(world, line(("indicator", "nuclear_test", None)), *arms, runs=20).least
        is None
    )


def test_no_luck_of_the_draw_decides(world: World, arms: tuple[Scenario, Scenario]) -> None:
    """Two arms that differ in nothing that is looked for: no verdict, whatever the seed."""
    _, baseline = arms
    idle = replace(baseline, id="idle", off=frozenset({"resolve"}))
    names = sorted(name for name in world.actions if name.startswith(("jpn_", "usa_", "chn_")))
    timeline = line(*(("action", name, None) for name in names))
    for seed in range(6):
        told = score_timeline(world, timeline, idle, baseline, runs=40, seed=seed)
        assert told.skill.verdict == "not told apart"
    same = score_timeline(world, timeline, baseline, baseline, runs=40)
    assert (same.skill.low, same.skill.high) == (0.0, 0.0)


def test_a_refuted_script_is_not_called_better(world: World) -> None:
    """Lethal aid went to Ukraine in the script and not in fact: no praise for all the rest."""
    lethal, pact = (load_scenario(name, world) for name in ("lethal_aid", "pact"))
    told = score_timeline(world, _much(world, lethal, pact, refuted=True), lethal, pact, runs=200)
    assert [item.outcome.name for item in told.contradicting("lethal_aid")] == [
        "seoul_sends_lethal_aid"
    ]
    assert told.contradicting("pact") == ()
    assert told.skill.verdict == "withheld"
    assert told.skill.low > 0.0
    same = _much(world, lethal, pact, refuted=False)
    assert score_timeline(world, same, lethal, pact, runs=200).skill.verdict == "better"
    turned = score_timeline(world, _much(world, lethal, pact, refuted=True), pact, lethal, runs=200)
    assert turned.skill.verdict == "withheld"
    assert turned.skill.high < 0.0


def _much(world: World, lethal: Scenario, pact: Scenario, *, refuted: bool) -> Timeline:
    """A list on which the scenario does better: what it makes likelier happened, the rest not."""
    every = line(*(("action", name, None) for name in sorted(world.actions)), end="2024-12")
    told = score_timeline(world, every, lethal, pact, runs=400)
    far = sorted(told.scored, key=lambda item: abs(item.scenario - item.baseline))[-12:]
    made = [
        ("action", i.outcome.name, "2024-12-01" if i.scenario > i.baseline else None) for i in far
    ]
    if refuted:
        made.append(("indicator", "seoul_sends_lethal_aid", None))
    return line(*made, end="2024-12")


def test_an_indicator_counts_in_the_months_covered(
    world: World, arms: tuple[Scenario, Scenario]
) -> None:
    """From September on, what was chosen in June does not count."""
    outcome = (Occurrence("indicator", "nuclear_test", None, PAPER),)
    late = Timeline("Late", "2024-09", "2024-09", "", outcome, {})
    whole = Timeline("Whole", "2024-06", "2024-09", "", outcome, {})
    one, four = (score_timeline(world, t, *arms).items[0].baseline for t in (late, whole))
    assert one < 0.5 * four


def test_a_script_that_settles_all_is_refused(
    world: World, arms: tuple[Scenario, Scenario]
) -> None:
    with pytest.raises(WorldError, match="pact scripts everything"):
        score_timeline(world, line(("action", "rus_prk_pact", "2024-06-19")), *arms)


def test_nothing_of_the_world_changes(world: World, arms: tuple[Scenario, Scenario]) -> None:
    before = world.quantities()
    score_timeline(world, line(("action", "prk_icbm_test", None)), *arms, runs=20)
    assert world.quantities() == before


def test_it_says_how_far_it_is(world: World, arms: tuple[Scenario, Scenario]) -> None:
    told: list[int] = []
    timeline = line(("action", "prk_icbm_test", None))
    score_timeline(world, timeline, *arms, runs=20, progress=told.append)
    assert told == [WHOLE // 2, WHOLE]
