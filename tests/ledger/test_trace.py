import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.binding import Case, build_case
from sim.kernel.decide import TILT_LIMIT
from sim.ledger import Trace, trace
from sim.world import load_scenario, load_world
from tests.laws.rolled import rolled, same_bits
from tests.laws.worlds import Recipe, recipes


@pytest.fixture(scope="module")
def case() -> Case:
    world = load_world()
    return build_case(world, load_scenario("lethal_aid", world))


@pytest.fixture(scope="module")
def traced(case: Case) -> Trace:
    return trace(case, 1, 41, 12)


def check(case: Case, run: int, runs: int, steps: int) -> None:
    """The same bits as in the ensemble, and books that close."""
    moments = rolled(case, runs=runs, steps=steps)
    alone = trace(case, 1, run, steps)
    assert alone.run == run
    assert same_bits(alone.latent[0], moments[0].before.latent[run])
    for moment in moments:
        assert same_bits(alone.latent[moment.step], moment.after.latent[run])
        assert same_bits(alone.tension[moment.step], moment.after.tension[run])
    deeds = [(deed.step, deed.action) for deed in alone.deeds]
    assert deeds == [
        (moment.step, case.names.actions[k])
        for moment in moments
        for k in np.flatnonzero(moment.taken[run])
    ]
    for deed in alone.deeds:
        k = case.names.actions.index(deed.action)
        assert deed.probability == moments[deed.step - 1].odds.probability[run, k]
    assert alone.gap(case) < 1e-12


def test_default_world(case: Case) -> None:
    check(case, run=41, runs=50, steps=12)


@given(recipes(), st.integers(0, 19), st.booleans())
def test_random_worlds(recipe: Recipe, run: int, scripted: bool) -> None:
    check(recipe.case(scripted=scripted), run=run, runs=20, steps=12)


def test_scripted_deeds_are_marked(case: Case, traced: Trace) -> None:
    scripted = {(deed.step, deed.action) for deed in traced.deeds if deed.scripted}
    assert scripted == {
        (step, case.names.actions[k])
        for step, script in case.script.items()
        for k in np.flatnonzero(script.taken)
    }
    assert scripted


def test_reasons_explain_the_odds(case: Case, traced: Trace) -> None:
    """Log odds of a deed against doing nothing: those of the base rate, plus the reasons."""
    moments = rolled(case, first_run=41, runs=1, steps=12)
    for deed in traced.deeds:
        k = case.names.actions.index(deed.action)
        odds = moments[deed.step - 1].odds
        tilt = sum(deed.reasons.values())
        assert odds.tilt[0, k] == pytest.approx(np.clip(tilt, -TILT_LIMIT, TILT_LIMIT), abs=1e-12)
        if odds.possible[0, k]:
            same = case.line == case.line[k]
            nothing = 1.0 - odds.probability[0, same].sum()
            rates = case.batch(case.values.uniforms(1, 41, 1)).value("base_rate") * odds.possible
            usual = 1.0 - rates[0, same].sum()
            against = np.log(deed.probability / nothing) - np.log(deed.base_rate / usual)
            assert against == pytest.approx(tilt, abs=1e-9)


def test_a_missing_posting_opens_a_gap(case: Case, traced: Trace) -> None:
    largest = max(traced.postings, key=lambda posting: abs(posting.amount))
    rest = tuple(posting for posting in traced.postings if posting is not largest)
    broken = Trace(traced.run, traced.deeds, rest, traced.latent, traced.tension)
    assert broken.gap(case) == pytest.approx(abs(largest.amount), abs=1e-12)


def test_the_seed_matters(case: Case) -> None:
    assert not np.array_equal(trace(case, 0, 41, 6).latent, trace(case, 1, 41, 6).latent)
