import numpy as np
import pytest

from sim.study.scorecard.flips import TRIED, candidates, correlations, flip_rows, ranked, turned
from sim.study.scorecard.trials import plan
from sim.study.scorecard.verdicts import outcome
from tests.study.scorecard.desk import SEED, few, nobody, rolled, told, world


def test_rank_correlation_is_spearmans() -> None:
    """By hand: ranks 1 2 3 4 and 1 3 2 4 differ by 0 1 1 0, so rho = 1 - 6 * 2 / (4 * 15) = 0.8."""
    columns = ranked(np.array([[0.1, 9.0], [0.2, 7.0], [0.3, 5.0], [0.4, 3.0]]))
    rho = correlations(columns, np.array([10.0, 30.0, 20.0, 40.0]))
    assert rho == pytest.approx([0.8, -0.8])


def test_a_verdict_is_turned_beyond_an_even_chance_and_beyond_error() -> None:
    assert turned(0.9, 0.3, 0.05)
    assert turned(0.1, 0.8, 0.05)
    assert not turned(0.9, 0.6, 0.01)
    assert not turned(0.9, 0.48, 0.05)


def test_every_test_gets_its_candidates_at_the_end_that_speaks_against_it() -> None:
    read = rolled(few(), draws=60)
    outcomes = [outcome(bound, read) for bound in few().bound]
    found = candidates(few(), outcomes, SEED)
    assert [hold.test for hold in found] == sorted([*range(len(outcomes))] * TRIED)
    for hold in found:
        wanted = -1.0 if outcomes[hold.test].probability >= 0.5 else 1.0
        ((path, number),) = hold.held
        values = few().arms[0].case.values
        assert hold.correlation is not None
        ends = values.high if hold.correlation * wanted > 0.0 else values.low
        assert number == ends[values.column(path)]


def test_the_value_that_decides_is_found_and_turns_the_verdict() -> None:
    """A margin that only a low base rate stays below: that base rate is what it hangs on."""
    path = "actions.chn_courts_pyongyang.base_rate"
    one = plan(
        world(),
        [told(action="chn_courts_pyongyang", expect="seldom", margin=0.6, **{"from": 2, "to": 4})],
    )
    read = rolled(one, draws=120)
    outcomes = [outcome(bound, read) for bound in one.bound]
    assert 0.5 < outcomes[0].probability < 1.0
    rows = flip_rows(world(), one, outcomes, SEED, 1, nobody)
    assert [row.kind for row in rows] == ["one value"] * TRIED
    assert rows[0].held == f"{path}={world().quantities()[path].high:g}"
    assert rows[0].correlation is not None
    assert rows[0].correlation < -0.9
    assert rows[0].flips
    assert rows[0].probability < 0.5


def test_values_that_turn_nothing_alone_are_tried_together_then_further_out() -> None:
    """A margin out of reach of the range, which twice the factor reaches."""
    path = "actions.chn_courts_pyongyang.base_rate"
    high = world().quantities()[path].high
    test = told(action="chn_courts_pyongyang", expect="seldom", margin=3.2 * high)
    one = plan(world(), [test])
    read = rolled(one, draws=60)
    outcomes = [outcome(bound, read) for bound in one.bound]
    assert outcomes[0].probability == 1.0
    rows = flip_rows(world(), one, outcomes, SEED, 1, nobody)
    assert [row.kind for row in rows] == [*["one value"] * TRIED, "together", "outside"]
    *alone, together, outside = rows
    assert together.held == " ".join(row.held for row in alone)
    assert together.strength <= min(row.strength for row in alone)
    assert not any(row.flips for row in (*alone, together))
    assert outside.held.startswith(f"{path}=")
    assert float(outside.held.partition("=")[2]) > high
    assert outside.flips
