"""Bare worlds hold what they were given, and refuse what the kernel has no place for."""

import pytest

from sim.kernel.specimen import vocabulary
from sim.study.docking.bare import bare_case

ONE_ACT = [(0, 0, 1)]


def test_what_is_not_given_is_zero_and_does_not_move() -> None:
    case = bare_case(2, ONE_ACT, {"z_ref": [0.5, -0.5]})
    batch = case.batch_of(case.values.central(1))
    assert batch.start.alignment.tolist() == [[pytest.approx(0.5), pytest.approx(-0.5)]]
    assert not batch.value("power").any()
    assert not batch.value("base_rate").any()
    assert batch.value("keep")[0].tolist() == pytest.approx([1.0] * len(vocabulary().memories))
    assert case.laws.mechanisms == ()
    assert case.laws.motives == ()


def test_unknown_names_and_wrong_sizes_are_refused() -> None:
    with pytest.raises(ValueError, match="no friendliness"):
        bare_case(2, ONE_ACT, {"friendliness": [1.0]})
    with pytest.raises(ValueError, match="z_ref has 3 values: want 2"):
        bare_case(2, ONE_ACT, {"z_ref": [0.0, 0.0, 0.0]})
