"""Replays of past shocks: what is compared, and how. Not how large the model's answers are."""

import math
from dataclasses import replace
from pathlib import Path

import pytest

from sim.results.shocks import (
    ALIKE,
    LEFT,
    NO_DEED,
    NOT_HELD,
    OTHER,
    QUARTERS,
    STRONGER,
    UNSURE,
    WEAKER,
    Course,
    Modelled,
    Replay,
    Replays,
    quarters,
)
from sim.results.yardstick import MONTHS, MeasuredShock
from sim.study.backtest.backtest import WHOLE
from sim.study.backtest.shocks import STEPS, course_of, replay_shocks, verdict_of
from sim.world import World, WorldError, load_scenario
from tests.study.test_yardstick import put, shock


@pytest.fixture(scope="module")
def found(world: World) -> Replays:
    return replay_shocks(world, load_scenario("baseline", world), runs=30)


def model(change: float, error: float = 0.001) -> Modelled:
    return Modelled(change, error, Course((), (), None, (None, None)))


@pytest.mark.parametrize(
    ("record", "change", "verdict"),
    [
        (put("KOR>JPN", -0.2), -0.01, WEAKER),
        (put("KOR>JPN", -0.2), -0.6, STRONGER),
        (put("KOR>JPN", -0.2), -0.19, ALIKE),
        (put("KOR>JPN", -0.2), 0.05, OTHER),
        (put("KOR>JPN", 0.2), 0.05, WEAKER),
        (put("KOR>JPN", -0.2, error=0.15), -0.2, UNSURE),
        (MeasuredShock(shock(), "KOR>JPN", "", None, None, None, None, None), -0.2, NOT_HELD),
    ],
)
def test_verdicts(record: MeasuredShock, change: float, verdict: str) -> None:
    assert verdict_of(record, model(change)) == verdict


def test_without_a_deed_there_is_nothing_to_compare() -> None:
    one = Replay(put("KOR>JPN", -0.2), None, None, verdict_of(put("KOR>JPN", -0.2), None))
    assert one.verdict == NO_DEED
    assert one.ratio is None


def test_the_ratio_has_the_error_of_both() -> None:
    ratio = Replay(put("KOR>JPN", -0.2, error=0.02), None, model(-0.1, 0.01), WEAKER).ratio
    assert ratio == (pytest.approx(0.5), pytest.approx(math.hypot(0.05, 0.05)))


def test_what_is_left_of_a_peak() -> None:
    fading = course_of([-0.3] * 3 + [-0.15] * 6 + [0.0] * 5, -1.0)
    assert len(fading.smooth) == STEPS - 1
    assert fading.peak == pytest.approx(-0.3)
    assert fading.left == (pytest.approx(0.5), pytest.approx(0.0))


def test_every_shock_and_pair_is_told(world: World, found: Replays) -> None:
    asked = [(one.record.shock.id, one.record.pair) for one in found.replays]
    assert len(asked) == len(set(asked))
    for one in found.replays:
        assert (one.model is None) == (not one.record.shock.closest)
        assert (one.ratio is None) == (one.verdict not in (WEAKER, STRONGER, ALIKE, OTHER))
        if one.course is not None:
            assert len(one.course.months) == STEPS > max(LEFT)
    assert all(one.record.sure for one in found.compared)


def test_the_records_course_averages_to_its_change(found: Replays) -> None:
    """Months weighed by their events: the year after is what its months are."""
    for one in found.replays:
        if one.record.shock.id != "dokdo" or one.course is None:
            continue
        months = [value for value in one.course.months[:MONTHS] if value is not None]
        assert min(months) < (one.record.change or 0.0) < max(months)


def test_a_replay_is_the_same_again(world: World, found: Replays) -> None:
    told: list[int] = []
    again = replay_shocks(world, load_scenario("baseline", world), runs=30, progress=told.append)
    assert told == sorted(told)
    assert told[-1] == WHOLE
    assert again == found


def test_mean_courses_have_four_quarters(found: Replays) -> None:
    both = quarters(found.replays)
    assert both is not None
    assert [len(own) for own in both] == [len(QUARTERS)] * 2
    assert min(both[0]) > 0.0  # the record's shocks do not pass within the year
    assert quarters([]) is None


def test_a_world_without_shocks(world: World, tmp_path: Path) -> None:
    elsewhere = replace(world, folder=tmp_path)
    with pytest.raises(WorldError, match="comes with no shocks"):
        replay_shocks(elsewhere, load_scenario("baseline", world))
