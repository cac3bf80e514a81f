import numpy as np
import pytest

from sim.binding import build_case
from sim.study.explain.target import EveryAlignment
from sim.study.explain.twins import ROWS, Trial, bench, mean_and_error, twins
from sim.world import load_scenario
from tests.laws.rolled import same_bits
from tests.made_up import SOURCE, scenario
from tests.study import desk

PAIRS = EveryAlignment((0, 5, 9))
RHO = "mechanisms.reciprocity.rho"


def test_a_run_is_the_same_in_any_number_of_runs() -> None:
    both = desk.pairing()
    many = twins(both.with_, both.without, seed=1, runs=ROWS + 9, steps=3)
    few = twins(both.with_, both.without, seed=1, runs=4, steps=3)
    assert (many.runs, few.runs) == (ROWS + 9, 4)
    whole = many.with_.read(PAIRS)
    assert same_bits(whole[:4], few.with_.read(PAIRS))
    assert same_bits(whole[: ROWS + 2], many.first(ROWS + 2).with_.read(PAIRS))


def test_a_value_is_held_and_no_other_moves() -> None:
    arm = desk.arms().with_
    column = arm.case.values.column(RHO)
    drawn = arm.case.values.quantile(arm.luck[0].values)
    assert len(set(drawn[:, column])) > 1
    (plain,) = arm.batches
    held = arm.case.held(plain, {RHO: 0.05})
    assert (held.value("rho") == 0.05).all()
    assert same_bits(held.value("x"), plain.value("x"))
    drawn[:, column] = 0.05
    assert same_bits(held.values, arm.case.batch_of(drawn).values)


def test_a_value_of_one_arm_alone_disturbs_no_draw() -> None:
    own = {f"{RHO}.by_actor.JPN": {"value": 0.1, "range": [0.05, 0.2], "source": SOURCE}}
    more = build_case(desk.world(), scenario(desk.world(), {"set": own}))
    plain = build_case(desk.world(), load_scenario("baseline", desk.world()))
    both = twins(more, plain, seed=1, runs=5, steps=2)
    assert len(more.values.paths) == len(plain.values.paths) + 1
    assert same_bits(both.with_.batches[0].value("x"), both.without.batches[0].value("x"))
    assert both.with_.read(PAIRS).shape == (5, 3)


@pytest.mark.parametrize("workers", [1, 2])
def test_trials_say_the_same_with_any_number_of_processes(workers: int) -> None:
    place = bench(desk.arms().first(6), PAIRS)
    trials = [Trial(), Trial(held={RHO: 0.06}), Trial(with_=desk.pairing().without)]
    as_it_is, held, alike = place.effects_in(trials, workers)
    assert same_bits(as_it_is, place.effects)
    assert not np.array_equal(held, as_it_is)
    assert not alike.any()  # both arms are the baseline then


def test_mean_and_error() -> None:
    assert mean_and_error(np.array([1.0, 3.0])) == (2.0, 1.0)
    mean, error = mean_and_error(np.array([4.0]))
    assert mean == 4.0
    assert np.isnan(error)
