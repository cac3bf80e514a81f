"""What a run says of itself: windows of indicators, the run that is told, R after the event."""

import numpy as np
import pytest

from sim.results import Results
from sim.study.ensemble.run import run
from sim.study.stability.diagnose import diagnose
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


def test_the_rung_is_that_of_the_mean_as_shown(found: Results, world: World) -> None:
    for row in found.theatres:
        assert row.rung == world.ladder.rung(round(row.mean, 1))
    assert any(row.rung != world.ladder.rung(row.p50) for row in found.theatres)


def test_r_after_the_event_is_that_of_diagnose(found: Results, world: World) -> None:
    """The aid comes in step 3; `sim diagnose` looks there too."""
    r = found.reproduction
    assert r is not None
    assert r.peak_step == 3
    course = diagnose(world, load_scenario("lethal_aid", world), draws=r.draws or 0).course
    there = next(stage for stage in course if stage.step == r.peak_step)
    assert (r.peak, r.peak_above) == (pytest.approx(there.r.mean), there.r.above)
    assert r.mean == pytest.approx(course[0].r.mean)
    assert r.peak is not None
    assert r.mean is not None
    assert r.peak > 1.0 > r.mean > r.value


def test_without_an_event_r_is_that_of_the_start_alone(world: World) -> None:
    baseline = load_scenario("pact", world)
    r = run(world, baseline, baseline, runs=2, steps=2).reproduction
    assert r is not None
    assert r.peak is r.peak_step is r.peak_above is None
    assert np.isfinite(r.value)
