import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.study.stability.aftermath import escalatory_actions
from sim.study.stability.mode import leading_mode, moved, without
from sim.study.stability.reproduction import radius
from tests.kernel.hand import hand


def test_two_in_turn() -> None:
    """One of the first sets off one of the second, which sets off four of the first."""
    matrix = np.array([[0.0, 4.0], [1.0, 0.0]])
    assert radius(matrix) == pytest.approx(2.0)
    mode = leading_mode(matrix)
    assert mode is not None
    assert mode.mix == pytest.approx([2 / 3, 1 / 3])
    assert mode.value == pytest.approx([3 / 4, 3 / 2])
    assert mode.share == pytest.approx([1 / 2, 1 / 2])
    assert without(matrix, np.array([1.0, 0.0])) == 0.0
    assert without(matrix, np.zeros(2)) == pytest.approx(2.0)


def test_one_way_chains_have_no_mode() -> None:
    assert leading_mode(np.array([[0.0, 0.0], [5.0, 0.0]])) is None
    assert leading_mode(np.zeros((0, 0))) is None


def test_what_is_averted_is_no_offspring() -> None:
    assert radius(np.array([[-3.0, 0.5], [0.5, -3.0]])) == pytest.approx(0.5)


@given(st.integers(0, 2**32 - 1), st.integers(2, 6))
def test_shares_are_how_r_answers_to_an_actions_links(seed: int, size: int) -> None:
    matrix = np.random.default_rng(seed).uniform(0.1, 1.0, (size, size))
    mode = leading_mode(matrix)
    assert mode is not None
    assert matrix @ mode.mix == pytest.approx(radius(matrix) * mode.mix)
    assert mode.value @ matrix == pytest.approx(radius(matrix) * mode.value)
    assert mode.share.sum() == pytest.approx(1.0)
    for action in range(size):
        more = matrix.copy()
        more[:, action] *= 1.0 + 1e-6
        elasticity = (radius(more) / radius(matrix) - 1.0) / 1e-6
        assert mode.share[action] == pytest.approx(elasticity, rel=1e-3)


def test_moved_is_what_one_act_does_within_its_month() -> None:
    harm, rho, rate = 0.5, 0.2, 0.25
    case = hand(
        {"alp_strikes": {"rate": rate, "impacts": {"BET": -harm}, "escalates": {"sea": 1.0}}},
        strengths={"reciprocity.rho": rho},
    ).case
    shift = moved(case, case.values.central(1), escalatory_actions(case))[0].T
    surprise = 1.0 - rate
    expected = np.tanh(-rho * harm * surprise) / surprise
    assert shift[case.names.pairs.index("BET>ALP"), 0] == pytest.approx(expected)
    assert shift[case.names.pairs.index("ALP>BET"), 0] == 0.0
