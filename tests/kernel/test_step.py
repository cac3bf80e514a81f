import math

import numpy as np
import pytest

from sim.kernel.latent import LATENT_LIMIT
from sim.kernel.step import advance, choose, odds, roll
from tests.kernel.hand import Hand, hand
from tests.laws.rolled import differences


def small() -> Hand:
    return hand(
        {"alp_helps": {"impacts": {"BET": 0.5}}, "bet_helps": {"impacts": {"ALP": 0.4}}},
        strengths={"reciprocity.rho": 0.1, "investment.sigma": 0.05, "structural_pull.iota": 0.5},
    )


def test_contributions_of_all_mechanisms_add_up() -> None:
    world = small()
    state = world.state(alignment={"BET>ALP": math.tanh(0.3)})
    moment = world.moment(["alp_helps"], state)
    # 0.3, + 0.1 · 0.5 · 0.8 reciprocity, + 0.05 · 0.4 · −0.2 investment, − 0.5 · 0.3 pull
    expected = 0.3 + 0.04 - 0.004 - 0.15
    assert world.value(moment.after, "latent", "BET>ALP") == pytest.approx(expected)
    assert world.value(moment.after, "alignment", "BET>ALP") == pytest.approx(math.tanh(expected))


def test_all_deeds_take_effect_together() -> None:
    """What one does in a step does not yet bear on what the other does in it."""
    world = small()
    drawn = np.array([[0.9, 0.9], [0.9, 0.1]])
    batch = world.case.batch_of(world.case.values.central(2))
    (both,) = roll(batch, drawn.T[None], {})
    assert both.taken.tolist() == [[1, 1], [1, 0]]
    assert np.array_equal(both.odds.probability[0], both.odds.probability[1])


def test_the_bound_is_booked() -> None:
    world = hand(
        {"alp_helps": {"impacts": {"BET": 1.0}}},
        dyads={"BET>ALP.alignment": math.tanh(7.9)},
        strengths={"reciprocity.rho": 1.0},
    )
    moment = world.moment(["alp_helps"])
    column = world.column("latent", "BET>ALP")
    # 7.9 + 0.8 would be 8.7
    assert moment.after.latent[0, column] == LATENT_LIMIT
    assert moment.bound[0, column] == pytest.approx(-0.7)
    assert moment.after.alignment[0, column] < 1.0


def test_no_bound_takes_nothing_away() -> None:
    assert not small().moment(["alp_helps"]).bound.any()


def test_rolling_is_stepping() -> None:
    world = small()
    drawn = [np.array([[0.9, 0.1]]), np.array([[0.1, 0.9]]), np.array([[0.9, 0.9]])]
    uniforms = np.stack([one.T for one in drawn])
    moments = list(roll(world.batch, uniforms, {}))
    assert [moment.step for moment in moments] == [1, 2, 3]
    state = world.start
    for number, moment in enumerate(moments, start=1):
        assert moment.before is (world.start if number == 1 else moments[number - 2].after)
        likely = odds(world.batch, state)
        taken = choose(world.batch, likely, drawn[number - 1])
        state = advance(world.batch, state, number, likely, taken).after
        assert np.array_equal(taken, moment.taken)
        assert differences(state, moment.after) == []


def test_a_step_by_hand_books_what_a_roll_books() -> None:
    world = small()
    (rolled,) = roll(world.batch, np.array([[[0.9], [0.1]]]), {}, post=True)
    by_hand = advance(world.batch, world.start, 1, rolled.odds, rolled.taken, post=True)
    assert rolled.posted is not None
    assert rolled.posted.any()
    assert np.array_equal(rolled.posted, by_hand.posted)
    assert world.moment(["alp_helps"]).posted is None


def test_nothing_is_changed_in_place() -> None:
    world = small()
    before = {name: array.copy() for name, array in vars(world.start).items()}
    world.after(["alp_helps", "bet_helps"])
    assert all(np.array_equal(before[name], array) for name, array in vars(world.start).items())
