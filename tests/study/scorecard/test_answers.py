"""Answers to a launch: the arithmetic of the record, and the direction of the model."""

from dataclasses import replace

import pytest

from sim.results.card import AnswerRow
from sim.study.scorecard.answers import answer_rows, in_the_record, of_a_month
from tests.study.scorecard.desk import SEED, nobody, world

RECORD = "launch_response"
LAUNCHES = ("missile_launch", "icbm_launch")
ALLIES, OTHERS = ("KOR", "USA", "JPN"), ("CHN", "RUS")


@pytest.fixture(scope="module")
def rows() -> dict[tuple[str, str], AnswerRow]:
    card = world().scorecard
    assert card is not None
    found = answer_rows(world(), card.answers, 120, 4, SEED, 1, nobody)
    return {(row.scenario, row.source): row for row in found}


def test_an_answer_of_days_in_a_month() -> None:
    """By hand: 3 days of 1.07 instead of 0.44 a day are 1.89 events on top of 13.2: x 1.143."""
    assert of_a_month(0.44, 1.07, 3.0) == pytest.approx(1.0 + 1.89 / 13.2)
    assert of_a_month(0.44, 0.44, 3.0) == 1.0


@pytest.mark.parametrize(("source", "ratio"), [("KOR", 1.143), ("USA", 1.112), ("JPN", 1.255)])
def test_the_record_as_shipped(source: str, ratio: float) -> None:
    found = in_the_record(world(), RECORD, source)
    assert found is not None
    assert found.value == pytest.approx(ratio, abs=0.001)
    assert 1.0 < found.low < found.value < found.high


def test_the_records_interval_by_hand() -> None:
    """KOR: about 71 events after and 136 before, so a log ratio's error is sqrt(1/71 + 1/136)."""
    found = in_the_record(world(), RECORD, "KOR")
    assert found is not None
    assert (found.low, found.high) == pytest.approx((1.082, 1.224), abs=0.002)


def test_no_rates_no_ratio(rows: dict[tuple[str, str], AnswerRow]) -> None:
    assert in_the_record(world(), RECORD, "CHN") is None
    assert rows["icbm_launch", "CHN"].record is None


def test_every_answer_of_the_record_stands_beside_the_models(
    rows: dict[tuple[str, str], AnswerRow],
) -> None:
    assert set(rows) == {(one, by) for one in LAUNCHES for by in (*ALLIES, *OTHERS)}


def test_a_launch_raises_hostile_acts_of_the_three(rows: dict[tuple[str, str], AnswerRow]) -> None:
    for launch in LAUNCHES:
        for source in ALLIES:
            assert rows[launch, source].quiet > 1.0
    for source in ALLIES:
        assert rows["icbm_launch", source].quiet_low > 1.0  # in 95 % of the draws


def test_a_launch_leaves_china_and_russia_about_where_they_were(
    rows: dict[tuple[str, str], AnswerRow],
) -> None:
    for launch in LAUNCHES:
        for source in OTHERS:
            assert abs(rows[launch, source].quiet - 1.0) < 0.1


def test_the_bigger_launch_is_answered_more(rows: dict[tuple[str, str], AnswerRow]) -> None:
    for source in ALLIES:
        assert rows["icbm_launch", source].quiet > rows["missile_launch", source].quiet


def test_what_is_usual_is_answered_less(rows: dict[tuple[str, str], AnswerRow]) -> None:
    for row in rows.values():
        assert row.usual < row.quiet


def test_an_answer_too_weak_for_the_record_is_told_from_one_that_meets_it(
    rows: dict[tuple[str, str], AnswerRow],
) -> None:
    row = rows["missile_launch", "KOR"]
    assert row.record_low is not None
    assert row.quiet_high < row.record_low
    assert (row.weak, row.meets) == (True, False)
    reaching = replace(row, quiet_high=row.record_low)
    assert (reaching.weak, reaching.meets) == (False, True)
    contrary = replace(row, quiet=0.98, quiet_low=0.97, quiet_high=0.99)
    assert (contrary.weak, contrary.meets) == (False, False)
    unknown = replace(row, record=None, record_low=None, record_high=None)
    assert (unknown.weak, unknown.meets) == (False, False)


def test_without_a_record_there_is_nothing_to_compare() -> None:
    assert answer_rows(world(), (), 20, 2, SEED, 1, nobody) == ()
