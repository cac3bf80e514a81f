"""A map holds two values, and nothing else; a sweep moves one event, and nothing else."""

from dataclasses import replace

import numpy as np
import pytest

from sim.binding import build_case
from sim.study.maps.maps import What, month_sweep, value_map
from sim.study.outcome import alignment_of, tension_of
from sim.world import World, WorldError, load_scenario
from sim.world.read_scenario import load_with

X, Y = "actors.RUS.precision", "actions.rus_satellite_technology.base_rate"
RUNS = 6


@pytest.fixture(scope="module")
def asked(world: World):  # type: ignore[no-untyped-def]
    scenario = load_scenario("lethal_aid", world)
    return world, scenario, load_scenario(scenario.against, world)


def test_a_point_is_the_shift_with_both_values_held(asked) -> None:  # type: ignore[no-untyped-def]
    world, scenario, baseline = asked
    found = value_map(*asked, (X, Y), What("RUS>KOR"), points=3, runs=RUNS, seed=2)
    assert len(found.points) == 9
    point = found.points[5]  # the middle of y, the high end of x
    held = {X: point.x, Y: point.y}
    ends = []
    for one in (scenario, baseline):
        case = build_case(world, one)
        luck = case.luck(2, 0, RUNS, scenario.steps)
        batch = case.held(case.batch(luck.values), held)
        ends.append(alignment_of("RUS>KOR", world, case.names).read(case, luck, batch))
    assert point.mean == (ends[0] - ends[1]).mean()
    quantities = world.quantities()
    assert (point.x, point.y) == (
        quantities[X].high,
        pytest.approx(np.sqrt(quantities[Y].low * quantities[Y].high)),
    )


def test_workers_change_nothing(asked) -> None:  # type: ignore[no-untyped-def]
    how = {"points": 3, "runs": RUNS, "seed": 2}
    alone = value_map(*asked, (X, Y), What("korean_peninsula"), **how)
    assert alone == value_map(*asked, (X, Y), What("korean_peninsula"), **how, workers=2)


def test_what_is_compared_with_itself_never_turns(asked) -> None:  # type: ignore[no-untyped-def]
    world, scenario, _ = asked
    found = value_map(world, scenario, scenario, (X, Y), What("nuclear_test"), points=2, runs=RUNS)
    assert {point.mean for point in found.points} == {0.0}


@pytest.mark.parametrize(
    ("paths", "what", "said"),
    [
        ((X, X), What("RUS>KOR"), "both axes are"),
        ((X, "actors.RUS.precisions"), What("RUS>KOR"), "unknown value"),
        ((X, Y), What("RUS>KOS"), "is no indicator, alignment or theatre"),
        ((X, Y), What("RUS>KOR", level=True), "a level has no sign"),
    ],
)
def test_what_cannot_be_mapped_is_refused(asked, paths, what: What, said: str) -> None:  # type: ignore[no-untyped-def]
    with pytest.raises(WorldError, match=said) as caught:
        value_map(*asked, paths, what, points=2, runs=RUNS)
    assert len(caught.value.problems) == 1


def test_a_value_without_a_range_has_no_axis(asked) -> None:  # type: ignore[no-untyped-def]
    world, scenario, baseline = asked
    fixed = world.with_values({X: 1.5})
    with pytest.raises(WorldError, match="has no range"):
        value_map(fixed, scenario, baseline, (X, Y), What("RUS>KOR"), points=2, runs=RUNS)


def test_an_event_in_its_own_month_changes_nothing(asked) -> None:  # type: ignore[no-untyped-def]
    world, scenario, baseline = asked
    moved = [
        load_with("lethal_aid", world, (), {"kor_lethal_aid": step}) if step > 2 else "no"
        for step in range(1, 6)
    ]
    assert moved[2].events == scenario.events
    found = month_sweep(
        world, moved, scenario, baseline, "kor_lethal_aid", What("RUS>KOR"), runs=RUNS
    )
    assert [row.mean is None for row in found.months] == [True, True, False, False, False]
    there = value_map(*asked, (X, Y), What("RUS>KOR"), points=2, runs=RUNS)
    assert found.months[2].mean != there.points[0].mean  # nothing is held in a sweep
    assert len({row.mean for row in found.months[2:]}) == 3


def test_a_repeated_event_moves_as_a_whole(world: World) -> None:
    before = load_scenario("china_courts_pyongyang", world)
    after = load_with("china_courts_pyongyang", world, (), {"chn_courts_pyongyang": 7})
    steps = [
        [event.step for event in one.events if event.action == "chn_courts_pyongyang"]
        for one in (before, after)
    ]
    assert steps == [[3, 4, 5], [7, 8, 9]]


def test_an_event_of_a_branch_in_its_own_month_changes_nothing(world: World) -> None:
    """Nor does a script whose luck goes by other names keep that of another's."""
    scenario, baseline = (load_scenario(one, world) for one in ("three_winters", "pact"))
    action = "usa_lifts_limits_on_ukraine"
    at = scenario.begins[action]
    here = load_with("three_winters", world, (), {action: at})
    tossed = replace(here.contingencies[0], name="another", branch="", probability=0.5)
    other = replace(here, contingencies=(tossed, *here.contingencies))
    what = What("ukraine")
    swept = month_sweep(
        world, [here, other, "no"], scenario, baseline, action, what, runs=RUNS, seed=4
    )
    assert swept.meta.event_step == at
    for row, one in zip(swept.months, (scenario, other), strict=False):
        ends = []
        for each in (one, baseline):
            case = build_case(world, each)
            luck = case.luck(4, 0, RUNS, scenario.steps)
            read = tension_of("ukraine", world, case.names).read
            ends.append(read(case, luck, case.batch(luck.values)))
        assert row.mean == (ends[0] - ends[1]).mean()
