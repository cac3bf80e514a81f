from dataclasses import replace

import numpy as np
import pytest

from sim.results.uncertainty import Uncertainty
from sim.study.ensemble.pairing import pair
from sim.study.ensemble.run import run
from sim.study.uncertainty.forms import Form, Found, forms_of, run_forms, spread
from sim.study.uncertainty.uncertainty import uncertainty, work
from sim.world import Scenario, World, load_scenario
from sim.world.variant import Variant

RUNS, STEPS = 60, 8


@pytest.fixture(scope="module")
def asked(world: World) -> tuple[Scenario, Scenario]:
    forms = {
        "no_balance": Variant("no_balance", frozenset({"balance"})),
        "nothing_moves": Variant("nothing_moves", frozenset(world.mechanisms)),
        "ahead": Variant("ahead", decision="anticipating"),
    }
    return (
        replace(load_scenario("lethal_aid", world), variants=forms, steps=STEPS),
        load_scenario("pact", world),
    )


@pytest.fixture(scope="module")
def found(world: World, asked: tuple[Scenario, Scenario]) -> Uncertainty:
    return uncertainty(world, *asked, runs=RUNS, seed=5)


def test_the_world_as_it_is_is_what_a_run_shows(
    world: World, asked: tuple[Scenario, Scenario], found: Uncertainty
) -> None:
    plain = run(world, *asked, runs=RUNS, seed=5)
    as_it_is = {(r.source, r.target): r for r in found.variants if r.variant == "all"}
    for shift in plain.shifts:
        row = as_it_is[shift.source, shift.target]
        assert row.effect == pytest.approx(shift.effect, abs=1e-12)
        assert row.mc_error == pytest.approx(shift.mc_error, abs=1e-12)
        assert (row.effect_p10, row.effect_p90) == (shift.effect_p10, shift.effect_p90)
        assert (row.moved, row.moved_error, row.runs) == (0.0, 0.0, RUNS)
    indicators = {r.indicator: r for r in found.indicators if r.variant == "all"}
    for plain_row in plain.indicators:
        row = indicators[plain_row.indicator]
        assert (row.with_, row.without) == (plain_row.with_, plain_row.without)
    doubts = {(r.kind, r.target): r for r in found.variance}
    for shift in plain.shifts:
        doubt = doubts["alignment", f"{shift.source}>{shift.target}"]
        assert doubt.effect == pytest.approx(shift.effect, abs=1e-12)


def test_each_form_is_the_scenario_under_it(
    world: World, asked: tuple[Scenario, Scenario], found: Uncertainty
) -> None:
    off = {"balance"}
    under = [replace(scenario, off=scenario.off | off) for scenario in asked]
    shifts = run(world, *under, runs=RUNS, seed=5, steps=STEPS).shifts
    rows = {(r.source, r.target): r for r in found.variants if r.variant == "no_balance"}
    for shift in shifts:
        assert rows[shift.source, shift.target].effect == pytest.approx(shift.effect, abs=1e-12)


def test_forms_share_their_draws_and_effects_move_by_their_difference(
    found: Uncertainty,
) -> None:
    by_form = {
        form: [r for r in found.variants if r.variant == form]
        for form in ("all", "no_balance", "nothing_moves", "ahead")
    }
    for row in by_form["nothing_moves"]:
        assert (row.effect, row.mc_error) == (0.0, 0.0)
    for as_it_is, row in zip(by_form["all"], by_form["no_balance"], strict=True):
        assert row.moved == pytest.approx(row.effect - as_it_is.effect, abs=1e-12)
    for as_it_is, row in zip(by_form["all"], by_form["nothing_moves"], strict=True):
        assert row.moved_error == pytest.approx(as_it_is.mc_error, abs=1e-12)
    assert {row.runs for row in by_form["ahead"]} == {RUNS // 10}


@pytest.mark.slow
def test_any_number_of_workers_and_any_order_of_forms_is_the_same(
    world: World, asked: tuple[Scenario, Scenario]
) -> None:
    one = uncertainty(world, *asked, runs=300, seed=2, steps=6)
    assert uncertainty(world, *asked, runs=300, seed=2, steps=6, workers=2) == one
    turned = replace(asked[0], variants=dict(reversed(asked[0].variants.items())))
    other = uncertainty(world, turned, asked[1], runs=300, seed=2, steps=6)
    assert sorted(map(repr, other.variants)) == sorted(map(repr, one.variants))


def test_progress_ends_at_the_work_announced(
    world: World, asked: tuple[Scenario, Scenario]
) -> None:
    told: list[int] = []
    uncertainty(world, *asked, runs=30, seed=0, steps=6, progress=told.append)
    assert told == sorted(told)
    assert told[-1] == work(world, *asked, 30)


def made_up(forms: list[Form], truth: list[float], noise: float, seed: int) -> None:
    """Give forms effects on common draws: a part of the run, a part of the form's own."""
    rng = np.random.default_rng(seed)
    runs, targets = forms[0].wanted, len(forms[0].effect.total)
    common = rng.normal(size=(1, runs))
    hits = np.zeros(forms[0].hits.shape, dtype=np.int64)
    effects = [mean + common + noise * rng.normal(size=(targets, runs)) for mean in truth]
    middle = np.mean(effects, axis=0)
    for form, effect in zip(forms, effects, strict=True):
        form.add(Found(effect, hits), effects[0], middle)


@pytest.mark.parametrize("truth", [[0.0, 0.0, 0.0, 0.0], [0.0, 0.3, 0.1, -0.4]])
def test_the_spread_over_forms_is_that_of_their_expectations(
    world: World, asked: tuple[Scenario, Scenario], truth: list[float]
) -> None:
    pairing = pair(world, *asked)
    forms = [Form(Variant(str(n)), pairing, wanted=400) for n in range(4)]
    made_up(forms, truth, noise=1.0, seed=1)
    found = spread(tuple(forms))
    assert found.mean() == pytest.approx(np.var(truth, ddof=1), abs=0.006)


def test_only_one_form_has_no_spread(world: World, asked: tuple[Scenario, Scenario]) -> None:
    alone = forms_of(world, *asked, runs=10)[:1]
    list(run_forms(alone, seed=0, steps=4))
    assert not spread(alone).any()
