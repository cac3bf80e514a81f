"""The yardstick: tone in windows, changes with their error, ordinary years, the nearest shock."""

import math
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.results.yardstick import MONTHS, MeasuredShock, Ordinary, Yardstick
from sim.study.yardstick import first_month, measured, window, windows, yardstick
from sim.world import World
from sim.world.month import next_month
from sim.world.record import Tone
from sim.world.shock import Shock, Shocks, Windows

START = "2010-01"


def shock(**fields: object) -> Shock:
    known = {
        "id": "quarrel",
        "date": "2011-01-10",
        "title": "the quarrel",
        "pairs": ("KOR>JPN",),
        "closest": (),
        "likeness": "none",
    }
    return Shock.model_validate({**known, **fields})


def rows(points: list[float], events: int = 10, series: str = "one") -> tuple[Tone, ...]:
    """A pair's months from START on, each with so many points an event."""
    return tuple(
        Tone(series, next_month(START, n), "KOR", "JPN", events, 0, 0, events * each)
        for n, each in enumerate(points)
    )


def alone(tone: tuple[Tone, ...], one: Shock) -> MeasuredShock:
    found = measured(Shocks((one,), tone, 0.1))
    assert found is not None
    return found.measured[0]


def test_a_step_in_tone_is_measured_without_error() -> None:
    found = alone(rows([2.0] * 12 + [-1.0] * 24), shock())
    assert found.change == pytest.approx(-0.3)
    assert found.error == pytest.approx(0.0, abs=1e-12)
    assert found.by_month == pytest.approx(-0.3)
    assert found.sure


def test_the_shocks_own_month_counts_by_the_half_it_falls_in() -> None:
    early, late = shock(date="2011-01-15"), shock(date="2011-01-16")
    assert (first_month(early), first_month(late)) == ("2011-01", "2011-02")
    before, after = windows(late)
    assert "2011-01" not in before + after
    assert len(before) == len(after) == MONTHS


def test_busy_months_count_more_unless_every_month_counts_alike() -> None:
    months = {row.month: row for row in rows([1.0, 1.0, -1.0])}
    last = next_month(START, 2)
    months[last] = replace(months[last], events=30, goldstein=-30.0)
    found = window(months, sorted(months))
    assert found is not None
    assert found.tone == pytest.approx((10 + 10 - 30) / 50)
    assert found.by_month == pytest.approx(1 / 3)
    residuals = [10 * (1 + 0.2), 10 * (1 + 0.2), 30 * (-1 + 0.2)]
    spread = sum(one**2 for one in residuals) * 3 / 2
    assert found.error == pytest.approx(math.sqrt(spread) / 50)


def test_what_the_record_lacks_is_not_measured() -> None:
    short = alone(rows([1.0] * 17 + [1.0] * 30), shock(date="2010-06-10"))  # five months before
    assert short.change is None
    few = measured(Shocks((shock(),), rows([1.0] * 40, events=4), 0.1))
    assert few is None  # below 50 events, so there is no ordinary year either


def test_two_series_are_never_held_against_each_other() -> None:
    before = rows([2.0] * 12, series="one")
    after = tuple(
        replace(row, series="two", month=next_month(row.month, 12)) for row in rows([-2.0] * 30)
    )
    assert alone((*before, *after), shock()).change is None


def test_other_months_may_stand_in_and_then_measure_nothing_else() -> None:
    apart = Windows(before=("2010-01", "2010-12"), after=("2012-01", "2012-12"))
    found = alone(rows([2.0] * 12 + [0.0] * 12 + [-2.0] * 12), shock(windows=apart))
    assert found.change == pytest.approx(-0.4)
    assert not found.sure


def test_ordinary_years() -> None:
    found = measured(Shocks((shock(),), rows([0.0] * 12 + [1.0] * 12 + [2.0] * 12), 0.1))
    assert found is not None
    assert found.ordinary == Ordinary(pytest.approx(0.1), pytest.approx(0.1), 13, 1)
    gap = tuple(row for row in rows([0.0] * 40) if row.month != "2011-08")
    assert measured(Shocks((shock(),), gap, 0.1)) is None


def put(pair: str, change: float, error: float = 0.01) -> MeasuredShock:
    return MeasuredShock(shock(), pair, "one", change, error, change, None, None)


def test_the_nearest_is_of_the_same_pair_else_the_same_observer_else_any() -> None:
    usual = Ordinary(0.05, 0.13, 100, 3)
    low, high = put("KOR>JPN", -0.2), put("KOR>RUS", -0.3)
    other, unsure = put("CHN>JPN", 0.1), put("KOR>USA", -0.1, error=0.09)
    found = Yardstick((low, high, other, unsure), usual)
    assert found.nearest("KOR>JPN", 0.4) is low
    assert found.nearest("KOR>PRK", -0.28) is high
    assert found.nearest("KOR>USA", 0.0) is low  # what is unsure measures nothing
    assert found.nearest("USA>KOR", 0.05) is other
    assert Yardstick((unsure,), usual).nearest("KOR>USA", 0.1) is None


@given(st.lists(st.floats(-10.0, 10.0), min_size=36, max_size=36), st.floats(0.01, 1.0))
def test_changes_are_linear_in_the_scale(points: list[float], scale: float) -> None:
    tone = rows(points)
    one, two = (measured(Shocks((shock(),), tone, size)) for size in (1.0, scale))
    assert one is not None
    assert two is not None
    first, second = one.measured[0], two.measured[0]
    assert second.change == pytest.approx(scale * (first.change or 0.0), abs=1e-9)
    assert second.error == pytest.approx(scale * (first.error or 0.0), abs=1e-9)
    assert two.ordinary.median <= two.ordinary.high


def test_the_record_that_comes_along(world: World) -> None:
    """Falls after Dokdo, the Senkakus and the invasion; what an ordinary year does is less."""
    found = yardstick(world)
    assert found is not None
    change = {(one.shock.id, one.pair): one.change for one in found.measured}
    assert change["dokdo", "KOR>JPN"] == pytest.approx(-0.226, abs=0.001)
    assert change["senkaku_purchase", "CHN>JPN"] == pytest.approx(-0.169, abs=0.001)
    assert change["invasion", "USA>RUS"] == pytest.approx(-0.178, abs=0.001)
    assert change["trade_row", "KOR>JPN"] == pytest.approx(-0.100, abs=0.001)
    assert change["cheonan", "KOR>PRK"] is None
    assert change["thaad", "CHN>KOR"] is None
    assert found.ordinary.median == pytest.approx(0.050, abs=0.001)
    assert found.ordinary.high == pytest.approx(0.130, abs=0.001)
