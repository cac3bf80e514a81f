"""The whole on few origins: shapes, refusals, the same bits for any number of workers."""

import pytest

from sim.study.backtest import Backtest, backtest
from sim.study.backtest.backtest import LEADS, REST
from sim.study.backtest.rates import rate_checks
from sim.study.backtest.tone import MODEL
from sim.world import World, WorldError, load_scenario


@pytest.fixture(scope="module")
def found(world: World) -> Backtest:
    return backtest(world, load_scenario("baseline", world), first="2022-05", runs=20)


def test_what_is_scored(found: Backtest) -> None:
    assert (found.first, found.cut, found.origins) == ("2022-05", "2024-05", 24)
    assert [panel.events for panel in found.deeds] == [24 - lead + 1 for lead in LEADS]
    assert found.counts.events == 24 - 12 + 1
    for panel in found.deeds:
        assert [score.name for score in panel.scores] == [
            "base rates", "slow level", "persistence", REST, MODEL,
        ]  # fmt: skip
        assert [skill.rival for skill in panel.brier] == [score.name for score in panel.scores[:-1]]
        assert panel.last <= "2024-05"
        assert sum(one.events for one in panel.said) == panel.events


def test_skill_is_that_of_the_scores(found: Backtest) -> None:
    for panel in (*found.deeds, *found.tone):
        own = panel.scores[-1]
        for rival, skill in zip(panel.scores[:-1], panel.brier, strict=True):
            assert skill.value == pytest.approx(1.0 - own.brier / rival.brier)
            assert skill.low <= skill.high


def test_workers_change_no_bit(found: Backtest, world: World) -> None:
    baseline = load_scenario("baseline", world)
    assert backtest(world, baseline, first="2022-05", runs=20, workers=2) == found


def test_a_cut_forgets_what_comes_after(world: World) -> None:
    baseline = load_scenario("baseline", world)
    found = backtest(world, baseline, first="2019-01", cut="2021-06", runs=20)
    assert found.deeds[0].last == "2021-06"
    assert all(panel.last <= "2021-06" for panel in found.tone)


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ({"cut": "2024-06"}, "the record ends before 2024-06"),
        ({"first": "2023-01"}, "16 origins from 2023-01 to 2024-04 are too few"),
        ({"first": "1990-01"}, "leaves less than 120 months of the record before it"),
        ({"first": "2020-01", "cut": "2019-01"}, "2019-01 leaves no month after"),
    ],
)
def test_what_cannot_be_asked(asked: dict[str, str], told: str, world: World) -> None:
    with pytest.raises(WorldError, match=told):
        backtest(world, load_scenario("baseline", world), runs=20, **asked)  # type: ignore[arg-type]


def test_the_worlds_rates_beside_the_record(world: World) -> None:
    found = {check.action: check for check in rate_checks(world)}
    assert {name: check.with_ for name, check in found.items()} == {
        "prk_icbm_test": 7,
        "prk_missile_test": 16,
        "prk_satellite_launch": 4,
    }
    assert {(check.first, check.last) for check in found.values()} == {("2022-01", "2024-06")}
    far = world.with_values({"actions.prk_satellite_launch.base_rate": 0.5})
    assert [check.agrees for check in rate_checks(far)] == [True, True, False]


@pytest.mark.slow
def test_the_error_of_the_runs_is_in_the_ranges_of_deeds(world: World) -> None:
    """Against the model at rest, whose chances no run moves, ten times the runs say more."""
    baseline = load_scenario("baseline", world)
    widths = []
    for runs in (20, 300):
        told = backtest(world, baseline, first="2022-01", runs=runs)
        rest = next(one for one in told.deeds[2].brier if one.rival == REST)
        widths.append(rest.high - rest.low)
    assert widths[0] > 1.5 * widths[1]
