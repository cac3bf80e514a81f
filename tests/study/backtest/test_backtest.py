"""The whole on few origins: shapes, refusals, the same bits for any number of workers."""

import pytest

from sim.results.backtest import Backtest
from sim.study.backtest import backtest
from sim.study.backtest.acts import LEADS
from sim.study.backtest.rivals import RULE
from sim.study.backtest.tone import MODEL
from sim.world import World, WorldError, load_scenario


@pytest.fixture(scope="module")
def found(world: World) -> Backtest:
    return backtest(world, load_scenario("baseline", world), first="2022-12", runs=20)


def test_what_is_scored(found: Backtest) -> None:
    assert (found.first, found.held_out, found.cut) == ("2022-12", "2023-01", "2024-05")
    assert found.origins == 17
    rivals = ["base rate", "slow level", "persistence"]
    for panels, names in ((found.rule, [*rivals, RULE]), (found.deeds, [*rivals, RULE, MODEL])):
        assert len(panels) == len(LEADS)
        for panel, lead in zip(panels, LEADS, strict=True):
            assert [score.name for score in panel.scores] == names
            assert [skill.rival for skill in panel.brier] == names[:-1]
            assert panel.first == f"2023-0{lead}"
            assert panel.last == "2024-05"
            assert sum(one.events for one in panel.said) == panel.events
    for lead, panel in zip(LEADS, found.rule, strict=True):
        assert sum(one.months for one in found.each if one.lead == lead) == panel.events
    assert {one.action for one in found.each} == set(found.actions)


def test_skill_is_that_of_the_scores(found: Backtest) -> None:
    for panel in (*found.rule, *found.deeds, *found.tone):
        own = panel.scores[-1]
        for rival, skill in zip(panel.scores[:-1], panel.brier, strict=True):
            assert skill.value == pytest.approx(1.0 - own.brier / rival.brier)
            assert skill.low <= skill.high


@pytest.mark.slow
def test_workers_change_no_bit(found: Backtest, world: World) -> None:
    baseline = load_scenario("baseline", world)
    assert backtest(world, baseline, first="2022-12", runs=20, workers=2) == found


def test_a_cut_forgets_what_comes_after(world: World) -> None:
    baseline = load_scenario("baseline", world)
    found = backtest(world, baseline, first="2020-06", cut="2021-12", runs=20)
    assert (found.held_out, found.rule[0].last) == ("2021-01", "2021-12")
    assert all(panel.last <= "2021-12" for panel in found.tone)


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ({"cut": "2024-06"}, "the record ends before 2024-06"),
        ({"first": "2023-06"}, "11 months to 2024-05 are too few"),
        ({"cut": "2019-06"}, "0 months to 2019-06 are too few"),
        ({"first": "2020-01", "cut": "2019-01"}, "2019-01 leaves no month after"),
    ],
)
def test_what_cannot_be_asked(asked: dict[str, str], told: str, world: World) -> None:
    with pytest.raises(WorldError, match=told):
        backtest(world, load_scenario("baseline", world), runs=20, **asked)  # type: ignore[arg-type]
