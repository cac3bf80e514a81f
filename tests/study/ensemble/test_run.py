"""What a run says of itself: windows of indicators, the run that is told, R after the event."""

from types import SimpleNamespace
from typing import cast

import numpy as np
import pytest

from sim.binding import build_case
from sim.results import Results
from sim.study.ensemble.grow import Grown
from sim.study.ensemble.run import _row, run
from sim.study.ensemble.typical import typical_run
from sim.study.stability.aftermath import escalatory_actions
from sim.study.stability.diagnose import diagnose
from sim.study.stability.peak import SCOUTS, Peak, peak
from sim.study.stability.reproduction import Reproduction, next_generation, radii
from sim.world import World, load_scenario


@pytest.fixture(scope="module")
def found(world: World) -> Results:
    scenario = load_scenario("lethal_aid", world)
    return run(world, scenario, load_scenario(scenario.against, world), runs=40)


def test_an_indicator_says_in_which_steps_it_counts(found: Results) -> None:
    windows = {row.indicator: (row.from_, row.to) for row in found.indicators}
    assert windows["moscow_keeps_its_word_with_technology"] == (4, 6)
    assert windows["moscow_warns_seoul"] == (1, 6)
    assert windows["russia_gives_advanced_technology"] == (1, 18)


def test_the_told_run_says_what_its_twin_has_too(found: Results) -> None:
    kept, told = found.ensemble, found.meta.typical_run
    assert told is not None
    actions = kept.labels["action"]
    for row in found.events:
        at = row.step - 1, actions.index(row.action)
        assert kept.arrays["taken"][0, told][at]
        assert row.twin == kept.arrays["taken"][1, told][at]
    assert 0 < sum(row.twin for row in found.events) < len(found.events)
    assert len(found.events) == kept.arrays["taken"][0, told].sum()


def test_the_largest_shifts_come_first(found: Results) -> None:
    """By what is left at the end, whatever was at the height of it."""
    effects = [abs(row.effect) for row in found.shifts]
    assert effects == sorted(effects, reverse=True)


def kept(alignment: list[list[float]], deeds: list[list[int]]) -> Grown:
    """Both arms alike; (run, pair) final alignments, and (run, action) how often of four months."""
    ends = np.array(alignment, dtype=np.float32)
    paths = np.stack([np.zeros_like(ends), ends], axis=1)  # (run, step, pair)
    taken = np.arange(4)[:, None] < np.array(deeds)[:, None]  # (run, month, action)
    arrays = {"alignment": np.stack([paths] * 2), "taken": np.stack([taken] * 2)}
    return cast(Grown, SimpleNamespace(kept=SimpleNamespace(arrays=arrays)))


def test_the_told_run_is_the_nearest_to_the_mean_in_units_of_each_spread() -> None:
    same = [[2], [2], [2]]
    assert typical_run(kept([[0.1], [0.25], [0.3]], same)) == 1
    # The first pair moves ten times as far as the second: in that alone, the third run is nearest.
    apart = [[0.9, 0.00], [-0.7, 0.00], [0.1, 0.08], [0.2, 0.03], [-0.5, 0.00]]
    assert typical_run(kept(apart, same[:1] * 5)) == 3
    assert typical_run(kept([[0.1], [0.1], [0.1]], [[0], [4], [1]])) == 2


def test_the_rung_is_that_of_the_mean_as_shown(found: Results, world: World) -> None:
    for row in found.theatres:
        assert row.rung == world.ladder.rung(round(row.mean, 1))
    assert any(row.rung != world.ladder.rung(row.p50) for row in found.theatres)


@pytest.mark.slow
def test_r_after_the_event_is_that_of_diagnose(found: Results, world: World) -> None:
    """The aid comes in step 3; `sim diagnose` looks there and a step later too."""
    r = found.reproduction
    assert r is not None
    assert r.peak_step in (3, 4)
    course = diagnose(world, load_scenario("lethal_aid", world), draws=r.draws or 0).course
    there = next(stage for stage in course if stage.step == r.peak_step)
    assert (r.peak, r.peak_above) == (pytest.approx(there.r.mean), there.r.above)
    assert r.mean == pytest.approx(course[0].r.mean)
    assert r.peak is not None
    assert r.mean is not None
    assert r.peak > r.mean > r.value


def test_r_at_its_highest_is_told_whole() -> None:
    reproduction = Reproduction(0.5, np.array([0.4, 0.8]), (), np.zeros((0, 0)))
    told = _row(reproduction, Peak(4, np.array([0.6, 1.2])))
    assert (told.value, told.mean, told.draws) == (0.5, pytest.approx(0.6), 2)
    assert (told.peak, told.peak_step, told.peak_above) == (pytest.approx(0.9), 4, 0.5)


def test_without_an_event_r_is_that_of_the_start_alone(world: World) -> None:
    baseline = load_scenario("pact", world)
    r = run(world, baseline, baseline, runs=2, steps=2).reproduction
    assert r is not None
    assert r.peak is r.peak_step is r.peak_above is None
    assert np.isfinite(r.value)


def test_r_is_looked_at_where_it_is_higher_to_scouts(world: World) -> None:
    case = build_case(world, load_scenario("lethal_aid", world))
    actions = escalatory_actions(case)
    drawn = case.values.quantile(case.values.uniforms(0, 0, 5))
    luck = case.luck(0, 0, 5, 4)
    states = {m.step: m.after for m in case.roll(luck, case.batch(luck.values))}
    r = {step: radii(next_generation(case, drawn, actions, states[step])) for step in (3, 4)}
    higher = max(r, key=lambda step: r[step][:SCOUTS].mean())
    found = peak(case, seed=0, runs=5, last=3, steps=18)
    assert found.step == higher
    np.testing.assert_allclose(found.draws, r[higher])
    assert peak(case, seed=0, runs=5, last=3, steps=3).step == 3  # the run ends there
