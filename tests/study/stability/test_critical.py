import numpy as np
import pytest

from sim.study.stability.aftermath import escalatory_actions
from sim.study.stability.critical import HIGHEST, LOWEST, Crossing, crossing, precisions
from tests.study.retaliation import Feud


def found(feud: Feud) -> Crossing:
    case = feud.case()
    return crossing(case, case.values.central(1), escalatory_actions(case))


def by_hand(feud: Feud) -> float:
    low, high = LOWEST, HIGHEST
    for _ in range(60):
        middle = (low + high) / 2.0
        low, high = (middle, high) if feud.r(middle) < 1.0 else (low, middle)
    return low


@pytest.mark.parametrize("feud", [Feud(half_life=6.0), Feud(precisions=(1.0, 5.0), half_life=9.0)])
def test_it_is_where_the_r_worked_out_by_hand_is_one(feud: Feud) -> None:
    crossed = found(feud)
    assert crossed.multiplier == pytest.approx(by_hand(feud), rel=1e-4)
    assert crossed.lowest == pytest.approx(feud.r(LOWEST))
    assert crossed.highest == pytest.approx(feud.r(HIGHEST))


def test_there_may_be_none() -> None:
    weak = found(Feud(weights=(0.01, 0.01)))
    assert weak.multiplier is None
    assert weak.lowest < weak.highest < 1.0
    strong = found(Feud(weights=(5.0, 5.0), precisions=(5.0, 5.0), half_life=60.0))
    assert strong.multiplier is None
    assert strong.lowest >= 1.0


def test_precisions_are_the_actors() -> None:
    case = Feud().case()
    assert np.array_equal(case.values.mode[precisions(case)], [2.0, 3.0])
