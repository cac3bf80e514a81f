"""Base rates: planted months come out, and what cannot be told is not told."""

from collections.abc import Callable

import pytest

from sim.results.calibration import Calibration, EventRate
from sim.study.calibration.intervals import jeffreys
from sim.study.calibration.signature import main_targets, signatures
from sim.study.calibration.supported import supported
from sim.world import World
from sim.world.record import load_weights
from sim.world.values import Values

Found = Callable[..., Calibration]


def busy(
    pair: tuple[str, str], months: int = 24, every: int = 2
) -> list[tuple[str, str, str, str]]:
    """Ordinary traffic in two directions, of a code that no action has."""
    return [
        (f"{2020 + m // 12}-{m % 12 + 1:02d}-{day:02d}", source, target, "043")
        for m in range(months)
        for day in range(1, 29, every)
        for source, target in (pair, pair[::-1])
    ]


def rate(told: Calibration, action: str) -> EventRate:
    return next(one for one in told.rates if one.action == action)


def test_planted_months_come_out(found: Found, world: World) -> None:
    """CHN criticises PRK (111) in 6 of 24 months, twice in one of them, once with a finer code."""
    rows = busy(("CHN", "PRK"))
    rows += [(f"2020-{m:02d}-05", "CHN", "PRK", "111") for m in (1, 3, 5, 7, 9)]
    rows += [("2020-01-09", "CHN", "PRK", "111"), ("2021-02-05", "CHN", "PRK", "1111")]
    rows += [("2021-03-05", "PRK", "CHN", "111"), ("2021-03-05", "CHN", "PRK", "112")]
    told = found(rows)
    one = rate(told, "chn_criticises_dprk")
    assert (one.with_, one.months, one.events) == (6, 24, 7)
    assert one.share == jeffreys(6, 24)
    assert one.why_not is None
    values = supported(world, told)
    value = values.set["actions.chn_criticises_dprk.base_rate"]
    assert not isinstance(value, str)
    assert value.value == round(6.5 / 25, 4)
    assert value.sources[0].startswith("data:events#111 of CHN>PRK in 6 of 24 months, 2020-01 to")
    values.apply(world)  # a world can hold them


@pytest.mark.parametrize(
    ("action", "short"),
    [
        ("prk_missile_test", "looks like another action"),
        ("kor_demarche", "too few events"),
        ("prk_ratifies_pact", "not possible at the start"),
        ("chn_courts_pyongyang", "seen in every month"),
        ("chn_squeezes_dprk", "never seen"),
    ],
)
def test_what_cannot_be_told_is_said(action: str, short: str, found: Found, world: World) -> None:
    rows = [*busy(("CHN", "PRK")), *busy(("PRK", "RUS"))]
    rows += [(f"{y}-{m:02d}-05", "CHN", "PRK", "061") for y in (2020, 2021) for m in range(1, 13)]
    told = found(rows)
    reason = rate(told, action).why_not
    assert reason is not None
    assert reason.short == short
    assert f"actions.{action}.base_rate" not in supported(world, told).set


def test_too_few_months(found: Found) -> None:
    told = found([*busy(("CHN", "PRK"), 11), ("2020-02-05", "CHN", "PRK", "111")])
    reason = rate(told, "chn_criticises_dprk").why_not
    assert reason is not None
    assert reason.short == "too few months"


def test_rates_that_leave_no_room_are_not_written(found: Found, world: World) -> None:
    rows = busy(("CHN", "PRK"))
    rows += [(f"2020-{m:02d}-05", "CHN", "PRK", "061") for m in range(1, 13)]
    rows += [(f"2021-{m:02d}-05", "CHN", "PRK", "163") for m in range(1, 13)]
    told = found(rows)
    own = "chn_courts_pyongyang", "chn_squeezes_dprk"
    assert [rate(told, name).why_not for name in own] == [None, None]
    assert {name: told.crowded[name].short for name in own} == dict.fromkeys(
        own, "no room beside the others"
    )
    assert not supported(world, told).set


def test_an_empty_month_is_a_gap_in_dense_data_and_quiet_in_sparse(found: Found) -> None:
    dense = [row for row in busy(("CHN", "PRK"), every=1) if row[0][:7] != "2020-06"]
    assert found(dense).covered.gaps == ("2020-06",)
    sparse = [(f"{y}-{m:02d}-05", "CHN", "PRK", "111") for y, m in ((2020, 1), (2020, 3))]
    told = found(sparse).covered
    assert (told.months, told.gaps) == (("2020-01", "2020-02", "2020-03"), ())


def test_a_month_cut_off_is_left_out_of_dense_data(found: Found) -> None:
    rows = [row for row in busy(("CHN", "PRK"), every=1) if "2020-01-15" < row[0] < "2021-12-10"]
    assert found(rows).covered.gaps == ("2020-01", "2021-12")


def test_months_asked_for_count_even_if_empty(found: Found) -> None:
    told = found(busy(("CHN", "PRK"), 12, every=1), first="2019-01", last="2021-06").covered
    assert (len(told.months), told.gaps) == (30, ())


def test_signatures(world: World) -> None:
    """Of technology a coder names who gets it, of an exercise whom it is against."""
    actions = world.actions
    assert main_targets(actions["rus_satellite_technology"], world) == ("PRK",)
    assert main_targets(actions["usa_kor_exercise"], world) == ("PRK",)
    assert main_targets(actions["prk_missile_test"], world) == ("KOR", "JPN")
    found = signatures(world, tuple(load_weights(world)))
    assert found["chn_cuts_industrial_aid"].codes == ("1621",)
    assert "1382" in found["prk_threatens_seoul"].codes
    assert "rus_conventional_arms" in found["rus_satellite_technology"].twins
    for name, sign in found.items():
        assert all(name in found[other].twins for other in sign.twins)


def test_an_id_of_a_data_set_is_new_to_the_world(found: Found, world: World) -> None:
    told = found([("2022-01-05", "PRK", "KOR", "150")])
    values = supported(world, told, "Mine")
    (name,) = values.sources
    assert (name, values.sources[name].citation) == ("events", "Mine")
    assert isinstance(values, Values)
    assert len(values.sources[name].version.rpartition("SHA-256 ")[2]) == 64
