import pytest

from sim.study.scorecard.beyond import beyond
from tests.study.scorecard.desk import world

RATE = "actions.chn_courts_pyongyang.base_rate"


def test_twice_the_distance() -> None:
    assert beyond(world(), "actors.RUS.precision", 2.5, 3.5) == pytest.approx(4.5)
    assert beyond(world(), "actors.RUS.precision", 2.5, 1.5) == pytest.approx(0.5)


def test_a_rate_moves_by_factors() -> None:
    assert beyond(world(), RATE, 0.10, 0.05) == pytest.approx(0.025)


def test_the_bound_of_the_kind_stops_it() -> None:
    impact = "actions.kor_lethal_aid.impacts.RUS"
    assert beyond(world(), impact, -0.5, -0.8) == -1.0
    assert beyond(world(), impact, -0.7, -1.0) is None  # no room left
    assert beyond(world(), "memory.grievance", 3.0, 1.0) == pytest.approx(0.5)  # above 0, never 0


def test_base_rates_that_leave_no_room_for_doing_nothing_are_not_tried() -> None:
    assert beyond(world(), "actions.prk_missile_test.base_rate", 0.53, 0.65) is None


def test_what_only_a_scenario_knows_is_not_tried() -> None:
    assert beyond(world(), "actions.nobody.base_rate", 0.1, 0.2) is None
