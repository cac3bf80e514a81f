"""The world's base rates follow from its record, and what is said where they do not."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from sim.results.rates import HALF_LIFE, PRIOR, best
from sim.study.rates.choice import trials
from sim.study.rates.derived import NEVER, SHORT, check_rates, derived
from sim.study.rates.rewrite import as_yaml, rewritten
from sim.study.rates.series import Series, all_series, taken
from sim.world import World
from sim.world.beta import Interval
from sim.world.record import Deed, Record, Window, load_record
from sim.world.room import FULL, fitted

ACTION = "prk_missile_test"


def test_the_worlds_base_rates_follow_from_its_record(world: World) -> None:
    assert [str(problem) for problem in check_rates(world)] == []


def test_the_half_life_in_use_is_next_to_none_worse_than_another(world: World) -> None:
    """On the record to 2020: within a thousandth of the best log score, and as good in Brier."""
    tried = trials(all_series(world, load_record(world)).values())
    ours = next(one for one in tried if (one.half_life, one.prior) == (HALF_LIFE, PRIOR))
    assert ours.log <= best(tried).log + 0.001
    assert ours.brier <= min(one.brier for one in tried) + 0.001


def test_a_value_set_by_hand_is_told_with_its_line(world: World) -> None:
    other = world.with_values({f"actions.{ACTION}.base_rate": 0.3})
    (problem,) = check_rates(other)
    assert problem.file.endswith("prk_missiles.yaml")
    assert problem.line > 1
    assert "does not follow from the record" in problem.message
    assert "sim rates --write" in problem.hint


def test_a_world_without_a_record_is_in_order(world: World, tmp_path: Path) -> None:
    assert check_rates(replace(world, folder=tmp_path)) == []


def recorded(*months: str, first: str = "2012-01", last: str = "2024-05") -> Record:
    deeds = tuple(Deed(month, ACTION, ("data:deeds",)) for month in months)
    return Record(deeds, (Window(ACTION, first, last, True),), (), {})


def test_what_gives_no_rate(world: World) -> None:
    for record, why in (
        (recorded(), NEVER),
        (recorded("2013-01", last="2018-01"), SHORT),
        (recorded("2024-05", first="2024-01"), SHORT),
        (recorded("2024-05"), ""),
    ):
        (one,) = derived(world, record)
        assert one.why_not == why
        assert (one.rate is None) == bool(why)


def test_months_not_complete_and_after_the_date_do_not_count(world: World) -> None:
    record = recorded("2024-05", "2024-06", last="2024-06")
    (one,) = derived(world, record)
    assert (one.with_, one.months, one.last) == (1, 149, "2024-05")
    partly = replace(record, windows=(replace(record.windows[0], complete=False),))
    assert derived(world, partly) == ()


def test_of_several_deeds_the_one_that_weighs_most_counts(world: World) -> None:
    deeds = tuple(
        Deed(f"2022-03-{day}", action, ("data:deeds",))
        for day, action in (
            ("01", "prk_missile_test"), ("02", "prk_icbm_test"), ("03", "prk_missile_test")
        )
    )  # fmt: skip
    assert taken(world, Record(deeds, (), (), {})) == {"2022-03": {"prk_icbm_test"}}


def test_an_instruments_rates_leave_it_room() -> None:
    wide = {"a": Interval(0.3, 0.2, 0.5), "b": Interval(0.2, 0.1, 0.4)}
    assert fitted(wide, 0.9) == wide
    found = fitted(wide, 0.7)
    assert [one.value for one in found.values()] == [0.3, 0.2]
    assert sum(one.high for one in found.values()) == pytest.approx(0.7)
    assert all(one.low <= one.value <= one.high for one in found.values())
    crowded = fitted(wide, 0.4)
    assert sum(one.value for one in crowded.values()) == pytest.approx(FULL * 0.4)
    assert crowded["a"].value / crowded["b"].value == pytest.approx(1.5)


def test_a_series_knows_which_months_lie_ahead() -> None:
    one = Series("a", ("2020-01", "2020-02", "2020-05"), np.array([1.0, 0.0, 1.0]))
    assert [list(places) for places in one.ahead(1)] == [[0], [1]]
    assert [list(places) for places in one.ahead(3)] == [[1], [2]]
    assert one.until("2020-02").months == ("2020-01", "2020-02")


TEXT = """\
actions:
  a_one:
    title: one  # a remark
    base_rate:
      value: 0.1
      range: [0.05, 0.2]
    requires: [{posture: p, at_most: q}]
  a_two:
    base_rate: {rating: yearly}
    note: kept
"""


def test_a_rate_is_written_and_nothing_else_is_changed(world: World) -> None:
    rate = world.actions[ACTION].base_rate
    found = rewritten(TEXT, {"a_one": rate, "a_two": rate})
    kept = [line for line in TEXT.split("\n") if "base_rate" not in line and "      " not in line]
    assert [line for line in found.split("\n") if "base_rate" not in line] == kept
    assert found.count(f"    base_rate: {as_yaml(rate)}\n") == 2
    assert rewritten(found, {"a_two": rate}) == found
    with pytest.raises(LookupError, match="a_three"):
        rewritten(TEXT, {"a_three": rate})
